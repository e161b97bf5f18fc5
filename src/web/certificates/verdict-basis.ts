import { html, nothing, type TemplateResult } from 'lit-html';
import { questionText, requirementTexts } from '../../lib/front.ts';
import type { RequirementState, ServiceVerdict } from '../../lib/index.ts';
import { findingLink } from '../checks/grouped-findings.ts';
import type { JudgementIndex } from '../checks/judgement-index.ts';
import { waysToAnswer } from '../checks/open-questions.ts';
import { statusText, type Status } from '../parts/icons.ts';
import { text, worded } from '../texts/text.ts';

const statuses: Readonly<Record<RequirementState['state'], Status>> = {
  holds: 'ok',
  fails: 'error',
  'not known': 'unknown',
};

/**
 * What a verdict rests on, requirement by requirement: what was looked at, what was found, what is open and how to
 * answer it.
 *
 * @param anchor of what the findings stand below
 */
export const basisFold = (
  { requirements }: ServiceVerdict,
  index: JudgementIndex,
  anchor: string,
): TemplateResult =>
  html`<details class="fold basis">
    <summary>${text('basis.title')}</summary>
    <ul>
      ${requirements.map((each) => requirementRow(each, index, anchor))}
    </ul>
  </details>`;

function requirementRow(each: RequirementState, index: JudgementIndex, anchor: string): TemplateResult {
  const { requirement, state, asking, store, remarks } = each;
  // What no text calls the end of the service leaves the verdict open.
  const isDoubtful = state === 'fails' && asking === 'doubtful';
  return html`<li>
    ${statusText(statuses[state], text(`basis.${state}`))}
    <span>${worded(requirementTexts[requirement])}</span>
    ${store === 'client' ? html`<span class="hint">${text('basis.client')}</span>` : nothing}
    ${isDoubtful ? html`<span class="hint">${text('basis.doubtful')}</span>` : nothing}
    <ul class="hint">
      ${each.state === 'holds' ? each.evidence.map(({ check, items }) => html`<li>${worded(check)}: <span translate="no">${items.join(', ')}</span></li>`) : findingRows(each.findings, index, anchor)}
      ${each.state === 'not known' ? questionRows(each.questions, index) : nothing}
      ${findingRows(remarks, index, anchor)}
    </ul>
  </li>`;
}

const findingRows = (ids: readonly string[], index: JudgementIndex, anchor: string): TemplateResult[] =>
  index
    .findings(ids)
    .map(({ code, message }) => html`<li>${worded(message)} ${findingLink(anchor, code)}</li>`);

const questionRows = (ids: readonly string[], index: JudgementIndex): TemplateResult[] =>
  index
    .questions(ids)
    .map(
      (question) =>
        html`<li>
          ${worded(questionText(question))} ${waysToAnswer([question]).map((way) => html`<p>${way}</p>`)}
        </li>`,
    );
