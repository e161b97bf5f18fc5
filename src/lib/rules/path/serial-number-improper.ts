import { rule } from '../../findings/rule.ts';
import { isProperSerialNumber } from '../../path/conformance.ts';
import { eachWithConformance, named, type CertificateDetail, type JudgedPath } from './facts.ts';

export const serialNumberImproper = rule({
  code: 'path/serial-number-improper',
  severity: 'error',
  what: 'The serial number of a certificate is not positive, or longer than 20 octets.',
  why: 'Serial numbers identify certificates in revocation lists; software may refuse or confuse others.',
  fix: ['Have the certificate reissued by a CA that keeps the profile of RFC 5280.'],
  notHitBy: 'serial number 0 of a trusted root',
  citations: [{ source: 'rfc', ref: '5280 section 4.1.2.2' }],
  message: (d: CertificateDetail) => `${named(d)} has the serial number ${d.serialNumber}`,
  check: (facts: JudgedPath) =>
    facts.options.strictSerialNumbers
      ? // A trusted certificate is identified by its name and key; old roots with serial number 0 are in use.
        eachWithConformance(facts, ({ role, facts: { certificate } }) => {
          return role !== 'anchor' && !isProperSerialNumber(certificate.serialNumber);
        })
      : [],
});
