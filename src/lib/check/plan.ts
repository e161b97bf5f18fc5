import type { Finding } from '../findings/finding.ts';
import { run } from '../findings/rule.ts';
import type { Plan } from '../plan/plan.ts';
import { planRules } from '../rules/plan/index.ts';

/** By what a plan is judged; only `at` has no default. */
export interface CheckPlanOptions {
  /** Time of judgement: rules about CAs and releases change with it. */
  readonly at: Date;
}

/**
 * Judges a plan before any key is made: names a CA must refuse, keys and usages a release does not take,
 * services whose names are missing.
 *
 * @returns findings of area `plan/`, in the order of the rules; none means that nothing speaks against it.
 */
export function checkPlan(plan: Plan, { at }: CheckPlanOptions): Finding[] {
  const time = at.getTime();
  if (Number.isNaN(time)) throw new TypeError('at is not a valid date');
  return run(planRules, { plan, at: time });
}
