import { rule } from '../../findings/rule.ts';
import { isThere, viewWords, type DnsFacts } from '../../dns/facts.ts';

export const zoneWildcard = rule({
  code: 'dns/zone-wildcard',
  severity: 'warning',
  what: 'A zone answers for names that nobody made.',
  why: 'Every name of the zone seems to be there: service records that must not be found, and slips of the pen, are answered too.',
  fix: ['Remove the wildcard record, or make the names explicit.'],
  citations: [
    { source: 'mra-guide', ref: 'Requirements, DNS records' },
    { source: 'rfc', ref: '4592' },
  ],
  message: ({ zone, where }: { zone: string; where: string }) => `${zone} has a wildcard record ${where}`,
  *check(facts: DnsFacts) {
    for (const { zone, unlikely } of facts.observed.zones) {
      if (isThere(unlikely)) yield { subject: {}, detail: { zone, where: viewWords[facts.observed.view] } };
    }
  },
});
