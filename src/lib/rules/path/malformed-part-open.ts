import { rule } from '../../findings/rule.ts';
import { faultsOnAppliance } from '../../path/appliance-faults.ts';
import { named, textOf, type JudgedPath } from './facts.ts';
import { malformed, type MalformedDetail } from './malformed-facts.ts';
import { faultsOfCertificates } from '../../x509/fault-kinds.ts';

export const malformedPartOpen = rule({
  code: 'path/malformed-part-open',
  severity: 'error',
  what: 'A part of a certificate is not written as its standard demands, and nobody here knows whether OpenSSL takes it.',
  why: 'The Expressway may refuse the certificate, and everything under it.',
  fix: [
    'Have the certificate issued again; tell the CA which part it wrote wrongly. Copying the file again changes nothing.',
  ],
  notHitBy:
    'parts of which it is known what OpenSSL does (path/malformed-part); profiles other than appliance',
  kinds: faultsOfCertificates,
  citations: [{ source: 'rfc', ref: '5280 section 4.2' }],
  message: (d: MalformedDetail) =>
    `${named(d)} is malformed in a part, and OpenSSL may refuse it: ${textOf(d.faults)}`,
  *check(facts: JudgedPath) {
    if (facts.options.profile !== 'appliance') return;
    yield* malformed(facts, ({ facts: { certificate } }) => faultsOnAppliance(certificate).open);
  },
});
