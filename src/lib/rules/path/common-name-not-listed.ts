import { rule } from '../../findings/rule.ts';
import { commonNamesNotListed } from '../../path/web-pki.ts';
import { at, some, textOf, type CertificateDetail, type JudgedPath, type Some } from './facts.ts';

export const commonNameNotListed = rule({
  code: 'path/common-name-not-listed',
  severity: 'error',
  what: 'The CN of the certificate is not one of its subject alternative names, character by character.',
  why: 'A public CA must copy the CN from the alternative names; other values are a sign of mis-issuance.',
  fix: [
    'Have the certificate reissued with a CN that is among the names, or without CN where the product allows.',
  ],
  notHitBy: 'a certificate without CN',
  citations: [{ source: 'baseline-requirements', ref: 'section 7.1.4.3' }],
  message: (d: CertificateDetail & { commonNames: Some }) =>
    `the CN is not among the alternative names: ${textOf(d.commonNames)}`,
  *check(facts: JudgedPath) {
    if (facts.options.profile !== 'webpki') return;
    const leaf = facts.certificates[0]!;
    const commonNames = leaf.facts.once(commonNamesNotListed);
    if (commonNames.length > 0) yield at(leaf, { commonNames: some(commonNames, (name) => name) });
  },
});
