import { rule } from '../../findings/rule.ts';
import { countText, listText } from '../../findings/words.ts';
import { marksOf, type PlanFacts } from '../../plan/facts.ts';

export const exampleLeft = rule({
  code: 'plan/example-left',
  severity: 'warning',
  what: 'Lines of the deployment file still hold examples of the starter.',
  why: 'Names of nobody go into the requests: a public CA refuses them, and clients look for others.',
  fix: ['Put your own values there, and remove the mark "# REPLACE".'],
  notHitBy: 'a file without these marks',
  citations: [{ source: 'product', ref: 'the starter' }],
  message: ({ lines }: { lines: readonly number[] }) =>
    `${countText(lines.length, 'line is', 'lines are')} still marked REPLACE: ${listText(lines.map(String))}`,
  *check({ plan }: PlanFacts) {
    yield* marksOf(plan, 'replace');
  },
});
