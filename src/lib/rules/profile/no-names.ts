import { about } from './facts.ts';
import { profileRule } from './profile-rule.ts';

export const noNames = profileRule({
  name: 'no-names',
  both: {
    severity: 'error',
    what: 'The {request} holds no subject alternative name.',
    why: 'Names are looked up among the subject alternative names alone, not in the CN: no zone with TLS verify and no client accepts the certificate.',
    notHitBy: 'a {request} matched to a peer, where each missing name is told ({area}/name-missing)',
  },
  csr: {
    ownStep: 'make requests',
    typical: 'openssl req without the extension, or a tool where the names are hidden behind a check box.',
    fix: ['Make a new request with the names of the plan.'],
    citations: [
      { source: 'rfc', ref: '9525 section 2' },
      { source: 'certificate-guide', ref: 'Troubleshooting, peer address in SAN' },
      { source: 'baseline-requirements', ref: 'section 7.1.2.7.12' },
    ],
  },
  cert: {
    typical: 'openssl x509 -req without an extension file: it drops the names of the request.',
    fix: ['Send the CA the request again, and say that the names in it must be kept.'],
    citations: [
      { source: 'rfc', ref: '9525 section 2' },
      { source: 'certificate-guide', ref: 'Troubleshooting, peer address in SAN' },
    ],
    bears: { nothing: 'It is raised only where no peer is known, and then no service is asked about.' },
  },
  message: () => 'there is no subject alternative name',
  *check({ names, otherNames }, facts) {
    if (names.length + otherNames.length === 0 && !facts.peer) yield about(facts, {});
  },
});
