import { rule } from '../../findings/rule.ts';
import { listText } from '../../findings/words.ts';
import { altNameText } from '../../san/required.ts';
import { printName } from '../../x509/name.ts';
import { about, isMadeOutToOther, lostAndNeeded, servicesFor, type PeerCertificateFacts } from './facts.ts';

export const differsFromCsr = rule({
  code: 'cert/differs-from-csr',
  severity: 'error',
  comparesWithRequest: true,
  what: 'The CA left out a name of the request that is needed.',
  why: 'The service that looks for the name fails with this certificate.',
  typical:
    'A single-name product of a CA, a CA that adds www. and drops the rest, or a Windows template that builds the subject from the Active Directory.',
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
  message: ({ lost, madeOutTo }: { lost: string[]; madeOutTo: string }) =>
    madeOutTo === ''
      ? `the request has ${listText(lost)}, the certificate has not`
      : `the certificate has the key of the request, and neither its subject nor one of its names (${listText(lost)}): it is made out to ${madeOutTo}`,
  remedy: ({ madeOutTo }) =>
    madeOutTo === ''
      ? undefined
      : [
          'Have the CA use a template that takes the subject from the request: on a Windows CA "Supply in the request" on the tab Subject Name, not "Build from this Active Directory information".',
          'Then submit the same request again: it holds the names.',
        ],
  *check(facts: PeerCertificateFacts) {
    const lost = lostAndNeeded(facts).map(altNameText);
    const madeOutTo = isMadeOutToOther(facts) ? printName(facts.issued.certificate.subject) || 'nobody' : '';
    if (lost.length > 0) yield about(facts, { lost, madeOutTo });
  },
});
