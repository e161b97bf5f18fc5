import { rule } from '../../findings/rule.ts';
import { claimsCa } from '../../path/conformance.ts';
import { eachWithConformance, named, type CertificateDetail, type JudgedPath } from './facts.ts';

export const keyCertSignWithoutCa = rule({
  code: 'path/key-cert-sign-without-ca',
  severity: 'error',
  what: 'A certificate that is no CA has the key usage keyCertSign.',
  why: 'Software that looks at the key usage only would take it for a CA.',
  fix: ['Have the certificate reissued by a CA that keeps the profile of RFC 5280.'],
  notHitBy: 'a CA certificate in the place of the leaf',
  citations: [{ source: 'rfc', ref: '5280 section 4.2.1.9' }],
  message: (d: CertificateDetail) => `${named(d)} may sign certificates by its key usage, but is no CA`,
  check: (facts: JudgedPath) =>
    eachWithConformance(facts, ({ facts: own }) => {
      const signsByUsage = own.extensions.keyUsage?.value.includes('keyCertSign') === true;
      return signsByUsage && !claimsCa(own);
    }),
});
