import { expiryDays } from '../../deployment/expiry.ts';
import { rule } from '../../findings/rule.ts';
import { countText } from '../../findings/words.ts';
import { aboutOwn, isOver, momentText, type OwnCertificateFacts } from './facts.ts';

const day = 86_400_000;

type Detail = { readonly ends: string; readonly days: number };

export const certificateEndsSoon = rule({
  code: 'gateway/certificate-ends-soon',
  severity: 'warning',
  what: 'A certificate that the gateway presents ends soon: within a quarter of its lifetime, and 60 days at most.',
  why: 'After that every other server that verifies certificates refuses its streams.',
  fix: [
    'Renew the certificate, and put it with its key in the place of the old ones: they are read by themselves.',
  ],
  notHitBy: 'one that has expired (gateway/certificate-expired)',
  citations: [{ source: 'product', ref: 'policy.expiryWarnDays' }],
  message: ({ ends, days }: Detail) => `the certificate ends on ${ends} (${countText(days, 'day')} left)`,
  *check(facts: OwnCertificateFacts) {
    const { leaf, time } = facts;
    if (time === undefined || isOver(leaf.notAfter, time)) return;
    const days = (leaf.notAfter - time) / day;
    if (days < expiryDays({}, leaf).warn)
      yield aboutOwn(facts, { ends: momentText(leaf.notAfter), days: Math.floor(days) });
  },
});
