import { rule } from '../../findings/rule.ts';
import { wildcardParents } from '../../path/web-pki.ts';
import { at, type CertificateDetail, type JudgedPath } from './facts.ts';

export const publicSuffixNotChecked = rule({
  code: 'path/public-suffix-not-checked',
  severity: 'notice',
  what: 'The certificate has a wildcard, and there is no public suffix list at hand to judge it.',
  why: 'Whether the wildcard covers names of other people stays open.',
  fix: ['Give a public suffix list, option isPublicSuffix.'],
  notHitBy: 'a certificate without wildcard',
  citations: [{ source: 'baseline-requirements', ref: 'section 3.2.2.6' }],
  message: (d: CertificateDetail & { suffix: string }) =>
    `whether strangers register names under ${d.suffix} was not checked`,
  *check(facts: JudgedPath) {
    if (facts.options.profile !== 'webpki' || facts.options.isPublicSuffix) return;
    const leaf = facts.certificates[0]!;
    for (const suffix of wildcardParents(leaf.facts)) yield at(leaf, { suffix });
  },
});
