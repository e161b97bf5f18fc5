import { rule } from '../../findings/rule.ts';
import { missingUsages } from '../../path/usage.ts';
import type { KeyUsage } from '../../x509/extensions.ts';
import { at, named, type CertificateDetail, type JudgedPath } from './facts.ts';

export const keyUsageMissing = rule({
  code: 'path/key-usage-missing',
  severity: 'error',
  what: 'The key usage of the certificate lacks a bit that you ask for.',
  why: 'The key may not be used in the way the protocol needs.',
  fix: ['Have the certificate reissued with the missing key usage.'],
  notHitBy: 'a certificate without a key usage extension',
  citations: [{ source: 'rfc', ref: '5280 section 4.2.1.3' }],
  message: (d: CertificateDetail & { missing: readonly KeyUsage[] }) =>
    `the key usage of ${named(d)} has no ${d.missing.join(', ')}`,
  *check({ certificates, options }: JudgedPath) {
    const leaf = certificates[0]!;
    const missing = missingUsages(leaf.facts, options.keyUsage);
    if (missing.length > 0) yield at(leaf, { missing });
  },
});
