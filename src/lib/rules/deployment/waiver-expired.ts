import { rule } from '../../findings/rule.ts';
import { aboutWaiver, waiverText, type WaiverDetail, type WaiverFacts } from '../../plan/waiver-facts.ts';

export const waiverExpired = rule({
  code: 'deployment/waiver-expired',
  severity: 'notice',
  what: 'The last day of a waiver is over.',
  why: 'It waives nothing any more: what was accepted for a time counts again.',
  fix: ['Mend what was waived and remove the waiver, or agree on a new day and write it into until.'],
  notHitBy: 'a waiver whose last day is today (UTC)',
  citations: [{ source: 'product', ref: 'waivers' }],
  message: (detail: WaiverDetail) =>
    `the waiver for ${waiverText(detail)} held until ${detail.until}: ${detail.reason}`,
  *check({ file, uses, isWhollyChecked }: WaiverFacts) {
    for (const { waiver, isExpired, fits } of uses) {
      if (isExpired && (fits > 0 || isWhollyChecked(waiver.rule))) yield aboutWaiver(file, waiver);
    }
  },
});
