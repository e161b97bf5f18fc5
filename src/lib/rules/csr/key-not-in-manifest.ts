import { rule } from '../../findings/rule.ts';
import { about, type CsrFacts } from './facts.ts';

export const keyNotInManifest = rule({
  code: 'csr/key-not-in-manifest',
  severity: 'warning',
  what: 'The manifest does not know the public key of the request.',
  why: 'The private key to the certificate that comes back is not among those made with this manifest.',
  typical: 'The request is an older one, or was made on the Expressway or with another tool.',
  fix: [
    'Check that somebody has the private key to this request, or send the request that the manifest names.',
    'If the request was made elsewhere on purpose, check it without the manifest.',
  ],
  notHitBy: 'a call without a manifest',
  citations: [{ source: 'product', ref: 'manifest.json of csr create' }],
  message: ({ publicKey }: { publicKey: string }) => `public key ${publicKey} is not in the manifest`,
  *check(facts: CsrFacts) {
    if (facts.isKeyInManifest !== false) return;
    yield { ...about(facts), detail: { publicKey: facts.request.publicKeyHash } };
  },
});
