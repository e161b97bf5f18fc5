import { rule } from '../../findings/rule.ts';
import { aboutEntry, dayText, type EntryDetail, type TrustListFacts } from './facts.ts';

const day = 86_400_000;
/** From here on the Expressway raises its own alarm. */
const alarmDays = 21;

export const expiresSoon = rule({
  code: 'trust/expires-soon',
  severity: 'warning',
  what: 'A certificate in the list expires within three weeks.',
  why: 'From that day on, whatever it signed is refused.',
  fix: ['Upload the renewed certificate before the day, and delete the old one after it.'],
  notHitBy: 'a certificate that has expired already (trust/expired)',
  saysTheProduct: ['alarm 40069'],
  citations: [{ source: 'admin-guide', ref: 'alarm 40069' }],
  bears: { nothing: 'An entry alone decides nothing: whoever is verified over it is judged by its path.' },
  message: ({ entry, subject, ends, days }: EntryDetail & { ends: string; days: number }) =>
    `entry ${entry}, ${subject}, ends ${ends} (${days} ${days === 1 ? 'day' : 'days'} left)`,
  *check(facts: TrustListFacts) {
    for (const entry of facts.list.entries) {
      const left = entry.certificate.notAfter - facts.at;
      if (left < 0 || left > alarmDays * day) continue;
      const occurrence = aboutEntry(facts, entry);
      const ends = dayText(entry.certificate.notAfter);
      yield { ...occurrence, detail: { ...occurrence.detail, ends, days: Math.floor(left / day) } };
    }
  },
});
