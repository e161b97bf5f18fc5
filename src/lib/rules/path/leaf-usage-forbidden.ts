import { rule } from '../../findings/rule.ts';
import { oidName } from '../../asn1/oids.ts';
import { purposesForbiddenInLeaf } from '../../path/web-pki.ts';
import { at, named, type CertificateDetail, type JudgedPath } from './facts.ts';

export const leafUsageForbidden = rule({
  code: 'path/leaf-usage-forbidden',
  severity: 'error',
  what: 'The certificate has an extended key usage that a public TLS certificate must not have.',
  why: 'Browsers and others refuse it.',
  fix: ['Have the certificate reissued with serverAuth, and clientAuth where the CA still issues it.'],
  notHitBy: 'serverAuth and clientAuth together',
  citations: [{ source: 'baseline-requirements', ref: 'section 7.1.2.7.10' }],
  message: (d: CertificateDetail & { purposes: readonly string[] }) =>
    `${named(d)} has the extended key usage ${d.purposes.join(', ')}`,
  *check(facts: JudgedPath) {
    if (facts.options.profile !== 'webpki') return;
    const leaf = facts.certificates[0]!;
    const purposes = new Set(leaf.facts.extensions.extKeyUsage?.value);
    const forbidden = purposesForbiddenInLeaf.filter((purpose) => purposes.has(purpose));
    if (forbidden.length > 0) yield at(leaf, { purposes: forbidden.map((id) => oidName(id) ?? id) });
  },
});
