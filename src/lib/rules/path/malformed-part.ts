import { rule } from '../../findings/rule.ts';
import { faultsOnAppliance } from '../../path/appliance-faults.ts';
import { named, textOf, type JudgedPath } from './facts.ts';
import { malformed, type MalformedDetail } from './malformed-facts.ts';
import { faultsOfCertificates } from '../../x509/fault-kinds.ts';

export const malformedPart = rule({
  code: 'path/malformed-part',
  severity: 'error',
  what: 'A part of a certificate, such as an extension or a string of a name, is not written as its standard demands.',
  why: 'Nobody can say for sure what the part means: who judges strictly refuses the certificate, and OpenSSL does where it decodes the part.',
  typical: 'A CA profile made by hand, or software of a CA that writes text with umlauts as it comes.',
  fix: [
    'Have the certificate issued again; tell the CA which part it wrote wrongly. Copying the file again changes nothing.',
  ],
  notHitBy:
    'breaches of DER that leave the meaning clear (path/encoding-not-der); a file that is damaged, which cannot be read at all',
  kinds: faultsOfCertificates,
  citations: [
    { source: 'rfc', ref: '5280 section 4.1' },
    { source: 'rfc', ref: '5280 section 4.2' },
    { source: 'openssl', ref: 'x509_strict' },
  ],
  message: (d: MalformedDetail) => `${named(d)} is malformed in a part: ${textOf(d.faults)}`,
  check: (facts: JudgedPath) =>
    malformed(facts, ({ facts: { certificate } }) =>
      facts.options.profile === 'appliance' ? faultsOnAppliance(certificate).refused : certificate.faults,
    ),
});
