import { rule } from '../../findings/rule.ts';
import { about, type CsrFacts } from './facts.ts';

export const noNames = rule({
  code: 'csr/no-names',
  severity: 'error',
  what: 'The request holds no subject alternative name.',
  why: 'Names are looked up among the subject alternative names alone, not in the CN: no zone with TLS verify and no client accepts the certificate.',
  typical: 'openssl req without the extension, or a tool where the names are hidden behind a check box.',
  fix: ['Make a new request with the names of the plan.'],
  notHitBy: 'a request matched to a peer, where each missing name is told (csr/name-missing)',
  citations: [
    { source: 'rfc', ref: '9525 section 2' },
    { source: 'certificate-guide', ref: 'Troubleshooting, peer address in SAN' },
    { source: 'baseline-requirements', ref: 'section 7.1.2.7.12' },
  ],
  message: () => 'there is no subject alternative name',
  *check(facts: CsrFacts) {
    const { names, otherNames } = facts.request;
    if (names.length + otherNames.length > 0 || facts.peer) return;
    yield { ...about(facts), detail: {} };
  },
});
