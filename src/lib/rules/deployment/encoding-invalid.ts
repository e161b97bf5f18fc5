import {
  captionOf,
  mistakesOf,
  placesOf,
  type Caption,
  type DeploymentFileFacts,
} from '../../deployment/reading/mistakes.ts';
import { rule } from '../../findings/rule.ts';

export const encodingInvalid = rule({
  code: 'deployment/encoding-invalid',
  severity: 'error',
  what: 'The deployment file is not text in a Unicode encoding.',
  why: 'Its names cannot be told with certainty, so nothing is planned.',
  typical: 'An editor saved the file in a Windows or Latin-1 code page, and a name or comment has an umlaut.',
  fix: ['Save the file as UTF-8.'],
  notHitBy: 'UTF-8 with or without byte order mark, nor UTF-16 with one',
  citations: [{ source: 'yaml', ref: '5.2 Character Encodings' }],
  message: ({ encoding, isUnmarked }: Caption & { encoding: string; isUnmarked?: boolean }) =>
    isUnmarked
      ? `the deployment file looks like ${encoding} without a byte order mark`
      : `the deployment file is not valid ${encoding}`,
  *check(facts: DeploymentFileFacts) {
    for (const mistake of mistakesOf(facts, 'encoding')) {
      yield {
        subject: {},
        detail: {
          encoding: mistake.encoding,
          ...(mistake.isUnmarked && { isUnmarked: true }),
          ...captionOf(mistake, { note: 'save the file as UTF-8' }),
        },
        locations: placesOf(facts.file, mistake),
      };
    }
  },
});
