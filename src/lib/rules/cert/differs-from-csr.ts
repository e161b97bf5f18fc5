import { rule } from '../../findings/rule.ts';
import { altNameText } from '../../san/required.ts';
import { about, lostAndNeeded, servicesFor, type PeerCertificateFacts } from './facts.ts';

export const differsFromCsr = rule({
  code: 'cert/differs-from-csr',
  severity: 'error',
  what: 'The CA left out a name of the request that is needed.',
  why: 'The service that looks for the name fails with this certificate.',
  typical: 'A single-name product of a CA, or a CA that adds www. and drops the rest.',
  fix: [
    'Send the CA this difference, and ask for a multi-domain product that keeps every name of the request.',
    'The request itself can stay: it holds the names.',
  ],
  notHitBy: 'a name that the plan does not have, or other differences (cert/changed-by-ca)',
  saysTheProduct: ['CSR SAN and Certificate SAN does not match'],
  citations: [
    { source: 'certificate-guide', ref: 'Generating a certificate signing request' },
    { source: 'tac', ref: '200641 and 217138' },
  ],
  // A lost name that no service in use needs is told by cert/name-missing.
  bears: [
    {
      requirement: 'names-present',
      effect: 'fails',
      rows: (facts) => ({ services: servicesFor(facts, lostAndNeeded(facts)) }),
    },
  ],
  message: ({ lost }: { lost: string[] }) => `the request has ${lost.join(' and ')}, the certificate has not`,
  *check(facts: PeerCertificateFacts) {
    const lost = lostAndNeeded(facts).map(altNameText);
    if (lost.length > 0) yield about(facts, { lost });
  },
});
