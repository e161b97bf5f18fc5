import { rule } from '../../findings/rule.ts';
import { aboutWaiver, type WaiverDetail, type WaiverFacts } from '../../plan/waiver-facts.ts';

export const waiverRenamed = rule({
  code: 'deployment/waiver-renamed',
  severity: 'notice',
  what: 'A waiver names its findings by a code that they had before.',
  why: 'It still holds; a later version may no longer know the old code.',
  fix: ['Write the code that the findings have now.'],
  notHitBy: 'a code that was never there, which is a mistake of the file (deployment/value-invalid)',
  citations: [{ source: 'product', ref: 'waivers' }],
  message: ({ rule: code, written }: WaiverDetail & { written: string }) =>
    `${written} is now called ${code}`,
  *check({ file, uses }: WaiverFacts) {
    for (const { waiver } of uses) {
      if (waiver.written === undefined) continue;
      const occurrence = aboutWaiver(file, waiver);
      yield { ...occurrence, detail: { ...occurrence.detail, written: waiver.written } };
    }
  },
});
