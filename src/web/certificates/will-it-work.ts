import { html, nothing, type TemplateResult } from 'lit-html';
import { reasonsOf } from '../../lib/front.ts';
import type { ServiceVerdict, Verdict } from '../../lib/index.ts';
import { findingLink } from '../checks/grouped-findings.ts';
import type { JudgementIndex } from '../checks/judgement-index.ts';
import type { Content } from '../element.ts';
import { statusText, type Status } from '../parts/icons.ts';
import { shortened } from '../parts/shortened.ts';
import { serviceName, text, worded } from '../texts/text.ts';
import { basisFold } from './verdict-basis.ts';

export const verdictStatus: Readonly<Record<Verdict, Status>> = {
  yes: 'ok',
  no: 'error',
  'not known': 'unknown',
};
export const verdictText = (verdict: Verdict): string => text(`verdict.${verdict}`);

/**
 * A line for each service of each peer: yes, no, not known, and what it rests on.
 *
 * @param anchor of what the findings stand below
 */
export function willItWork(
  verdicts: readonly ServiceVerdict[],
  index: JudgementIndex,
  anchor: string,
): Content {
  const peers = [...new Set(verdicts.map(({ peer }) => peer))];
  return html`${peers.map(
    (peer) =>
      html`<section class="verdicts">
        <h3>
          ${text('verdict.title')}
          ${peers.length > 1 ? html`<span class="mono" translate="no">${peer}</span>` : nothing}
        </h3>
        <dl>
          ${verdicts.filter((each) => each.peer === peer).map((verdict) => line(verdict, index, anchor))}
        </dl>
      </section>`,
  )}`;
}

const line = (verdict: ServiceVerdict, index: JudgementIndex, anchor: string): TemplateResult =>
  html`<div>
    <dt>${serviceName(verdict.service)}</dt>
    <dd>
      ${statusText(verdictStatus[verdict.verdict], verdictText(verdict.verdict))}
      <ul class="reasons hint">
        ${reasons(verdict, index, anchor).map((reason) => html`<li>${reason}</li>`)}
      </ul>
      ${basisFold(verdict, index, anchor)}
    </dd>
  </div>`;

function reasons(verdict: ServiceVerdict, index: JudgementIndex, anchor: string): unknown[] {
  const { findings, questions } = reasonsOf(verdict);
  const messages = new Map<string, string[]>();
  for (const { code, message } of index.findings(findings))
    messages.set(code, [...(messages.get(code) ?? []), message]);
  const open = [...new Set(index.questions(questions).map(({ what }) => worded(what)))];
  const { waived } = verdict;
  return [
    ...(waived ? [text('verdict.accepted', waived)] : []),
    ...[...messages].map(([code, all]) => html`${inShort(all)} ${findingLink(anchor, code)}`),
    ...(open.length > 0 ? [text('verdict.open', { what: open.join('; ') })] : []),
  ];
}

/** Messages of one code side by side: the finding itself has them all, with the fingerprints. */
const inShort = (messages: readonly string[]): string =>
  shortened(
    messages.map((message) => worded(message.replace(/; SHA-256 [0-9A-F:]+…/g, ''))),
    3,
    '; ',
  );
