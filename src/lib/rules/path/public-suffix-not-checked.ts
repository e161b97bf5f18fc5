import { rule } from '../../findings/rule.ts';
import { wildcardParents } from '../../path/web-pki.ts';
import { at, some, textOf, type CertificateDetail, type JudgedPath, type Some } from './facts.ts';

export const publicSuffixNotChecked = rule({
  code: 'path/public-suffix-not-checked',
  severity: 'notice',
  what: 'The certificate has a wildcard, and there is no public suffix list at hand to judge it.',
  why: 'Whether the wildcard covers names of other people stays open.',
  fix: ['Give a public suffix list, option isPublicSuffix.'],
  notHitBy: 'a certificate without wildcard',
  citations: [{ source: 'baseline-requirements', ref: 'section 3.2.2.6' }],
  message: (d: CertificateDetail & { parents: Some }) =>
    `whether strangers register names under ${textOf(d.parents)} was not checked`,
  *check(facts: JudgedPath) {
    if (facts.options.profile !== 'webpki' || facts.options.isPublicSuffix) return;
    const leaf = facts.certificates[0]!;
    const parents = leaf.facts.once(wildcardParents);
    if (parents.length > 0) yield at(leaf, { parents: some(parents, (name) => name) });
  },
});
