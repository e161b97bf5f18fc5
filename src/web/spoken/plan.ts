import type { Form } from '../plan/form.ts';
import { text } from '../texts/text.ts';
import type { Spoken } from './spoken.ts';

/** The sentence over a plan without errors; those have a summary of their own, with every field that they are about. */
export function spokenOfPlan({ findings, fieldOf }: Pick<Form, 'findings' | 'fieldOf'>): Spoken | undefined {
  const counting = findings.filter(({ severity, waived }) => severity !== 'notice' && !waived);
  if (counting.some(({ severity }) => severity === 'error')) return undefined;
  const n = counting.length;
  return n === 0
    ? { status: 'ok', sentence: text('plan.noFindings'), things: [] }
    : {
        status: 'warning',
        sentence: text('spoken.plan.warnings', { n }),
        things: counting.map((finding) => ({
          words: finding.message,
          target: fieldOf(finding) ?? 'plan-findings',
        })),
        all: 'plan-findings',
      };
}
