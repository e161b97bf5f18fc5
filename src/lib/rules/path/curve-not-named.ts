import { rule } from '../../findings/rule.ts';
import { hasUnnamedCurve } from '../../path/conformance.ts';
import { each, eachWithConformance, named, type CertificateDetail, type JudgedPath } from './facts.ts';

export const curveNotNamed = rule({
  code: 'path/curve-not-named',
  severity: 'error',
  what: 'The elliptic curve of a key is spelt out, or left to the issuer, instead of being named.',
  why: 'With a curve of its own choice a key can be forged (CVE-2020-0601); validators refuse it.',
  fix: [
    'Make the key anew with a named curve (openssl: -param_enc named_curve), and have the certificate reissued.',
  ],
  notHitBy: 'a named curve that nobody here knows',
  citations: [{ source: 'rfc', ref: '5480 section 2.1.1' }],
  message: (d: CertificateDetail) => `the key of ${named(d)} does not name its curve`,
  check: (facts: JudgedPath) =>
    facts.options.profile === 'appliance'
      ? each(facts, ({ facts: own }) => hasUnnamedCurve(own))
      : eachWithConformance(facts, ({ facts: own }) => hasUnnamedCurve(own)),
});
