import { consequenceOf, isOptional, stepsFor } from '../../plan/name-advice.ts';
import { bearsOnNames } from '../cert/facts.ts';
import { aboutPlannedName, hasPlannedNames, type NeededName } from './facts.ts';
import { profileRule } from './profile-rule.ts';

export const nameMissing = profileRule({
  name: 'name-missing',
  both: {
    ownStep: 'give the planned names',
    severity: 'error',
    what: 'A planned name is not among the subject alternative names of the {request}.',
    why: 'The service that looks for the name fails with this certificate.',
    notHitBy:
      'a name that differs in letter case; one that is there in another form ({area}/name-other-form, {area}/name-wrong-form)',
  },
  csr: {
    typical:
      'A field of the Generate CSR page was left empty, or the deployment file has grown since the request was made.',
    fix: ['Make a new request with the name: on the Expressway, or from the deployment file.'],
    saysTheProduct: ['alarm 40051'],
    citations: [
      { source: 'guide', ref: 'Expressway Certificates, pages 9 to 11' },
      { source: 'certificate-guide', ref: 'Server Certificate Requirements for Unified Communications' },
    ],
  },
  cert: {
    typical: 'The request lacked the name, or the CA dropped it: single-name products keep one name only.',
    fix: ['Make a new request with the name, and have it signed by a CA that keeps every name.'],
    saysTheProduct: [
      'verify_edge_domain_in_san',
      "Peer's TLS certificate identity was unacceptable",
      'InvalidX509NameInCertificate',
      'alarm 25031',
      'alarm 40051',
      'ms-diagnostics 1010',
    ],
    citations: [
      { source: 'guide', ref: 'Expressway Certificates, pages 9 to 11' },
      { source: 'certificate-guide', ref: 'Server Certificate Requirements for Unified Communications' },
      { source: 'tac', ref: '211304, 221624 and 213872' },
    ],
    bears: bearsOnNames,
  },
  message: ({ name }: NeededName) => `${name} is missing`,
  consequence: consequenceOf,
  remedy: (detail: NeededName) =>
    detail.leftOut
      ? [
          `Send the CA the same request again, and tell it that it left out ${detail.name}, which the request holds.`,
          'Ask for a product or profile that keeps every name of a request.',
        ]
      : stepsFor(detail),
  *check(_, facts) {
    const { peer, names } = facts;
    if (!peer || !names || !hasPlannedNames(facts)) return;
    for (const name of names.missing) if (!isOptional(name)) yield aboutPlannedName(facts, peer, name);
  },
});
