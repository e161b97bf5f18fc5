import { html, nothing, type TemplateResult } from 'lit-html';
import { subjectText } from '../../lib/front.ts';
import type { Finding } from '../../lib/index.ts';
import type { Content } from '../element.ts';
import { byGravity, explanation, findingCard } from '../parts/findings.ts';
import { statusText } from '../parts/icons.ts';
import { text, worded } from '../texts/text.ts';
import type { JudgementIndex } from './judgement-index.ts';

/**
 * Findings with one cause stand together: six peers with the same trouble are one card.
 *
 * @param anchor of what they are about, where something beside them leads to them
 */
export function groupedFindings(
  findings: readonly Finding[],
  index: JudgementIndex,
  anchor?: string,
): TemplateResult {
  const groups = new Map<string, Finding[]>();
  for (const finding of byGravity(findings)) {
    const key = `${finding.code}\n${finding.fix.length > 0 ? '' : finding.message}`;
    groups.set(key, [...(groups.get(key) ?? []), finding]);
  }
  return html`${groups.size > 1 ? allSwitch() : nothing}
    <ul class="findings">
      ${[...groups.values()].map((group) => {
        const id = anchor === undefined ? undefined : findingId(anchor, group[0]!.code);
        return html`<li>${group.length === 1 ? single(group[0]!, index, id) : card(group, index, id)}</li>`;
      })}
    </ul>`;
}

/** As many cases of one finding as are told at once. */
const most = 5;

/** Opens everything that is said of the findings below it, or closes it where all of it is open. */
const allSwitch = (): TemplateResult =>
  html`<p class="findings-switch">
    <button
      type="button"
      class="link"
      @click=${({ currentTarget }: Event) => {
        const list = (currentTarget as Element).closest('.findings-switch')!.nextElementSibling!;
        const folds = [...list.querySelectorAll<HTMLDetailsElement>('.finding-more details, .finding-left')];
        const isToOpen = folds.some(({ open }) => !open);
        for (const fold of folds) fold.open = isToOpen;
      }}
    >
      ${text('finding.all')}
    </button>
  </p>`;

/** Of the findings of a code, below an anchor. */
export const findingId = (anchor: string, code: string): string => `${anchor}-${code}`;

/** Leads to where the findings of a code are told with their reasons and the way out. */
export const findingLink = (anchor: string, code: string): TemplateResult =>
  html`<a class="code-link" href="#${findingId(anchor, code)}"><code translate="no">${code}</code></a>`;

const single = (finding: Finding, index: JudgementIndex, id: string | undefined): TemplateResult =>
  findingCard(finding, { where: placeText(finding, index), ...(id !== undefined && { id }) });

/** What is about all peers together names many places, and stands for itself. */
function placeText({ subject, locations: [place, ...others] }: Finding, index: JudgementIndex) {
  const { peer, store, file } = subject;
  if (peer === undefined && index.item(file)?.kind === 'trust-list')
    return text('finding.ofList', { list: file! });
  if (peer !== undefined && store) return subjectText({ peer, store });
  return peer ?? file ?? (others.length === 0 ? place?.file : undefined);
}

function card(group: readonly Finding[], index: JudgementIndex, id: string | undefined): TemplateResult {
  const [first] = group as [Finding];
  const { code, severity, source } = first;
  const left = group.slice(most);
  const why = [...new Set(group.map((each) => each.why))];
  const places = new Set(group.map((each) => placeText(each, index)));
  const caseOf = (finding: Finding): TemplateResult =>
    html`<li>
      <span class="finding-message">${worded(finding.message)}</span>
      ${places.size > 1 ? html`<span class="finding-where mono" translate="no">${placeText(finding, index)}</span>` : nothing}
      ${finding.waived ? waivedText(finding.waived) : nothing}
    </li>`;
  return html`<article id=${id ?? nothing} class="finding finding-${severity}">
    <p class="finding-head">
      ${statusText(severity, text(`finding.${severity}`))}
      <code class="finding-code" translate="no">${code}</code>
      <span class="finding-where">${text('finding.times', { n: group.length })}</span>
      ${places.size > 1 ? nothing : html`<span class="finding-where">${[...places]}</span>`}
    </p>
    <ul class="finding-cases">
      ${group.slice(0, most).map(caseOf)}
    </ul>
    ${
      left.length === 0
        ? nothing
        : html`<details class="finding-left">
            <summary>${text('finding.more', { n: left.length })}</summary>
            <ul class="finding-cases">
              ${left.map(caseOf)}
            </ul>
          </details>`
    }
    <div class="finding-more">${explanation({ why, fix: stepsOf(group), source, severity })}</div>
  </article>`;
}

/** Each step once: what is to be done for one of them alone comes before what all of them share. */
const stepsOf = (group: readonly Finding[]): string[] =>
  [...new Set(group.flatMap(({ fix }) => fix).reverse())].reverse();

const waivedText = ({ until, reason }: NonNullable<Finding['waived']>): Content =>
  html`<span class="finding-waived">${text('finding.waived', { until, reason })}</span>`;
