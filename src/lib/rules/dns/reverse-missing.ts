import { rule } from '../../findings/rule.ts';
import { isSure, wantedRecords, type DnsFacts } from '../../dns/facts.ts';

export const reverseMissing = rule({
  code: 'dns/reverse-missing',
  severity: 'error',
  what: 'The address of an Expressway or of a node has no name in the DNS that the Expressway-C asks.',
  why: 'The Expressway-C looks it up in both directions when it connects; IM and Presence over mobile and remote access and XMPP federation fail.',
  typical: 'The reverse record was made in the public zone only, which the Expressway-C does not ask.',
  fix: ['Add the reverse record (PTR) in the DNS that the Expressway-C asks.'],
  saysTheProduct: ['alarm 25030'],
  citations: [{ source: 'mra-guide', ref: 'Requirements, DNS records' }],
  message: ({ name, address }: { name: string; address: string }) =>
    `${address} of ${name} has no reverse record inside`,
  *check(facts: DnsFacts) {
    for (const { record, reverse } of wantedRecords(facts).filter(isSure)) {
      for (const { address, answer } of reverse) {
        if (answer.is === 'absent') yield { subject: {}, detail: { name: record.name, address } };
      }
    }
  },
});
