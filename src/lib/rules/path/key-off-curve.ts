import { rule } from '../../findings/rule.ts';
import { isOffCurve } from '../../path/conformance.ts';
import { at, named, type CertificateDetail, type JudgedPath } from './facts.ts';

export const keyOffCurve = rule({
  code: 'path/key-off-curve',
  severity: 'error',
  what: 'The key of the certificate is no point of its elliptic curve.',
  why: 'No signature can be verified with it and no key agreed on.',
  fix: ['Make a new key and have a certificate issued for it.'],
  notHitBy: 'a CA certificate: its key has to verify a signature; a curve that nobody here knows',
  citations: [{ source: 'rfc', ref: '5480 section 2.2' }],
  message: (d: CertificateDetail) => `the key of ${named(d)} is no point of its curve`,
  *check({ certificates }: JudgedPath) {
    const leaf = certificates[0]!;
    if (leaf.facts.once(isOffCurve)) yield at(leaf, {});
  },
});
