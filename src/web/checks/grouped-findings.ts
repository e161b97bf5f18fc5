import { html, nothing, type TemplateResult } from 'lit';
import type { Finding } from '../../lib/index.ts';
import type { Content } from '../element.ts';
import { isAboutAll } from '../certificates/certificate-views.ts';
import { byGravity, explanation, findingCard } from '../parts/findings.ts';
import { statusText } from '../parts/icons.ts';
import { text, worded } from '../texts/text.ts';

/** Findings with one cause stand together: six peers with the same trouble are one card. */
export function groupedFindings(findings: readonly Finding[]): TemplateResult {
  const groups = new Map<string, Finding[]>();
  for (const finding of byGravity(findings)) {
    const key = `${finding.code}\n${finding.fix.length > 0 ? '' : finding.message}`;
    groups.set(key, [...(groups.get(key) ?? []), finding]);
  }
  return html`<ul class="findings">
    ${[...groups.values()].map((group) => html`<li>${group.length === 1 ? single(group[0]!) : card(group)}</li>`)}
  </ul>`;
}

const single = (finding: Finding): TemplateResult => findingCard(finding, placed(finding));

function placed({ code, subject, locations: [place] }: Finding): { readonly where?: string } {
  if (isAboutAll(code, subject)) return {};
  const where = subject.peer ?? subject.file ?? place?.file ?? subject.cluster;
  return where === undefined ? {} : { where };
}

function card(group: readonly Finding[]): TemplateResult {
  const [first] = group as [Finding];
  const { code, severity, why, source } = first;
  const fix = [...new Set(group.flatMap((each) => each.fix))];
  return html`<article class="finding finding-${severity}">
    <p class="finding-head">
      ${statusText(severity, text(`finding.${severity}`))}
      <code class="finding-code" translate="no">${code}</code>
      <span class="finding-where">${text('finding.times', { n: group.length })}</span>
    </p>
    <ul class="finding-cases">
      ${group.map(
        (finding) =>
          html`<li>
            <span class="finding-message">${worded(finding.message)}</span>
            <span class="finding-where mono" translate="no">${placed(finding).where ?? ''}</span>
            ${finding.waived ? waivedText(finding.waived) : nothing}
          </li>`,
      )}
    </ul>
    <div class="finding-more">${explanation({ why, fix, source })}</div>
  </article>`;
}

const waivedText = ({ until, reason }: NonNullable<Finding['waived']>): Content =>
  html`<span class="finding-waived">${text('finding.waived', { until, reason })}</span>`;
