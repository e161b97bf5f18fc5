import { rule } from '../../findings/rule.ts';
import { claimsCa } from '../../path/conformance.ts';
import { eachWithConformance, named, type CertificateDetail, type JudgedPath } from './facts.ts';

export const caKeyUsageMissing = rule({
  code: 'path/ca-key-usage-missing',
  severity: 'error',
  what: 'A CA certificate below the trusted one has no key usage.',
  why: 'It does not say that its key may sign certificates; strict validators refuse it.',
  fix: ['Have the CA certificate reissued by a CA that keeps the profile of RFC 5280.'],
  notHitBy: 'a trusted CA certificate, which is trusted whatever it says',
  citations: [
    { source: 'rfc', ref: '5280 section 4.2.1.3' },
    { source: 'openssl', ref: 'x509_strict' },
  ],
  message: (d: CertificateDetail) => `${named(d)} has no key usage`,
  check: (facts: JudgedPath) =>
    eachWithConformance(facts, ({ role, facts: own }) => {
      return role === 'intermediate' && claimsCa(own) && !own.extensions.keyUsage;
    }),
});
