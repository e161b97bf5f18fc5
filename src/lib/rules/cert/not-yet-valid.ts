import { rule } from '../../findings/rule.ts';
import { about, dayText, type PeerCertificateFacts } from './facts.ts';

export const notYetValid = rule({
  code: 'cert/not-yet-valid',
  severity: 'error',
  what: 'The certificate is not valid yet.',
  why: 'Everybody refuses it until its first day.',
  typical: 'A clock is wrong: that of the CA, or that of the machine the check runs on.',
  fix: [
    'Compare the clock of the CA with the time of this check, and look at the NTP status of the Expressway.',
    'Otherwise wait with the upload until the day.',
  ],
  notHitBy: 'the first second of the first day',
  citations: [
    { source: 'rfc', ref: '5280 section 6.1.3 (a)(2)' },
    { source: 'guide', ref: 'Server Certificate Requirements for Unified Communications' },
  ],
  bears: [{ requirement: 'in-date', effect: 'fails' }],
  message: ({ begins }: { begins: string }) => `valid only from ${begins} on`,
  *check(facts: PeerCertificateFacts) {
    const { notBefore } = facts.issued.certificate;
    if (facts.at < notBefore) yield about(facts, { begins: beginText(notBefore, facts.at) });
  },
});

/** The day; where that has come already, the time of it too. */
function beginText(notBefore: number, at: number): string {
  const day = dayText(notBefore);
  return day === dayText(at) ? `${day} ${new Date(notBefore).toISOString().slice(11, 16)} UTC` : day;
}
