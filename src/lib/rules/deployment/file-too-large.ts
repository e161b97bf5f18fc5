import {
  captionOf,
  mistakesOf,
  placesOf,
  type Caption,
  type DeploymentFileFacts,
  type MistakeOf,
} from '../../deployment/reading/mistakes.ts';
import { rule } from '../../findings/rule.ts';

type Unit = MistakeOf<'too-large'>['unit'];

const sentences: Readonly<Record<Unit, (limit: number) => string>> = {
  bytes: (limit) => `the deployment file is larger than ${limit} bytes`,
  pieces: (limit) => `the deployment file has more than ${limit} words and signs`,
  characters: (limit) => `a text in the deployment file is longer than ${limit} characters`,
};

export const fileTooLarge = rule({
  code: 'deployment/file-too-large',
  severity: 'error',
  what: 'The deployment file is larger than any deployment needs.',
  why: 'It is not read: it is probably another file, and reading it could take very long.',
  typical: 'A log or an archive was given instead of the deployment file.',
  fix: [
    'Give the deployment file.',
    'Split a deployment of more than ten thousand peers into several files.',
  ],
  citations: [{ source: 'product', ref: 'limits of the deployment file' }],
  message: ({ limit, unit }: Caption & { limit: number; unit: Unit }) => sentences[unit](limit),
  *check(facts: DeploymentFileFacts) {
    for (const mistake of mistakesOf(facts, 'too-large')) {
      const { limit, unit } = mistake;
      yield {
        subject: {},
        detail: { limit, unit, ...captionOf(mistake) },
        locations: placesOf(facts.file, mistake),
      };
    }
  },
});
