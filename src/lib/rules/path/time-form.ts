import { rule } from '../../findings/rule.ts';
import { earlyTimes } from '../../path/conformance.ts';
import { at, named, type CertificateDetail, type JudgedPath } from './facts.ts';

export const timeForm = rule({
  code: 'path/time-form',
  severity: 'notice',
  what: 'A certificate writes a time before 2050 as GeneralizedTime, which conforming CAs write as UTCTime.',
  why: 'Everybody must be able to read both forms, so nothing depends on it; linters and CA programmes complain.',
  fix: ['Nothing to do; the CA may want to know.'],
  notHitBy: 'a GeneralizedTime from 2050 on',
  citations: [{ source: 'rfc', ref: '5280 section 4.1.2.5' }],
  message: (d: CertificateDetail & { fields: readonly string[] }) =>
    `${d.fields.join(' and ')} of ${named(d)} should be UTCTime before 2050`,
  *check({ certificates, options }: JudgedPath) {
    if (!options.conformance) return;
    for (const placed of certificates) {
      const fields = placed.facts.once(earlyTimes);
      if (fields.length > 0) yield at(placed, { fields });
    }
  },
});
