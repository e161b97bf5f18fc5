import { isKeyHeld } from '../cert/facts.ts';
import { about } from './facts.ts';
import { profileRule } from './profile-rule.ts';

export const keyNotInManifest = profileRule({
  name: 'key-not-in-manifest',
  both: {
    severity: 'warning',
    what: 'The manifest does not know the public key of the {request}.',
    notHitBy: 'a call without a manifest',
    citations: [{ source: 'product', ref: 'manifest.json of csr create' }],
  },
  csr: {
    why: 'The private key to the certificate that comes back is not among those made with this manifest.',
    typical: 'The request is an older one, or was made on the Expressway or with another tool.',
    fix: [
      'Check that somebody has the private key to this request, or send the request that the manifest names.',
      'If the request was made elsewhere on purpose, check it without the manifest.',
    ],
  },
  cert: {
    why: 'The private key is not among those made with this manifest; without its key the certificate cannot be uploaded.',
    typical: 'The certificate answers an older request, or one that was discarded on the Expressway.',
    fix: [
      'Ask the CA which request it signed, and have the current one signed.',
      'If the request was made elsewhere on purpose, leave the manifest out.',
    ],
    bears: [{ requirement: 'key-held', effect: 'not known', when: (facts) => !isKeyHeld(facts) }],
  },
  message: ({ publicKey }: { publicKey: string }) => `public key ${publicKey} is not in the manifest`,
  *check({ publicKeyHash }, facts) {
    if (facts.isKeyInManifest === false) yield about(facts, { publicKey: publicKeyHash });
  },
});
