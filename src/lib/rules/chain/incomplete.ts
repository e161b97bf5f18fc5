import { rule } from '../../findings/rule.ts';
import { about, type ChainFacts } from './facts.ts';

export const incomplete = rule({
  code: 'chain/incomplete',
  severity: 'error',
  what: 'A CA certificate between the certificate and its root is not among the files.',
  why: 'The Expressway refuses the upload, because every CA of the chain must be in its trusted CA list; with an intermediate missing elsewhere the zone comes up and its SSH tunnels do not.',
  typical: 'The CA changed its intermediate with the last renewal, or handed over the root alone.',
  fix: [
    'Get the missing CA certificate from the CA; the authority information in the certificate often says where it is.',
    'Upload root and intermediates to Trusted CA certificate on every peer first, then the server certificate alone.',
  ],
  notHitBy:
    'a call without any root or trusted-CA list: then the chain is not checked; a self-signed certificate',
  saysTheProduct: ['Untrusted CA certificate chain', 'unable to get issuer certificate'],
  citations: [
    { source: 'certificate-guide', ref: 'Loading a server certificate and private key' },
    { source: 'tac', ref: '221624' },
  ],
  bears: [
    {
      requirement: 'chain-complete',
      effect: 'fails',
      when: ({ ownList }: ChainFacts) => ownList !== undefined,
    },
    // The Expressway may hold the CA since last year.
    {
      requirement: 'chain-complete',
      effect: 'not known',
      when: ({ ownList }: ChainFacts) => ownList === undefined,
    },
  ],
  message: ({ missingIssuer, of }: { missingIssuer: string; of: string }) =>
    `the issuer of "${of}", "${missingIssuer}", is not there`,
  *check(facts: ChainFacts) {
    const { toRoot, of } = facts;
    if (of.kind !== 'peer' || toRoot?.result !== 'issuer missing') return;
    yield about(facts, { missingIssuer: toRoot.missingIssuer, of: toRoot.of });
  },
});
