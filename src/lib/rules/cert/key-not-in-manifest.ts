import { rule } from '../../findings/rule.ts';
import { about, isKeyHeld, type PeerCertificateFacts } from './facts.ts';

export const keyNotInManifest = rule({
  code: 'cert/key-not-in-manifest',
  severity: 'warning',
  what: 'The manifest does not know the public key of the certificate.',
  why: 'The private key is not among those made with this manifest; without its key the certificate cannot be uploaded.',
  typical: 'The certificate answers an older request, or one that was discarded on the Expressway.',
  fix: [
    'Ask the CA which request it signed, and have the current one signed.',
    'If the request was made elsewhere on purpose, leave the manifest out.',
  ],
  notHitBy: 'a call without a manifest',
  citations: [{ source: 'product', ref: 'manifest.json of csr create' }],
  bears: [{ requirement: 'key-held', effect: 'not known', when: (facts) => !isKeyHeld(facts) }],
  message: ({ publicKey }: { publicKey: string }) => `public key ${publicKey} is not in the manifest`,
  *check(facts: PeerCertificateFacts) {
    if (facts.isKeyInManifest === false) yield about(facts, { publicKey: facts.issued.publicKeyHash });
  },
});
