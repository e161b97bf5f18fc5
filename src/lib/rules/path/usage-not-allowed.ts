import { rule } from '../../findings/rule.ts';
import { oidName } from '../../asn1/oids.ts';
import { purposesRuledOut } from '../../path/usage.ts';
import { at, named, type CertificateDetail, type JudgedPath } from './facts.ts';

export const usageNotAllowed = rule({
  code: 'path/usage-not-allowed',
  severity: 'error',
  what: 'The extended key usage of a certificate does not allow the purpose it is to serve.',
  why: 'A client that checks the usage, as all TLS stacks do, ends the handshake.',
  fix: [
    'Have the certificate reissued with the missing usage.',
    'If a CA certificate is named, its usages bind all certificates below it: use another CA.',
  ],
  notHitBy: 'a certificate without the extension, or with anyExtendedKeyUsage',
  citations: [{ source: 'rfc', ref: '5280 section 4.2.1.12' }],
  message: (d: CertificateDetail & { missing: readonly string[] }) =>
    `${named(d)} is not for ${d.missing.join(', ')}`,
  *check({ certificates, options }: JudgedPath) {
    for (const placed of certificates) {
      if (placed.role !== 'leaf' && !placed.issues) continue;
      const missing = purposesRuledOut(placed.facts, options.extendedKeyUsage);
      if (missing.length > 0) yield at(placed, { missing: missing.map((id) => oidName(id) ?? id) });
    }
  },
});
