import { rule } from '../../findings/rule.ts';
import { about, type PeerCertificateFacts } from './facts.ts';
import { faultsText, malformedParts, type MalformedDetail } from './malformed-facts.ts';
import { faultsOfCertificates } from '../../x509/fault-kinds.ts';

export const malformedPartOpen = rule({
  code: 'cert/malformed-part-open',
  severity: 'warning',
  what: 'A part of the certificate is not written as its standard demands, and it is not known whether OpenSSL, and so the Expressway, takes it.',
  why: 'The Expressway may refuse the certificate; other software does.',
  typical: 'Lengths that are not in their shortest form: software that writes BER where DER is due.',
  fix: [
    'Have the certificate issued again; tell the CA which part it wrote wrongly. Copying the file again changes nothing.',
    'Or try it: openssl verify -purpose sslserver says what OpenSSL makes of it.',
  ],
  notHitBy: 'malformed parts of which it is known (cert/malformed-part, cert/malformed-part-taken)',
  kinds: faultsOfCertificates,
  citations: [{ source: 'rfc', ref: '5280 sections 4.1 and 4.2' }],
  bears: [{ requirement: 'chain-complete', effect: 'not known' }],
  message: (d: MalformedDetail) => `malformed, and OpenSSL may refuse it: ${faultsText(d)}`,
  *check(facts: PeerCertificateFacts) {
    const detail = malformedParts(facts, 'open');
    if (detail) yield about(facts, detail);
  },
});
