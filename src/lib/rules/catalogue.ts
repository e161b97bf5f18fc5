import type { AnyRule, RuleText } from '../findings/rule.ts';
import { csrRules } from './csr/index.ts';
import { planRules } from './plan/index.ts';

/** Everything expcert can say, area by area, in reading order. */
export const catalogue: readonly RuleText[] = [...planRules.map(textOf), ...csrRules.map(textOf)];

function textOf<Facts>({ apply: _, ...text }: AnyRule<Facts>): RuleText {
  return text;
}
