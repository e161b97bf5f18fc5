import {
  captionOf,
  mistakesOf,
  placesOf,
  type Caption,
  type DeploymentFileFacts,
  type MistakeOf,
} from '../../deployment/reading/mistakes.ts';
import { rule } from '../../findings/rule.ts';

type Secret = MistakeOf<'secret'>['secret'];

const expectations: Readonly<Record<Secret, string>> = {
  'dialback secret': '{ env: NAME } or { file: PATH }',
  'private key': 'no key; csr create writes keys to files of their own',
};

export const secretInline = rule({
  code: 'deployment/secret-inline',
  severity: 'error',
  what: 'A secret is written into the deployment file.',
  why: 'Deployment files are passed on, kept in version control and quoted in reports: the secret would be known to all who see one.',
  fix: [
    'For the dialback secret say where it is kept: dialbackSecret: { env: NAME } or { file: PATH }.',
    'Take a private key out of the file.',
    'If others have seen the file, choose a new secret: set the same dialback secret on all Expressway-E peers, or make a new key.',
  ],
  notHitBy: 'the name of an environment variable or of a file',
  citations: [{ source: 'product', ref: 'deployment file, version 1: no secrets' }],
  message: ({ secret }: Caption & { secret: Secret }) =>
    `a ${secret} is written into the deployment file (not shown)`,
  *check(facts: DeploymentFileFacts) {
    for (const mistake of mistakesOf(facts, 'secret')) {
      const { secret } = mistake;
      yield {
        subject: {},
        detail: { secret, ...captionOf(mistake, { expected: expectations[secret] }) },
        locations: placesOf(facts.file, mistake),
      };
    }
  },
});
