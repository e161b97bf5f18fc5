import { rule } from '../../findings/rule.ts';
import { about, day, dayText, daysText, type PeerCertificateFacts } from './facts.ts';

export const expiresSoon = rule({
  code: 'cert/expires-soon',
  severity: 'warning',
  what: "The certificate expires within the days that the deployment's policy warns of.",
  why: 'After that day everybody refuses it, and a renewal takes a request, a signature, an upload and a restart of every peer.',
  fix: ['Make a new request for this peer, and plan the restart.'],
  notHitBy:
    'fewer days than policy.expiryErrorDays (then cert/expiry-imminent); a certificate that has expired',
  saysTheProduct: ['alarm 40069'],
  citations: [
    { source: 'admin-guide', ref: 'alarm 40069' },
    { source: 'product', ref: 'policy.expiryWarnDays' },
  ],
  bears: { nothing: 'The certificate is valid on the day of the check.' },
  message: ({ ends, days }: { ends: string; days: number }) => `expires on ${ends} (${daysText(days)} left)`,
  *check(facts: PeerCertificateFacts) {
    const { notAfter } = facts.issued.certificate;
    const left = notAfter + 1000 - facts.at;
    const { expiryErrorDays, expiryWarnDays } = facts.policy;
    if (left <= expiryErrorDays * day || left <= 0 || left > expiryWarnDays * day) return;
    yield about(facts, { ends: dayText(notAfter), days: Math.floor(left / day) });
  },
});
