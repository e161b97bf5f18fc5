import { rule } from '../../findings/rule.ts';
import { aboutWaiver, waiverText, type WaiverDetail, type WaiverFacts } from '../../plan/waiver-facts.ts';

export const waiverUnused = rule({
  code: 'deployment/waiver-unused',
  severity: 'notice',
  ownStep: 'list the codes',
  what: 'A waiver is for something that is not there.',
  why: 'It would silently accept the same problem the next time it comes.',
  typical: 'What was waived has been mended, or the place of the waiver is mistyped.',
  fix: ['Remove the waiver, or correct its rule, which is the code of a finding, and where.'],
  notHitBy:
    'a command that looks at a part of the deployment only, nor by an expired waiver (deployment/waiver-expired)',
  citations: [{ source: 'product', ref: 'waivers' }],
  message: (detail: WaiverDetail) => `the waiver for ${waiverText(detail)} fits nothing that was found`,
  *check({ file, uses, isWhollyChecked }: WaiverFacts) {
    for (const { waiver, isExpired, fits } of uses) {
      if (!isExpired && fits === 0 && isWhollyChecked(waiver.rule)) yield aboutWaiver(file, waiver);
    }
  },
});
