import { rule } from '../../findings/rule.ts';
import { serviceLostWith } from '../../product/certificate-role.ts';
import type { JudgedEntry } from '../../trust/facts.ts';
import { aboutEntries, entriesApart, type EntryDetail, type TrustListFacts } from './facts.ts';

type Detail = {
  readonly commonName: string;
  readonly entries: EntryDetail[];
  /** What stops working, for the entries below the first; empty where no role is known. */
  readonly lost: string[];
};

/** Different keys, and at least one of them a server's: CAs renewed under one name are trust/duplicate-ca-cn. */
export function selfSignedServers(entries: readonly JudgedEntry[]): JudgedEntry[] {
  const selfSigned = entries.filter((entry) => entry.isSelfSigned === true);
  return selfSigned.length > 1 && selfSigned.some((entry) => entry.isServer) ? selfSigned : [];
}

const lostBelow = ([, ...hidden]: readonly JudgedEntry[]): string[] => [
  ...new Set(hidden.flatMap(({ role }) => (role && serviceLostWith(role.role)) ?? [])),
];

export const duplicateSelfSignedCn = rule({
  code: 'trust/duplicate-self-signed-cn',
  severity: 'error',
  what: 'Two different self-signed certificates with the same common name are in one trusted-CA list.',
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
  message: ({ commonName, entries, lost }: Detail) =>
    `${entries.length} different self-signed certificates have CN=${commonName}: ${entriesApart(entries)}; ` +
    `entry ${entries[0]!.entry} is found, ${entries.length === 2 ? 'the other is' : 'the others are'} not` +
    (lost.length > 0 ? `; ${lost.join(' and ')} will fail` : ''),
  *check(facts: TrustListFacts) {
    if (facts.store !== 'expressway') return;
    for (const { commonName, entries } of facts.list.namesakes) {
      const selfSigned = selfSignedServers(entries);
      if (selfSigned.length === 0) continue;
      const occurrence = aboutEntries(facts, selfSigned);
      yield { ...occurrence, detail: { commonName, ...occurrence.detail, lost: lostBelow(selfSigned) } };
    }
  },
});
