import { rule } from '../../findings/rule.ts';
import { about, daysText, expiryOf, type PeerCertificateFacts } from './facts.ts';

export const expiresSoon = rule({
  code: 'cert/expires-soon',
  severity: 'warning',
  what: 'The certificate expires soon: within a quarter of its lifetime, and 60 days at most, or as the policy of the deployment says.',
  why: 'After that day everybody refuses it, and a renewal takes a request, a signature, an upload and a restart of every peer.',
  fix: ['Make a new request for this peer, and plan the restart.'],
  notHitBy: 'an end that is nearer still (then cert/expiry-imminent); a certificate that has expired',
  saysTheProduct: ['alarm 40069', 'alarm 40079'],
  citations: [
    { source: 'admin-guide', ref: 'alarm 40069' },
    { source: 'product', ref: 'policy.expiryWarnDays' },
  ],
  bears: [{ requirement: 'in-date', effect: 'remark' }],
  message: ({ ends, days }: { ends: string; days: number }) => `expires on ${ends} (${daysText(days)} left)`,
  *check(facts: PeerCertificateFacts) {
    const { urgency, ends, days } = expiryOf(facts);
    if (urgency === 'warning') yield about(facts, { ends, days });
  },
});
