import { rule } from '../../findings/rule.ts';
import { at, type CertificateDetail, type JudgedPath } from './facts.ts';

export const listTimeForm = rule({
  code: 'path/list-time-form',
  severity: 'notice',
  what: 'A revocation list writes a time before 2050 as GeneralizedTime, which conforming CAs write as UTCTime.',
  why: 'Everybody must be able to read both forms, so nothing depends on it; linters and CA programmes complain.',
  fix: ['Nothing to do; the issuer of the list may want to know.'],
  notHitBy: 'a GeneralizedTime from 2050 on; a list that was of no use',
  citations: [{ source: 'rfc', ref: '5280 sections 5.1.2.4 to 5.1.2.6' }],
  message: (d: CertificateDetail & { issuer: string; fields: readonly string[] }) =>
    `${d.fields.join(' and ')} in the list of "${d.issuer}" should be UTCTime before 2050`,
  *check({ revocation, certificates, options }: JudgedPath) {
    if (!options.conformance) return;
    for (const status of revocation ?? []) {
      for (const evidence of status.status === 'unknown' ? [] : status.evidence) {
        if (evidence.kind !== 'crl' || evidence.earlyGeneralizedTimes.length === 0) continue;
        const { issuer, earlyGeneralizedTimes: fields } = evidence;
        yield at(certificates[status.position]!, { issuer, fields });
      }
    }
  },
});
