import { rule } from '../../findings/rule.ts';
import { hasNoKeyUsage } from '../../path/conformance.ts';
import { each, named, type CertificateDetail, type JudgedPath } from './facts.ts';

export const keyUsageEmpty = rule({
  code: 'path/key-usage-empty',
  severity: 'error',
  what: 'The key usage of a certificate is there and allows nothing.',
  why: 'By its own words the key may be used for nothing at all; OpenSSL takes the certificate for invalid.',
  fix: ['Have the certificate reissued with the key usages it needs, or without the extension.'],
  notHitBy: 'a certificate without a key usage extension',
  citations: [{ source: 'rfc', ref: '5280 section 4.2.1.3' }],
  message: (d: CertificateDetail) => `the key usage of ${named(d)} has no bit set`,
  check: (facts: JudgedPath) => each(facts, ({ facts: own }) => hasNoKeyUsage(own)),
});
