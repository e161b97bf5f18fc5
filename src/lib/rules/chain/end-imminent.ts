import { rule } from '../../findings/rule.ts';
import { countText } from '../../findings/words.ts';
import { about, endOfCa, type ChainFacts } from './facts.ts';

export const endImminent = rule({
  code: 'chain/end-imminent',
  severity: 'error',
  what: 'A CA above the certificate ends very soon: within the days in which the end of the certificate itself would be an error.',
  why: 'From the day on which the CA ends nobody accepts the certificate any more, whatever its own date says.',
  typical: 'An issuing CA whose renewal was forgotten.',
  fix: [
    'Get the renewed certificate of the CA now, and upload it to the trusted CA lists of all Expressways before that day.',
    'Where the CA gets a new key, have the certificate issued again too.',
  ],
  notHitBy: 'a CA with more days left (then chain/ends-first)',
  citations: [
    { source: 'rfc', ref: '5280 section 6.1.3 (a)(2)' },
    { source: 'product', ref: 'policy.expiryErrorDays' },
  ],
  bears: [{ requirement: 'in-date', effect: 'remark' }],
  message: (d: { readonly ca: string; readonly caEnds: string; readonly days: number }) =>
    `the CA "${d.ca}" ends on ${d.caEnds} (${countText(d.days, 'day')} left)`,
  *check(facts: ChainFacts) {
    const end = endOfCa(facts);
    if (!end?.isImminent) return;
    const { ca, caEnds, days } = end;
    yield about(facts, { ca, caEnds, days });
  },
});
