import { rule } from '../../findings/rule.ts';
import { isThere, recordDetail, type DnsFacts, type RecordDetail } from '../../dns/facts.ts';

export const insideNameOutside = rule({
  code: 'dns/inside-name-outside',
  severity: 'error',
  what: 'A name that only those inside may find is in the DNS of the internet.',
  why: 'Clients that find it take themselves to be inside, and do not start mobile and remote access; names and addresses of the inside are told to everybody.',
  typical: 'A wildcard record, or one zone for inside and outside.',
  fix: [
    'Remove the record from the zone that is asked from outside.',
    'Where there is one zone for inside and outside, split it.',
  ],
  notHitBy: 'the same name inside',
  citations: [{ source: 'mra-guide', ref: 'Requirements, DNS records' }],
  message: ({ name, type, reason }: RecordDetail) => `${name} has ${article(type)} outside: ${reason}`,
  *check(facts: DnsFacts) {
    for (const { record, answer } of facts.observed.records) {
      if (record.need !== 'forbidden' || record.view !== 'external' || record.certainty !== 'sure') continue;
      if (isThere(answer)) yield { subject: {}, detail: recordDetail(record) };
    }
  },
});

const article = (type: string): string => `${/^[aeiou]|^SRV/.test(type) ? 'an' : 'a'} ${type}`;
