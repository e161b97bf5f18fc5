import { rule } from '../../findings/rule.ts';
import type { JudgedEntry } from '../../trust/facts.ts';
import { isInDate, toldApartBy, type ToldApartBy } from '../../trust/same-subject.ts';
import { aboutEntries, entriesApart, type EntryDetail, type TrustListFacts } from './facts.ts';

type Detail = {
  readonly entries: EntryDetail[];
  /** By what a search that looks at all of them tells them apart; empty: by nothing. */
  readonly toldApartBy: Exclude<ToldApartBy, 'one key'> | '';
  /** Numbers of the entries that are in date. */
  readonly inDate: number[];
};

export const duplicateSubject = rule({
  code: 'trust/duplicate-subject',
  severity: 'warning',
  what: 'Several CA certificates with one subject and different keys or dates are in one trusted-CA list.',
  why: 'A search by subject finds the upper one alone, and what the other has signed is then not verified; a search that compares key identifiers or dates finds both. Cisco describes the first, OpenSSL does the second.',
  typical: 'A CA renewed with a new key under its old name, both kept.',
  fix: [
    'Find out which of them signed the certificates in use, by comparing authority and subject key identifiers.',
    'Put that one above the other. Delete the other by hand once nothing that it signed is in use: appending a file never removes the old certificate.',
  ],
  notHitBy:
    'the same certificate twice (trust/duplicate-entry); a CA and its renewal with the same key; one common name under two subjects (trust/duplicate-ca-cn)',
  citations: [
    { source: 'tac', ref: '213872' },
    { source: 'certificate-guide', ref: 'Loading certificates and keys onto Expressway' },
  ],
  bears: {
    nothing:
      'Whoever has to be verified is searched for both ways, and where the two differ it is not known.',
  },
  message: ({ entries, ...detail }: Detail) =>
    `${entries.length} different CA certificates have the subject ${entries[0]!.subject}: ${entriesApart(entries)}; ${whatIsFound(entries, detail)}`,
  *check(facts: TrustListFacts) {
    if (facts.store !== 'expressway') return;
    for (const entries of facts.list.sameSubject) {
      const authorities = entries.filter(({ isServer }) => !isServer);
      if (authorities.length < 2) continue;
      const apart = toldApartBy(authorities, facts.at);
      if (apart === 'one key') continue;
      const { detail, ...occurrence } = aboutEntries(facts, authorities);
      yield {
        ...occurrence,
        detail: { ...detail, toldApartBy: apart ?? '', inDate: inDate(authorities, facts) },
      };
    }
  },
});

const inDate = (entries: readonly JudgedEntry[], { at }: TrustListFacts): number[] =>
  entries.filter(({ certificate }) => isInDate(certificate, at)).map(({ entry }) => entry);

function whatIsFound(
  [first, ...others]: readonly EntryDetail[],
  { toldApartBy: apart, inDate: valid }: Omit<Detail, 'entries'>,
): string {
  const bySubject = `a search by subject finds entry ${first!.entry} alone`;
  if (apart === 'key identifiers') return `${bySubject}, OpenSSL the one whose key identifier it looks for`;
  if (apart === 'validity')
    return `${bySubject}, OpenSSL one that is in date${valid.length > 0 ? `, entry ${valid[0]}` : ''}`;
  return `entry ${first!.entry} is found, the ${others.length === 1 ? 'other is' : 'others are'} not`;
}
