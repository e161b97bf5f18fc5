import { rule } from '../../findings/rule.ts';
import type { OwnCertificateFacts } from './facts.ts';

export const keyReadable = rule({
  code: 'gateway/key-readable',
  severity: 'warning',
  what: 'The file with the private key can be read by everybody on the machine.',
  why: 'Whoever has the key can speak for every domain of the certificate.',
  fix: ['Take the right away: chmod 600, or 640 with a group of its own.'],
  citations: [{ source: 'field-experience', ref: 'private keys' }],
  message: ({ file }: { file: string }) => `the key in ${file} can be read by everybody on this machine`,
  *check({ keyFile: file, isKeyReadableByAll }: OwnCertificateFacts) {
    if (isKeyReadableByAll) yield { subject: { file }, detail: { file }, locations: [{ file }] };
  },
});
