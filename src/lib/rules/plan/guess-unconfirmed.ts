import { rule } from '../../findings/rule.ts';
import { countText, listText } from '../../findings/words.ts';
import { marksOf, type PlanFacts } from '../../plan/facts.ts';

export const guessUnconfirmed = rule({
  code: 'plan/guess-unconfirmed',
  severity: 'notice',
  what: 'Lines of the deployment file were guessed from certificates, and nobody has confirmed them.',
  why: 'Certificates do not say what their names are for: a wrong guess asks for names that nobody needs.',
  fix: ['Correct each line, or leave it as it is, and remove the mark "# CONFIRM".'],
  notHitBy: 'a file without these marks',
  citations: [{ source: 'product', ref: 'the starter' }],
  message: ({ lines }: { lines: readonly number[] }) =>
    `${countText(lines.length, 'line is', 'lines are')} still marked CONFIRM: ${listText(lines.map(String))}`,
  *check({ plan }: PlanFacts) {
    yield* marksOf(plan, 'confirm');
  },
});
