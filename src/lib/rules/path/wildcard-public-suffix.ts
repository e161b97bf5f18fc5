import { rule } from '../../findings/rule.ts';
import { wildcardParents } from '../../path/web-pki.ts';
import { at, named, some, textOf, type CertificateDetail, type JudgedPath, type Some } from './facts.ts';

/** All that can be said without a public suffix list. */
const isTopLevel = (name: string): boolean => !name.includes('.');

export const wildcardPublicSuffix = rule({
  code: 'path/wildcard-public-suffix',
  severity: 'error',
  what: 'A wildcard covers a name under which strangers register theirs.',
  why: 'The certificate would be valid for servers of other people.',
  fix: ['Have the certificate reissued for the names that are really meant.'],
  notHitBy: 'a wildcard below a registered domain',
  citations: [{ source: 'baseline-requirements', ref: 'section 3.2.2.6' }],
  message: (d: CertificateDetail & { suffixes: Some }) =>
    `${named(d)} has a wildcard for everything under ${textOf(d.suffixes)}`,
  *check(facts: JudgedPath) {
    if (facts.options.profile !== 'webpki') return;
    const leaf = facts.certificates[0]!;
    const isPublicSuffix = facts.options.isPublicSuffix ?? isTopLevel;
    const suffixes = leaf.facts.once(wildcardParents).filter(isPublicSuffix);
    if (suffixes.length > 0) yield at(leaf, { suffixes: some(suffixes, (name) => name) });
  },
});
