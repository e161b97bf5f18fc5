import { rule } from '../../findings/rule.ts';
import { about, type PeerCertificateFacts } from './facts.ts';
import { faultsText, malformedParts, type MalformedDetail } from './malformed-facts.ts';
import { faultsOfCertificates } from '../../x509/fault-kinds.ts';

export const malformedPartTaken = rule({
  code: 'cert/malformed-part-taken',
  severity: 'notice',
  what: 'A part of the certificate is not written as its standard demands; OpenSSL, and so the Expressway, takes it all the same.',
  why: 'It works with Expressways. Stricter software, such as that of a partner, cannot read the certificate or refuses it.',
  typical:
    'An umlaut in an address of the revocation list, the same policy twice, a comment in the wrong string type.',
  fix: [
    'Nothing to do for the Expressway. At the next renewal have the CA write the part as its standard has it.',
  ],
  notHitBy:
    'a malformed part for which OpenSSL refuses the certificate (cert/malformed-part); an umlaut in a DNS name or an IP address as text (cert/name-malformed)',
  kinds: faultsOfCertificates,
  citations: [{ source: 'rfc', ref: '5280 sections 4.1 and 4.2' }],
  message: (d: MalformedDetail) => `malformed, which OpenSSL takes: ${faultsText(d)}`,
  *check(facts: PeerCertificateFacts) {
    const detail = malformedParts(facts, 'taken');
    if (detail) yield about(facts, detail);
  },
});
