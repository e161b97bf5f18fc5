import { rule } from '../../findings/rule.ts';
import { about, failsItsUpload, type KeyFacts } from './facts.ts';

export const encryptedForUpload = rule({
  code: 'key/encrypted-for-upload',
  severity: 'warning',
  what: 'The private key has a passphrase.',
  why: 'The Expressway takes no key with a passphrase: the upload fails.',
  typical: 'It was made with a passphrase, or with a tool that always encrypts.',
  fix: ['Shortly before the upload: openssl pkey -in KEY -out UPLOAD.key; delete UPLOAD.key afterwards.'],
  notHitBy: 'a PKCS#12 file, which has to be taken apart anyway (cert/not-pem)',
  citations: [{ source: 'certificate-guide', ref: 'Loading a server certificate and private key' }],
  bears: [failsItsUpload],
  message: ({ encryption }: { encryption: string }) => `the key is encrypted (${encryption})`,
  *check(facts: KeyFacts) {
    if (facts.encryption !== undefined) yield about(facts, { encryption: facts.encryption });
  },
});
