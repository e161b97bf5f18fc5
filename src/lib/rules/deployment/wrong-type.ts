import {
  captionOf,
  mistakesOf,
  placesOf,
  type Caption,
  type DeploymentFileFacts,
} from '../../deployment/reading/mistakes.ts';
import { rule } from '../../findings/rule.ts';

export const wrongType = rule({
  code: 'deployment/wrong-type',
  severity: 'error',
  what: 'A value of the deployment file is of another type than its key takes.',
  why: 'The value cannot be used, and guessing what was meant could plan wrong names.',
  typical:
    'yes instead of true, a single name where a list is needed, a release without its X, or a key with nothing behind it.',
  fix: ['Write the value as expected; a list is written as [a, b], or one entry a line behind "- ".'],
  notHitBy: 'a key that is left out and has a default',
  citations: [{ source: 'product', ref: 'deployment file, version 1' }],
  message: ({ path, actual }: Caption & { path: string; actual: string }) => {
    const subject = path === '' ? 'the deployment file' : path;
    return actual === 'nothing' ? `${subject} has no value` : `${subject} cannot be ${actual}`;
  },
  *check(facts: DeploymentFileFacts) {
    for (const mistake of mistakesOf(facts, 'wrong-type')) {
      const { path, expected, found, suggestion } = mistake;
      const caption = captionOf(mistake, { expected, label: suggestion });
      yield {
        subject: {},
        detail: { path, actual: found, ...caption },
        locations: placesOf(facts.file, mistake),
      };
    }
  },
});
