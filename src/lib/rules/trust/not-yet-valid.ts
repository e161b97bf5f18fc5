import { rule } from '../../findings/rule.ts';
import { aboutEntry, dayText, type EntryDetail, type TrustListFacts } from './facts.ts';

export const notYetValid = rule({
  code: 'trust/not-yet-valid',
  severity: 'warning',
  what: 'A certificate in the list is not valid yet.',
  why: 'Whatever it signed is refused until then.',
  typical: 'A clock that is wrong, here or on the box.',
  fix: ['Check the NTP servers under System > Time.', 'Otherwise wait for the day before you rely on it.'],
  citations: [{ source: 'rfc', ref: '5280 section 6.1.3 (a)(2)' }],
  bears: { nothing: 'An entry alone decides nothing: whoever is verified over it is judged by its path.' },
  message: ({ entry, subject, begins }: EntryDetail & { begins: string }) =>
    `entry ${entry}, ${subject}, begins ${begins}`,
  *check(facts: TrustListFacts) {
    for (const entry of facts.list.entries) {
      const { notBefore } = entry.certificate;
      if (facts.at >= notBefore) continue;
      const occurrence = aboutEntry(facts, entry);
      yield { ...occurrence, detail: { ...occurrence.detail, begins: dayText(notBefore) } };
    }
  },
});
