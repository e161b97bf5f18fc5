import {
  captionOf,
  mistakesOf,
  placesOf,
  type Caption,
  type DeploymentFileFacts,
} from '../../deployment/reading/mistakes.ts';
import { rule } from '../../findings/rule.ts';

export const nothingListed = rule({
  code: 'deployment/nothing-listed',
  severity: 'error',
  ownStep: 'start from an example',
  what: 'The deployment file is empty, or has no cluster, or a cluster without peers.',
  why: 'There is nothing to plan a certificate for.',
  typical: 'The file was saved empty, or all entries are comments.',
  fix: ['List the Expressways under clusters and peers, or start from a new deployment file.'],
  citations: [{ source: 'product', ref: 'deployment file, version 1' }],
  message: ({ path }: Caption & { path: string }) =>
    path === '' ? 'the deployment file is empty' : `${path} lists nothing`,
  *check(facts: DeploymentFileFacts) {
    for (const mistake of mistakesOf(facts, 'nothing-listed')) {
      yield {
        subject: {},
        detail: { path: mistake.path, ...captionOf(mistake) },
        locations: placesOf(facts.file, mistake),
      };
    }
  },
});
