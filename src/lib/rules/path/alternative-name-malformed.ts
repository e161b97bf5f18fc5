import { rule } from '../../findings/rule.ts';
import { malformedAlternativeNames } from '../../path/conformance.ts';
import { printGeneralName } from '../../x509/general-name.ts';
import { at, named, some, textOf, type CertificateDetail, type JudgedPath, type Some } from './facts.ts';

export const alternativeNameMalformed = rule({
  code: 'path/alternative-name-malformed',
  severity: 'error',
  what: 'A subject alternative name is not what its form demands.',
  why: 'It can match nothing, and software that reads it leniently may match what was never meant.',
  typical: 'An underscore, an IP address written as a host name, a wildcard inside a label.',
  fix: [
    'Have the certificate reissued: host names of letters, digits and hyphens with A-labels for other scripts, addresses as iPAddress.',
  ],
  notHitBy: 'a wildcard as the whole left-most label',
  citations: [
    { source: 'rfc', ref: '5280 section 4.2.1.6' },
    { source: 'rfc', ref: '9525 section 6.3' },
  ],
  message: (d: CertificateDetail & { names: Some }) => `${named(d)} has malformed names: ${textOf(d.names)}`,
  *check({ certificates, options }: JudgedPath) {
    if (!options.conformance) return;
    for (const placed of certificates) {
      const malformed = placed.facts.once(malformedAlternativeNames);
      if (malformed.length > 0) yield at(placed, { names: some(malformed, printGeneralName) });
    }
  },
});
