import { rule } from '../../findings/rule.ts';
import { isOfKind, serviceLostWith, useKinds, usesOf } from '../../product/certificate-role.ts';
import type { JudgedEntry } from '../../trust/facts.ts';
import { aboutEntries, entriesApart, rowsOf, type EntryDetail, type TrustListFacts } from './facts.ts';

type Detail = {
  readonly commonName: string;
  readonly entries: EntryDetail[];
  /** What stops working, for the entries below the first; empty where no role is known. */
  readonly lost: string[];
  /** They have one whole subject: a search by subject finds the first alone. */
  readonly isHidden: boolean;
};

/** Different keys, and at least one of them a server's: CAs renewed under one name are trust/duplicate-ca-cn. */
export function selfSignedServers(entries: readonly JudgedEntry[]): JudgedEntry[] {
  const selfSigned = entries.filter((entry) => entry.isSelfSigned === true);
  return selfSigned.length > 1 && selfSigned.some((entry) => entry.isServer) ? selfSigned : [];
}

/** Entries that have their whole subject in common with one above them. */
const hiddenOf = (entries: readonly JudgedEntry[]): JudgedEntry[] =>
  entries.filter(({ subjectKey }, i) => entries.findIndex((other) => other.subjectKey === subjectKey) < i);

const lostBelow = ([, ...below]: readonly JudgedEntry[]): string[] => [
  ...new Set(below.flatMap(({ role }) => (role && serviceLostWith(role.role)) ?? [])),
];

/** What an Expressway-C needs of the entries that are hidden; OpenSSL finds them all the same, Cisco says that it does not. */
const bearings = useKinds.map((kind) => ({
  ...kind,
  effect: 'not known' as const,
  when: (facts: TrustListFacts, { commonName }: Detail) =>
    facts.list.namesakes
      .filter((group) => group.commonName === commonName)
      .flatMap(({ entries }) => hiddenOf(selfSignedServers(entries)))
      .flatMap(({ role }) => usesOf(role?.role, undefined, true))
      .some(isOfKind(kind)),
  rows: rowsOf(kind.requirement),
}));

export const duplicateSelfSignedCn = rule({
  code: 'trust/duplicate-self-signed-cn',
  severity: 'error',
  what: 'Different self-signed certificates with the same common name are in one trusted-CA list.',
  why: 'The Expressway takes the upper one and never sees the other: secure HTTP or secure SIP to Unified CM, or TLS to IM and Presence, fails.',
  typical:
    'CallManager and tomcat, or cup-xmpp and tomcat: both installed self-signed, with the host name as CN.',
  fix: [
    'Best: let a CA sign them, and keep only the CA in the list.',
    'Or regenerate one of them with another CN, restart its service, upload the new one and delete the old one.',
    'From Unified CM 14 on, CallManager can reuse the tomcat certificate: then there is only one.',
  ],
  notHitBy: 'two CA-signed certificates, or the same certificate twice (trust/duplicate-entry)',
  saysTheProduct: ['CSCwa12905', 'CSCwa12894', 'CSCun30200', 'CSCve56019'],
  citations: [
    { source: 'guide', ref: 'Server Certificate Requirements for Unified Communications, pages 8 and 9' },
    { source: 'bug', ref: 'CSCve56019' },
    { source: 'bug', ref: 'CSCwa12905' },
  ],
  bears: [bearings[0]!, ...bearings.slice(1)],
  message: ({ commonName, entries, lost, isHidden }: Detail) =>
    `${entries.length} different self-signed certificates have CN=${commonName}: ${entriesApart(entries)}; ` +
    (isHidden ? 'a search by subject' : 'their subjects differ, and a search by common name') +
    ` finds entry ${entries[0]!.entry} alone` +
    (lost.length > 0 ? `; ${lost.join(' and ')} can fail` : ''),
  *check(facts: TrustListFacts) {
    if (facts.store !== 'expressway') return;
    for (const { commonName, entries } of facts.list.namesakes) {
      const selfSigned = selfSignedServers(entries);
      if (selfSigned.length === 0) continue;
      const { detail, ...occurrence } = aboutEntries(facts, selfSigned);
      const isHidden = hiddenOf(selfSigned).length > 0;
      yield { ...occurrence, detail: { commonName, ...detail, lost: lostBelow(selfSigned), isHidden } };
    }
  },
});
