import { rule } from '../../findings/rule.ts';
import { consequenceOf, isOptional, stepsFor } from '../../plan/name-advice.ts';
import {
  aboutPlannedName,
  bearsOnNames,
  isServerCertificate,
  type NeededName,
  type PeerCertificateFacts,
} from './facts.ts';

export const nameMissing = rule({
  code: 'cert/name-missing',
  severity: 'error',
  what: 'A planned name is not among the subject alternative names of the certificate.',
  why: 'The service that looks for the name fails with this certificate.',
  typical: 'The request lacked the name, or the CA dropped it: single-name products keep one name only.',
  fix: ['Make a new request with the name, and have it signed by a CA that keeps every name.'],
  notHitBy:
    'a name that differs in letter case; one that is there in another form (cert/name-other-form, cert/name-wrong-form)',
  saysTheProduct: [
    'verify_edge_domain_in_san',
    "Peer's TLS certificate identity was unacceptable",
    'InvalidX509NameInCertificate',
    'alarm 25031',
    'ms-diagnostics 1010',
  ],
  citations: [
    { source: 'guide', ref: 'Expressway Certificates, pages 9 to 11' },
    { source: 'certificate-guide', ref: 'Server Certificate Requirements for Unified Communications' },
    { source: 'tac', ref: '211304, 221624 and 213872' },
  ],
  bears: bearsOnNames,
  message: ({ name }: NeededName) => `${name} is missing`,
  consequence: consequenceOf,
  remedy: stepsFor,
  *check(facts: PeerCertificateFacts) {
    const { peer, names } = facts;
    if (!peer || !names || !isServerCertificate(facts)) return;
    for (const name of names.missing) if (!isOptional(name)) yield aboutPlannedName(facts, peer, name);
  },
});
