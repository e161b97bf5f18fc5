import { rule } from '../../findings/rule.ts';
import { aboutMalformed, malformedText, type MalformedDetail } from './malformed-facts.ts';
import type { TrustListFacts } from './facts.ts';
import { faultsOfCertificates } from '../../x509/fault-kinds.ts';

export const malformedPartTaken = rule({
  code: 'trust/malformed-part-taken',
  severity: 'notice',
  what: 'A part of a certificate in the list is not written as its standard demands; OpenSSL takes it all the same.',
  why: 'It works with Expressways; stricter software may not read the certificate.',
  typical: 'A CA that writes the same policy twice, or an umlaut in the wrong string type.',
  fix: ['Nothing to do for the Expressway. Replace the entry when the CA certificate is renewed.'],
  notHitBy: 'a malformed part for which OpenSSL refuses the certificate (trust/malformed-part)',
  kinds: faultsOfCertificates,
  citations: [{ source: 'rfc', ref: '5280 sections 4.1 and 4.2' }],
  message: (d: MalformedDetail) => malformedText(d),
  check: (facts: TrustListFacts) => aboutMalformed(facts, ['taken']),
});
