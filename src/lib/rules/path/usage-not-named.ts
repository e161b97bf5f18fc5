import { rule } from '../../findings/rule.ts';
import { oidName } from '../../asn1/oids.ts';
import { purposesNotNamed, purposesRuledOut } from '../../path/usage.ts';
import { at, named, type CertificateDetail, type JudgedPath } from './facts.ts';

export const usageNotNamed = rule({
  code: 'path/usage-not-named',
  severity: 'error',
  what: 'The certificate does not name the purpose it is to serve in its extended key usage.',
  why: 'Public TLS certificates must name their usage; without it browsers and others refuse the certificate.',
  fix: ['Have the certificate reissued with the missing usage.'],
  notHitBy: 'the profile rfc5280, where no extension means no restriction',
  citations: [{ source: 'baseline-requirements', ref: 'section 7.1.2.7.10' }],
  message: (d: CertificateDetail & { missing: readonly string[] }) =>
    `${named(d)} does not name ${d.missing.join(', ')}`,
  *check({ certificates, options }: JudgedPath) {
    const leaf = certificates[0]!;
    if (
      !options.explicitExtendedKeyUsage ||
      purposesRuledOut(leaf.facts, options.extendedKeyUsage).length > 0
    )
      return;
    const missing = purposesNotNamed(leaf.facts, options.extendedKeyUsage);
    if (missing.length > 0) yield at(leaf, { missing: missing.map((id) => oidName(id) ?? id) });
  },
});
