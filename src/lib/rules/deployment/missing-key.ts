import {
  captionOf,
  mistakesOf,
  placesOf,
  type Caption,
  type DeploymentFileFacts,
} from '../../deployment/reading/mistakes.ts';
import { rule } from '../../findings/rule.ts';

export const missingKey = rule({
  code: 'deployment/missing-key',
  severity: 'error',
  ownStep: 'start a deployment file',
  what: 'The deployment file lacks a key that has no default.',
  why: 'What it says cannot be guessed: the role of a cluster, for example, decides which names its certificates need.',
  fix: ['Add the key; a new deployment file has them all.'],
  citations: [{ source: 'product', ref: 'deployment file, version 1' }],
  message: ({ owner, key }: Caption & { owner: string; key: string }) => `${owner} has no "${key}"`,
  *check(facts: DeploymentFileFacts) {
    for (const mistake of mistakesOf(facts, 'missing-key')) {
      const { owner, key, expected } = mistake;
      yield {
        subject: {},
        detail: { owner, key, ...captionOf(mistake, { expected: `${key}: ${expected}` }) },
        locations: placesOf(facts.file, mistake),
      };
    }
  },
});
