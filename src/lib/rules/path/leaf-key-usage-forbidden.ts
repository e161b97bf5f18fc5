import { rule } from '../../findings/rule.ts';
import { usagesForbiddenInLeaf } from '../../path/web-pki.ts';
import { at, named, type CertificateDetail, type JudgedPath } from './facts.ts';

export const leafKeyUsageForbidden = rule({
  code: 'path/leaf-key-usage-forbidden',
  severity: 'error',
  what: 'The certificate has a key usage that a public TLS certificate must not have.',
  why: 'A key for TLS signs neither certificates nor revocation lists nor documents.',
  fix: ['Have the certificate reissued with digitalSignature, and keyEncipherment for an RSA key.'],
  notHitBy: 'digitalSignature and keyEncipherment',
  citations: [{ source: 'baseline-requirements', ref: 'section 7.1.2.7.11' }],
  message: (d: CertificateDetail & { usage: string }) => `${named(d)} has the key usage ${d.usage}`,
  *check(facts: JudgedPath) {
    if (facts.options.profile !== 'webpki') return;
    const leaf = facts.certificates[0]!;
    for (const usage of leaf.facts.extensions.keyUsage?.value ?? []) {
      if (usagesForbiddenInLeaf.includes(usage)) yield at(leaf, { usage });
    }
  },
});
