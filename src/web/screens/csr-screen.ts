import { html, nothing, type TemplateResult } from 'lit';
import { openQuestions } from '../checks/open-questions.ts';
import { groupedFindings } from '../checks/grouped-findings.ts';
import { reportMenu } from '../checks/report-menu.ts';
import { answerText } from '../csr/answer.ts';
import { requestNames } from '../csr/request-names.ts';
import { guarded, PageElement, type Content } from '../element.ts';
import { filePanel } from '../files/file-panel.ts';
import { emptyScreen } from '../parts/empty-screen.ts';
import { findingCounts } from '../parts/findings.ts';
import { statusText } from '../parts/icons.ts';
import { portionedList } from '../parts/portioned-list.ts';
import { screenHeading } from '../parts/screen-heading.ts';
import type { JudgedRequest } from '../state/judgement.ts';
import { text, worded } from '../texts/text.ts';

/** Check CSR: may this request be signed? */
export class CsrScreen extends PageElement {
  protected override view(): Content {
    const { state, desk } = this;
    if (state.files.length === 0) return html`${screenHeading('csr')} ${emptyScreen('csr', desk)}`;
    const requests = state.judgement?.requests ?? [];
    return html`${screenHeading('csr', {
        ...(state.judgement && { summary: text('csr.summary', { n: requests.length }) }),
        ...(state.judgement && { actions: reportMenu(desk) }),
      })}
      <div class="results">
        ${portionedList(
          requests,
          (shown) => html`${shown.map((each) => guarded(() => this.#request(each), desk))}`,
        )}
        ${state.judgement && requests.length === 0 ? html`<p class="lead">${text('csr.none')}</p>` : nothing}
      </div>
      ${guarded(() => filePanel(state, desk, text('csr.drop')), desk)}`;
  }

  #request(judged: JudgedRequest): TemplateResult {
    const { thing, check } = judged;
    const { findings, peer, held, request, notChecked } = check;
    const plan = this.state.deployment?.plan?.peers.find((each) => each.peer === peer?.peer);
    return html`<article class="panel result">
      <header class="result-head">
        <h2 class="mono" translate="no">${thing.path}</h2>
        <p class="result-peer">
          ${peer ? text('csr.peer', { cluster: peer.cluster, peer: peer.peer }) : text('csr.noPeer')}
        </p>
        <p class="result-verdict">${verdict(judged, plan !== undefined)}</p>
        <p class="hint">${findingCounts(findings)}</p>
      </header>
      <p class="result-facts">
        <span translate="no">${request.subject === '' ? text('csr.noSubject') : request.subject}</span> ·
        <span translate="no">${request.key}</span>
      </p>
      ${requestNames(request.names, plan)}
      ${held.length > 0 ? html`<p class="result-held">${statusText('ok', held.map(worded).join('; '))}</p>` : nothing}
      ${findings.length > 0 ? groupedFindings(findings) : nothing} ${openQuestions(notChecked)}
      <div class="actions">
        <button type="button" @click=${() => this.desk.copy(answerText(judged))}>
          ${text('csr.copyAnswer')}
        </button>
      </div>
      <thing-details .thing=${thing}></thing-details>
    </article>`;
  }
}

/** Without a plan nobody can say that the names are right. */
function verdict({ check }: JudgedRequest, hasPlan: boolean): TemplateResult {
  if (check.findings.some(({ severity }) => severity === 'error'))
    return statusText('error', text('csr.doNotSign'));
  if (!hasPlan) return statusText('unknown', text('csr.namesNotChecked'));
  return check.findings.some(({ severity }) => severity === 'warning')
    ? statusText('warning', text('csr.lookFirst'))
    : statusText('ok', text('csr.ready'));
}
