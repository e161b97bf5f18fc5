import { rule } from '../../findings/rule.ts';
import { isThere, recordDetail, type DnsFacts, type RecordDetail } from '../../dns/facts.ts';

export const betterAbsent = rule({
  code: 'dns/better-absent',
  severity: 'notice',
  what: 'A record is in DNS of which secondary texts say that it is better not there.',
  why: 'Some clients are led the wrong way by it.',
  fix: ['Remove the record, unless you know what it is there for.'],
  notHitBy: 'names that Cisco says must not be found outside: dns/inside-name-outside',
  citations: [
    { source: 'mra-guide', ref: 'Requirements, DNS records' },
    { source: 'field-experience', ref: 'clients that find more than one way' },
  ],
  message: ({ name, where, reason }: RecordDetail) => `${name} is in DNS ${where}: ${reason}`,
  *check(facts: DnsFacts) {
    for (const { record, answer } of facts.observed.records) {
      if (record.need !== 'forbidden' || record.certainty === 'sure' || record.data.type === 'PTR') continue;
      if (isThere(answer)) yield { subject: {}, detail: recordDetail(record) };
    }
  },
});
