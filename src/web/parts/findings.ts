import { html, nothing, type TemplateResult } from 'lit-html';
import { citationText } from '../../lib/front.ts';
import type { Finding } from '../../lib/index.ts';
import type { Content } from '../element.ts';
import { text, worded } from '../texts/text.ts';
import { statusText } from './icons.ts';

/** What a screen knows of a finding beyond the finding. */
export interface FindingPlace {
  /** Id of the finding itself, where something leads to it. */
  readonly id?: string;
  /** Where it stands: a peer, or the way to a field or line. */
  readonly where?: string | Content | undefined;
}

/** Errors first; within a severity as the library has them. */
export const byGravity = (findings: readonly Finding[]): Finding[] =>
  (['error', 'warning', 'notice'] as const).flatMap((severity) =>
    findings.filter((finding) => finding.severity === severity),
  );

/** A list of findings, each with its reason, the way out and its source. */
export const findingList = (
  findings: readonly Finding[],
  placeOf: (finding: Finding) => FindingPlace = () => ({}),
): TemplateResult =>
  html`<ul class="findings">
    ${byGravity(findings).map((finding) => html`<li>${findingCard(finding, placeOf(finding))}</li>`)}
  </ul>`;

export function findingCard(finding: Finding, { id, where }: FindingPlace = {}): TemplateResult {
  const { code, severity, message, why, fix, source, waived } = finding;
  return html`<article id=${id ?? nothing} class="finding finding-${severity}">
    <p class="finding-head">
      ${statusText(severity, text(`finding.${severity}`))}
      <code class="finding-code" translate="no">${code}</code>
      ${where === undefined ? nothing : html`<span class="finding-where">${where}</span>`}
    </p>
    <p class="finding-message">${worded(message)}</p>
    ${expectation(finding)}
    ${
      waived
        ? html`<p class="finding-waived">
            ${text('finding.waived', { until: waived.until, reason: waived.reason })}
          </p>`
        : nothing
    }
    <div class="finding-more">${explanation({ why: [why], fix, source, severity })}</div>
  </article>`;
}

/** Why and from where, and what to do: of one finding, or of several with one code. What is to be mended says how. */
export const explanation = ({
  why,
  fix,
  source,
  severity,
}: Pick<Finding, 'fix' | 'source' | 'severity'> & { readonly why: readonly string[] }): TemplateResult =>
  html`${
      fix.length > 0
        ? html`<details ?open=${severity !== 'notice'}>
            <summary>${text('finding.fix')}</summary>
            <ol class="steps">
              ${fix.map((step) => html`<li>${worded(step)}</li>`)}
            </ol>
          </details>`
        : nothing
    }
    <details>
      <summary>${text('finding.why')}</summary>
      ${why.map((each) => html`<p>${worded(each)}</p>`)}
      <p class="finding-source">
        ${text('finding.source')}: ${source.map(citationText).map(worded).join('; ')}
      </p>
    </details>`;

/** What a mistake in the deployment file should have been: its rules put it beside the line. */
export const expectation = ({ params: { expected } }: Finding) =>
  typeof expected === 'string'
    ? html`<p class="finding-expected">${text('finding.expected', { expected: worded(expected) })}</p>`
    : nothing;

/** `1 error · 2 warnings · 0 notices` */
export function findingCounts(findings: readonly Finding[]): string {
  const n = (severity: Finding['severity']) => findings.filter((each) => each.severity === severity).length;
  return text('finding.counts', {
    errors: text('finding.errors', { n: n('error') }),
    warnings: text('finding.warnings', { n: n('warning') }),
    notices: text('finding.notices', { n: n('notice') }),
  });
}
