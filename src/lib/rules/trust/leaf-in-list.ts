import { rule } from '../../findings/rule.ts';
import { aboutEntry, type EntryDetail, type TrustListFacts } from './facts.ts';

export const leafInList = rule({
  code: 'trust/leaf-in-list',
  severity: 'notice',
  what: 'The list holds a server certificate that a CA has signed.',
  why: 'It helps nobody: the Expressway needs the CA. At its renewal the list has to be changed for nothing.',
  fix: ['Put the CA into the list, and remove the server certificate.'],
  notHitBy: 'a self-signed server certificate, which is its own CA',
  citations: [{ source: 'field-experience', ref: 'trusted-CA lists' }],
  message: ({ entry, subject }: EntryDetail) =>
    `entry ${entry}, ${subject}, is a server certificate signed by a CA`,
  *check(facts: TrustListFacts) {
    for (const entry of facts.list.entries) {
      if (entry.isServer && entry.isSelfSigned === false) yield aboutEntry(facts, entry);
    }
  },
});
