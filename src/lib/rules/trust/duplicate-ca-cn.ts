import { rule } from '../../findings/rule.ts';
import { aboutEntries, fingerprintLines, type EntryDetail, type TrustListFacts } from './facts.ts';

export const duplicateCaCn = rule({
  code: 'trust/duplicate-ca-cn',
  severity: 'warning',
  what: 'Several different CA certificates with the same common name are in one trusted-CA list.',
  why: 'The Expressway finds the upper one first; logins at an identity provider, or certificates of the other CA, can fail.',
  typical: 'A CA renewed with a new key under its old name, both kept.',
  fix: [
    'Find out which of them signed the certificates in use, by comparing authority and subject key identifiers.',
    'Delete the other one by hand: appending a file never removes the old certificate.',
  ],
  notHitBy: 'the same certificate twice (trust/duplicate-entry)',
  citations: [{ source: 'certificate-guide', ref: 'Loading certificates and keys onto Expressway' }],
  message: ({ commonName, entries }: { commonName: string; entries: EntryDetail[] }) =>
    `${entries.length} different CA certificates have CN=${commonName}: ${fingerprintLines(entries)}`,
  *check(facts: TrustListFacts) {
    if (facts.store !== 'expressway') return;
    for (const { commonName, entries } of facts.list.namesakes) {
      const authorities = entries.filter(({ isServer }) => !isServer);
      if (authorities.length < 2) continue;
      const occurrence = aboutEntries(facts, authorities);
      yield { ...occurrence, detail: { commonName, ...occurrence.detail } };
    }
  },
});
