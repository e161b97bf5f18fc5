import { rule } from '../../findings/rule.ts';
import { isThere, type DnsFacts } from '../../dns/facts.ts';

export const reverseNamesRouting = rule({
  code: 'dns/reverse-names-routing',
  severity: 'warning',
  what: 'The address of the IM and Presence publisher leads back to the Federation Routing FQDN.',
  why: 'Presence from Microsoft is routed wrongly.',
  fix: ['Let the reverse record name the publisher, and leave the Federation Routing FQDN out.'],
  citations: [{ source: 'guide', ref: 'Internal DNS Records, table 7' }],
  message: ({ name, address }: { name: string; address: string }) => `${address} leads back to ${name}`,
  *check(facts: DnsFacts) {
    for (const { record, reverse } of facts.observed.records) {
      if (record.need !== 'forbidden' || record.data.type !== 'PTR') continue;
      for (const { address, answer } of reverse) {
        const isNamed =
          isThere(answer) && answer.names.some((name) => name.toLowerCase() === record.name.toLowerCase());
        if (isNamed) yield { subject: {}, detail: { name: record.name, address } };
      }
    }
  },
});
