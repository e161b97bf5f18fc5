import { rule } from '../../findings/rule.ts';
import { aboutEntry, dayText, type EntryDetail, type TrustListFacts } from './facts.ts';

export const expired = rule({
  code: 'trust/expired',
  severity: 'warning',
  what: 'A certificate in the list has expired.',
  why: 'Whatever it signed is refused; if it stands above its renewed namesake, that one is not found either.',
  fix: ['Upload the renewed certificate, then delete the expired one by hand.'],
  saysTheProduct: ['alarm 40068'],
  citations: [
    { source: 'admin-guide', ref: 'alarm 40068; Managing security, remove CA certificates no longer needed' },
  ],
  bears: { nothing: 'An entry alone decides nothing: whoever is verified over it is judged by its path.' },
  message: ({ entry, subject, ended }: EntryDetail & { ended: string }) =>
    `entry ${entry}, ${subject}, ended ${ended}`,
  *check(facts: TrustListFacts) {
    for (const entry of facts.list.entries) {
      const { notAfter } = entry.certificate;
      if (facts.at <= notAfter) continue;
      const occurrence = aboutEntry(facts, entry);
      yield { ...occurrence, detail: { ...occurrence.detail, ended: dayText(notAfter) } };
    }
  },
});
