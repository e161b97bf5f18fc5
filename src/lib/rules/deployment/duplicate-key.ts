import {
  captionOf,
  mistakesOf,
  placesOf,
  type Caption,
  type DeploymentFileFacts,
} from '../../deployment/reading/mistakes.ts';
import { quoted } from '../../deployment/wording.ts';
import { rule } from '../../findings/rule.ts';

export const duplicateKey = rule({
  code: 'deployment/duplicate-key',
  severity: 'error',
  what: 'A key stands twice in one place of the deployment file.',
  why: 'Only one of the two values could count, and nobody sees which: names would be missing without a word.',
  typical:
    'A block was copied and its name not changed, or a second list was added instead of entries to the first.',
  fix: ['Join the two values under one key, or rename one of the keys.'],
  notHitBy: 'the same key in two clusters or two entries of a list',
  citations: [{ source: 'yaml', ref: '3.2.1.3 Node Comparison' }],
  message: ({ key, firstLine }: Caption & { key: string; firstLine: number }) =>
    `the key ${quoted(key)} stands here twice; first in line ${firstLine}`,
  *check(facts: DeploymentFileFacts) {
    for (const mistake of mistakesOf(facts, 'duplicate-key')) {
      const { key, firstLine } = mistake;
      yield {
        subject: {},
        detail: { key, firstLine, ...captionOf(mistake, { label: `also in line ${firstLine}` }) },
        locations: placesOf(facts.file, mistake),
      };
    }
  },
});
