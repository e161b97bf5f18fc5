import { rule } from '../../findings/rule.ts';
import { aboutEntry, dayText, type EntryDetail, type TrustListFacts } from './facts.ts';

export const revoked = rule({
  code: 'trust/revoked',
  severity: 'error',
  what: 'A certificate in the list is revoked.',
  why: 'Whoever checks revocation refuses everything it signed; whoever does not goes on trusting a CA that was withdrawn.',
  fix: [
    'Delete the certificate from the list, on every peer.',
    'Upload the CA certificates that took its place, and have what it signed issued again.',
  ],
  notHitBy: 'an entry about which no revocation list at hand says anything',
  citations: [
    { source: 'rfc', ref: '5280 section 6.1.3 (a)(3)' },
    { source: 'tac', ref: '217660' },
  ],
  bears: { nothing: 'An entry alone decides nothing: whoever is verified over it is judged by its path.' },
  message: ({ entry, subject, since, reason }: EntryDetail & { since: string; reason: string }) =>
    `entry ${entry}, ${subject}, is revoked since ${since} (${reason})`,
  *check(facts: TrustListFacts) {
    for (const { entry, status } of facts.revocation) {
      if (status.status !== 'revoked') continue;
      const occurrence = aboutEntry(facts, entry);
      const { since, reason } = status;
      yield { ...occurrence, detail: { ...occurrence.detail, since: dayText(since), reason } };
    }
  },
});
