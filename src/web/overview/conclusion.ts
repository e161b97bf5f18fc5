import { html, nothing, type TemplateResult } from 'lit';
import { coverageOf, isAllGood, isJudged } from '../../lib/front.ts';
import type { CheckReport, Plan } from '../../lib/index.ts';
import { statusText, type Status } from '../parts/icons.ts';
import { text } from '../texts/text.ts';

/**
 * What it comes to where nothing is known to be wrong; undefined: something is. All is well only where every service will
 * work on every peer and every planned name is there.
 */
export function conclusionOf(
  report: Pick<CheckReport, 'items' | 'findings' | 'services'>,
  plan: Plan | undefined,
): readonly [Status, string] | undefined {
  const isWrong =
    report.findings.some(({ severity, waived }) => severity !== 'notice' && !waived) ||
    report.services.some(({ verdict }) => verdict === 'no');
  if (isWrong) return undefined;
  const n = report.items.filter(isJudged).length;
  if (n === 0) return ['unknown', text('conclusion.nothing')];
  if (!plan) return ['unknown', text('conclusion.noPlan', { n })];
  return isAllGood(coverageOf(plan, report))
    ? ['ok', text('conclusion.works', { n: plan.peers.length })]
    : ['unknown', text('conclusion.open')];
}

export function conclusionText(...args: Parameters<typeof conclusionOf>): TemplateResult | typeof nothing {
  const conclusion = conclusionOf(...args);
  if (!conclusion) return nothing;
  const [status] = conclusion;
  return html`<p class="conclusion conclusion-${status}">${statusText(...conclusion)}</p>`;
}
