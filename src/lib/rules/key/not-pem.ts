import { rule } from '../../findings/rule.ts';
import { about, failsItsUpload, type KeyFacts } from './facts.ts';

export const notPem = rule({
  code: 'key/not-pem',
  severity: 'warning',
  what: 'The private key is not in a PEM file.',
  why: 'The Server certificate page takes the key as PEM alone: the upload of certificate and key fails.',
  typical:
    'A tool that writes DER, or base64 that was copied out of a password store without its BEGIN and END lines.',
  fix: [
    'Write the key to a new file, with the name of its file for KEY: openssl pkey -inform DER -in KEY -out UPLOAD.key; of base64 without a BEGIN line: base64 -d KEY | openssl pkey -inform DER -out UPLOAD.key. expcert itself never writes to a key.',
  ],
  notHitBy: 'PEM with a .der ending; a PKCS#12 file, which has to be taken apart anyway (cert/not-pem)',
  citations: [{ source: 'certificate-guide', ref: 'Loading a server certificate and private key' }],
  bears: [failsItsUpload],
  message: ({ encoding }: { encoding: string }) => `the file is ${encoding}, not PEM`,
  *check(facts: KeyFacts) {
    const { encoding } = facts;
    if (encoding !== undefined && encoding !== 'PEM') yield about(facts, { encoding });
  },
});
