import { rule } from '../../findings/rule.ts';
import { maySignCertificates } from '../../path/checks.ts';
import { each, named, type CertificateDetail, type JudgedPath } from './facts.ts';

export const keyCertSignMissing = rule({
  code: 'path/key-cert-sign-missing',
  severity: 'error',
  what: 'The key usage of a CA certificate does not allow it to sign certificates.',
  why: 'The CA was not meant to issue the certificate below; every validator refuses it.',
  fix: [
    'Replace it by the certificate with which the CA signs certificates; one for CRLs only is a different one.',
  ],
  notHitBy: 'a CA certificate without a key usage extension',
  citations: [{ source: 'rfc', ref: '5280 section 6.1.4 (n)' }],
  message: (d: CertificateDetail) => `the key usage of ${named(d)} has no keyCertSign`,
  check: (facts: JudgedPath) =>
    each(facts, ({ facts: issuer, issues }) => issues && !maySignCertificates(issuer)),
});
