import { rule } from '../../findings/rule.ts';
import { about, daysText, expiryOf, type PeerCertificateFacts } from './facts.ts';

export const expiryImminent = rule({
  code: 'cert/expiry-imminent',
  severity: 'error',
  what: 'The certificate expires very soon: within a tenth of its lifetime, and 13 days at most, or as the policy of the deployment says.',
  why: 'A new certificate has to be requested, signed, uploaded and followed by a restart of every peer before the day.',
  fix: ['Make a new request for this peer now, and have it signed.'],
  notHitBy: 'a certificate with more days left (then perhaps cert/expires-soon)',
  saysTheProduct: ['alarm 40069', 'alarm 40079'],
  citations: [
    { source: 'product', ref: 'policy.expiryErrorDays' },
    { source: 'admin-guide', ref: 'alarm 40069' },
  ],
  bears: [{ requirement: 'in-date', effect: 'remark' }],
  message: ({ ends, days }: { ends: string; days: number }) => `expires on ${ends} (${daysText(days)} left)`,
  *check(facts: PeerCertificateFacts) {
    const { urgency, ends, days } = expiryOf(facts);
    if (urgency === 'error') yield about(facts, { ends, days });
  },
});
