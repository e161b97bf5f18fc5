import { rule } from '../../findings/rule.ts';
import { wrongCriticality } from '../../path/conformance.ts';
import { at, named, type CertificateDetail, type JudgedPath } from './facts.ts';

export const criticalityWrong = rule({
  code: 'path/criticality-wrong',
  severity: 'error',
  what: 'An extension is critical and must not be, or the other way round.',
  why: 'Non-critical constraints may be ignored by those who do not know them; critical information makes others refuse the certificate without need.',
  fix: ['Have the certificate reissued by a CA that keeps the profile of RFC 5280.'],
  notHitBy: 'key usage that is not critical: it should be, but need not',
  citations: [
    { source: 'rfc', ref: '5280 section 4.2' },
    { source: 'baseline-requirements', ref: 'section 7.1.2' },
  ],
  message: (d: CertificateDetail & { extension: string; critical: boolean }) =>
    `${d.extension} of ${named(d)} is ${d.critical ? '' : 'not '}critical`,
  *check({ certificates, options }: JudgedPath) {
    if (!options.conformance) return;
    for (const placed of certificates) {
      for (const { extension, critical } of wrongCriticality(placed.facts, options.profile)) {
        yield at(placed, { extension, critical });
      }
    }
  },
});
