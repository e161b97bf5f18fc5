import { rule } from '../../findings/rule.ts';
import { isNotYetValid } from '../../path/checks.ts';
import { at, momentText, named, type CertificateDetail, type JudgedPath } from './facts.ts';

export const notYetValid = rule({
  code: 'path/not-yet-valid',
  severity: 'error',
  what: 'A certificate of the path is not yet valid.',
  why: 'Until then every validator refuses it.',
  fix: ['Wait, or correct the clock of the machine that checks or of the CA.'],
  notHitBy: 'the very second in which it becomes valid',
  citations: [
    { source: 'rfc', ref: '5280 section 6.1.3 (a)(2)' },
    { source: 'rfc', ref: '5280 section 4.1.2.5' },
  ],
  message: (d: CertificateDetail & { notBefore: string }) => `${named(d)} is valid from ${d.notBefore}`,
  *check({ certificates, options }: JudgedPath) {
    for (const placed of certificates) {
      if (!isNotYetValid(placed.facts, options.time)) continue;
      yield at(placed, { notBefore: momentText(placed.facts.certificate.notBefore) });
    }
  },
});
