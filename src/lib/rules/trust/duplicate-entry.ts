import { rule } from '../../findings/rule.ts';
import { aboutEntries, bounded, type EntryDetail, type TrustListFacts } from './facts.ts';

export const duplicateEntry = rule({
  code: 'trust/duplicate-entry',
  severity: 'notice',
  what: 'The same certificate stands more than once in a list.',
  why: 'Nothing fails; the list is longer than it needs to be.',
  fix: ['Keep one of the entries.'],
  notHitBy: 'different certificates with the same name',
  citations: [{ source: 'field-experience', ref: 'trusted-CA lists' }],
  message: ({ entries }: { entries: EntryDetail[] }) =>
    `entries ${entries.length === 2 ? entries.map(({ entry }) => entry).join(' and ') : bounded(entries.map(({ entry }) => String(entry)))} are the same certificate, ${entries[0]!.subject}`,
  *check(facts: TrustListFacts) {
    for (const entries of facts.list.repeated) yield aboutEntries(facts, entries);
  },
});
