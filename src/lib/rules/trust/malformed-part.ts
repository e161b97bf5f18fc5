import { rule } from '../../findings/rule.ts';
import { aboutMalformed, malformedText, type MalformedDetail } from './malformed-facts.ts';
import type { TrustListFacts } from './facts.ts';
import { faultsOfCertificates } from '../../x509/fault-kinds.ts';

export const malformedPart = rule({
  code: 'trust/malformed-part',
  severity: 'warning',
  what: 'A part of a certificate in the list is not written as its standard demands, and OpenSSL refuses the certificate for it, or may do so.',
  why: 'Nothing that the CA has issued is verified over it.',
  typical:
    'An old root or one made by hand: a serial number with zeros in front, lengths that are not in their shortest form.',
  fix: [
    'Ask the CA whether it has its certificate in a sound form, and replace this one. Copying the file again changes nothing.',
  ],
  notHitBy:
    'a malformed part that OpenSSL takes (trust/malformed-part-taken); a damaged PEM block (trust/pem-damaged)',
  kinds: faultsOfCertificates,
  citations: [
    { source: 'rfc', ref: '5280 sections 4.1 and 4.2' },
    { source: 'openssl', ref: 'Certificate Extensions' },
  ],
  bears: { nothing: 'An entry alone decides nothing: whoever is verified over it is judged by its path.' },
  message: (d: MalformedDetail) => malformedText(d),
  check: (facts: TrustListFacts) => aboutMalformed(facts, ['refused', 'open']),
});
