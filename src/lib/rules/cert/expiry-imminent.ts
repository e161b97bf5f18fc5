import { rule } from '../../findings/rule.ts';
import { about, day, dayText, daysText, type PeerCertificateFacts } from './facts.ts';

export const expiryImminent = rule({
  code: 'cert/expiry-imminent',
  severity: 'error',
  what: "The certificate expires within the days that the deployment's policy calls an error.",
  why: 'A new certificate has to be requested, signed, uploaded and followed by a restart of every peer before the day.',
  fix: ['Make a new request for this peer now, and have it signed.'],
  notHitBy: 'a certificate with more days left than policy.expiryErrorDays (then perhaps cert/expires-soon)',
  saysTheProduct: ['alarm 40069'],
  citations: [
    { source: 'product', ref: 'policy.expiryErrorDays' },
    { source: 'admin-guide', ref: 'alarm 40069' },
  ],
  bears: { nothing: 'The certificate is valid on the day of the check.' },
  message: ({ ends, days }: { ends: string; days: number }) => `expires on ${ends} (${daysText(days)} left)`,
  *check(facts: PeerCertificateFacts) {
    const { notAfter } = facts.issued.certificate;
    const left = notAfter + 1000 - facts.at;
    if (left <= 0 || left > facts.policy.expiryErrorDays * day) return;
    yield about(facts, { ends: dayText(notAfter), days: Math.floor(left / day) });
  },
});
