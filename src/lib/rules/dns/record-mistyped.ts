import { rule } from '../../findings/rule.ts';
import { listText } from '../../findings/words.ts';
import { wantedRecords, type DnsFacts } from '../../dns/facts.ts';

export const recordMistyped = rule({
  code: 'dns/record-mistyped',
  severity: 'error',
  what: 'A service record stands under a name that nobody looks for.',
  why: 'Whoever looks for the service asks for the right name, and does not find it.',
  typical:
    'The other protocol label, two labels run together, or a zone that was added once more because the trailing dot was missing.',
  fix: ['Make the record under the right name.', 'Remove the mistyped one.'],
  notHitBy: 'a name that is right and has nothing behind it: dns/record-missing',
  citations: [
    { source: 'mra-guide', ref: 'Requirements, DNS records' },
    { source: 'rfc', ref: '2782' },
  ],
  message: ({ name, instead }: { name: string; instead: readonly string[] }) =>
    `${name} is not in DNS, but ${listText(instead)} is`,
  *check(facts: DnsFacts) {
    for (const { record, mistyped } of wantedRecords(facts)) {
      if (mistyped.length > 0) yield { subject: {}, detail: { name: record.name, instead: mistyped } };
    }
  },
});
