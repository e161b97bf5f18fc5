import type { AnyRule, RuleText } from '../findings/rule.ts';
import { csrRules } from './csr/index.ts';
import { pathRules } from './path/index.ts';
import { deploymentFileRules } from './plan/deployment-file.ts';
import { planRules } from './plan/index.ts';
import { trustRules } from './trust/index.ts';

/** Everything expcert can say, area by area, in reading order. */
export const catalogue: readonly RuleText[] = [
  ...deploymentFileRules.map(textOf),
  ...planRules.map(textOf),
  ...csrRules.map(textOf),
  ...trustRules.map(textOf),
  ...pathRules.map(textOf),
];

function textOf<Facts>({ apply: _, ...text }: AnyRule<Facts>): RuleText {
  return text;
}
