import { rule } from '../../findings/rule.ts';
import { aboutEntries, entriesApart, type EntryDetail, type TrustListFacts } from './facts.ts';

export const duplicateCaCn = rule({
  code: 'trust/duplicate-ca-cn',
  severity: 'notice',
  what: 'CA certificates with different subjects in one trusted-CA list have the same common name.',
  why: 'Certificates are verified all the same, since CAs are found by their whole subject. Logins through an identity provider can fail.',
  typical: 'The roots of a public CA that counts its roots in OU.',
  fix: [
    'Leave them in the list as long as certificates of them are in use.',
    "If logins at an identity provider fail: keep only the one that the identity provider's certificate comes from.",
  ],
  notHitBy: 'one subject with several certificates (trust/duplicate-subject)',
  citations: [{ source: 'certificate-guide', ref: 'Loading certificates and keys onto Expressway' }],
  message: ({ commonName, entries }: { commonName: string; entries: EntryDetail[] }) =>
    `${entries.length} CA certificates with different subjects have CN=${commonName}: ${entriesApart(entries)}`,
  *check(facts: TrustListFacts) {
    if (facts.store !== 'expressway') return;
    for (const { commonName, entries } of facts.list.namesakes) {
      const authorities = entries.filter(({ isServer }) => !isServer);
      const subjects = new Map(authorities.map((entry) => [entry.subjectKey, entry]));
      if (subjects.size < 2) continue;
      const { detail, ...occurrence } = aboutEntries(facts, [...subjects.values()]);
      yield { ...occurrence, detail: { commonName, ...detail } };
    }
  },
});
