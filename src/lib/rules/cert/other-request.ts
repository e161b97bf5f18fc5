import { rule } from '../../findings/rule.ts';
import { about, isKeyHeld, type PeerCertificateFacts } from './facts.ts';

export const otherRequest = rule({
  code: 'cert/other-request',
  severity: 'error',
  comparesWithRequest: true,
  what: 'The certificate does not belong to the request given: the public keys differ.',
  why: 'The private key on the Expressway is the one of its current request, so the upload fails.',
  typical:
    'The request was made again while the CA worked on the first, or it is the request of another peer.',
  fix: ['Have the current request of this peer signed.'],
  notHitBy:
    'a request that was found in a folder and is called after no certificate; the request for the renewal of a certificate that is in use, as `installed: true` says',
  saysTheProduct: ['CSR public key and certificate public key do not match'],
  citations: [
    { source: 'tac', ref: '217138' },
    { source: 'certificate-guide', ref: 'Generating a certificate signing request' },
  ],
  bears: [
    { requirement: 'key-held', effect: 'fails', when: (facts) => !isKeyHeld(facts) },
    { requirement: 'key-held', effect: 'remark', when: isKeyHeld },
  ],
  message: ({ publicKey }: { publicKey: string }) =>
    `the request given has another public key than the certificate (${publicKey})`,
  *check(facts: PeerCertificateFacts) {
    if (facts.comparison?.hasSameKey === false) yield about(facts, { publicKey: facts.issued.publicKeyHash });
  },
});
