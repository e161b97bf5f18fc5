import { rule } from '../../findings/rule.ts';
import { aboutEntries, entriesApart, type EntryDetail, type TrustListFacts } from './facts.ts';

export const duplicateCaCn = rule({
  code: 'trust/duplicate-ca-cn',
  severity: 'warning',
  what: 'Several different CA certificates with the same common name, or the same subject, are in one trusted-CA list.',
  why: 'The Expressway finds the upper one first; logins at an identity provider, or certificates of the other CA, can fail.',
  typical: 'A CA renewed with a new key under its old name, both kept.',
  fix: [
    'Find out which of them signed the certificates in use, by comparing authority and subject key identifiers.',
    'Delete the other one by hand: appending a file never removes the old certificate.',
  ],
  notHitBy: 'the same certificate twice (trust/duplicate-entry)',
  citations: [{ source: 'certificate-guide', ref: 'Loading certificates and keys onto Expressway' }],
  message: ({ commonName, entries }: { commonName: string; entries: EntryDetail[] }) =>
    `${entries.length} different CA certificates have ${commonName === '' ? `the subject ${entries[0]!.subject}` : `CN=${commonName}`}: ${entriesApart(entries)}${winnerText(entries)}`,
  *check(facts: TrustListFacts) {
    if (facts.store !== 'expressway') return;
    for (const { commonName, entries } of [...facts.list.namesakes, ...namelessTwins(facts)]) {
      const authorities = entries.filter(({ isServer }) => !isServer);
      if (authorities.length < 2) continue;
      const occurrence = aboutEntries(facts, authorities);
      yield { ...occurrence, detail: { commonName, ...occurrence.detail } };
    }
  },
});

/** With the same whole subject, the upper one hides the others. */
const winnerText = (entries: readonly EntryDetail[]): string =>
  new Set(entries.map(({ subject }) => subject.toLowerCase())).size === 1
    ? `; entry ${entries[0]!.entry} is found, the ${entries.length === 2 ? 'other is' : 'others are'} not`
    : '';

/** The same subject, and no CN in it. */
const namelessTwins = ({ list }: TrustListFacts) =>
  list.sameSubject
    .filter(([first]) => first!.commonNames.length === 0)
    .map((entries) => ({ commonName: '', entries }));
