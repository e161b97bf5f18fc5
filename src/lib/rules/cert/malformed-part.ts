import { rule } from '../../findings/rule.ts';
import { aboutRefused, refusedItself, type PeerCertificateFacts } from './facts.ts';
import { faultsText, malformedParts, type MalformedDetail } from './malformed-facts.ts';
import { faultsOfCertificates } from '../../x509/fault-kinds.ts';

export const malformedPart = rule({
  code: 'cert/malformed-part',
  severity: 'error',
  what: 'A part of the certificate is not written as its standard demands, and OpenSSL, and so the Expressway, refuses the certificate for it.',
  why: 'OpenSSL cannot decode the part: it does not load the certificate, or refuses every chain that it is in.',
  typical: 'A CA profile made by hand, a serial number with zeros in front, text that is not UTF-8.',
  fix: [
    'Have the certificate issued again; tell the CA which part it wrote wrongly. Copying the file again changes nothing.',
  ],
  notHitBy:
    'a malformed part that OpenSSL takes (cert/malformed-part-taken); a CA above it (chain/broken); a file that is damaged',
  kinds: faultsOfCertificates,
  citations: [
    { source: 'rfc', ref: '5280 sections 4.1 and 4.2' },
    { source: 'openssl', ref: 'Certificate Extensions' },
  ],
  bears: refusedItself,
  message: (d: MalformedDetail) => `malformed, and OpenSSL refuses it: ${faultsText(d)}`,
  *check(facts: PeerCertificateFacts) {
    const detail = malformedParts(facts, 'refused');
    if (detail) yield aboutRefused(facts, detail);
  },
});
