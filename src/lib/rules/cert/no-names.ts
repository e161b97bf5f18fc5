import { rule } from '../../findings/rule.ts';
import { about, type PeerCertificateFacts } from './facts.ts';

export const noNames = rule({
  code: 'cert/no-names',
  severity: 'error',
  what: 'The certificate holds no subject alternative name.',
  why: 'Names are looked up among the subject alternative names alone, not in the CN: no zone with TLS verify and no client accepts the certificate.',
  typical: 'openssl x509 -req without an extension file: it drops the names of the request.',
  fix: ['Send the CA the request again, and say that the names in it must be kept.'],
  notHitBy: 'a certificate matched to a peer, where each missing name is told (cert/name-missing)',
  citations: [
    { source: 'rfc', ref: '9525 section 2' },
    { source: 'certificate-guide', ref: 'Troubleshooting, peer address in SAN' },
  ],
  bears: { nothing: 'It is raised only where no peer is known, and then no service is asked about.' },
  message: () => 'there is no subject alternative name',
  *check(facts: PeerCertificateFacts) {
    const { names, otherNames } = facts.issued;
    if (names.length + otherNames.length === 0 && !facts.peer) yield about(facts, {});
  },
});
