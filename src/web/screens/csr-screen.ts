import { html, nothing, type TemplateResult } from 'lit-html';
import { productNames, requestText } from '../../lib/front.ts';
import { indexOf } from '../checks/judgement-index.ts';
import { openQuestions } from '../checks/open-questions.ts';
import { groupedFindings } from '../checks/grouped-findings.ts';
import { reportMenu } from '../checks/report-menu.ts';
import { answerText } from '../csr/answer.ts';
import { requestViews, type RequestView } from '../csr/request-views.ts';
import { requestNames } from '../csr/request-names.ts';
import { guarded, PageElement, type Content } from '../element.ts';
import { filePanel } from '../files/file-panel.ts';
import { lockedNote } from '../files/passphrases.ts';
import { emptyScreen } from '../parts/empty-screen.ts';
import { findingCounts } from '../parts/findings.ts';
import { statusText } from '../parts/icons.ts';
import { portionedList } from '../parts/portioned-list.ts';
import { screenHeading } from '../parts/screen-heading.ts';
import { signingOf, signingStatus, spokenOfRequests } from '../spoken/requests.ts';
import { spokenVerdict } from '../spoken/spoken-verdict.ts';
import { text, worded } from '../texts/text.ts';

const anchorOf = (at: number): string => `request-${at}`;

/** Check CSR: may this request be signed? */
export class CsrScreen extends PageElement {
  protected override view(): Content {
    const { state, desk } = this;
    if (state.files.length === 0) return html`${screenHeading('csr')} ${emptyScreen('csr', desk)}`;
    const requests = state.judgement ? requestViews(state.judgement) : [];
    return html`${screenHeading('csr', {
        ...(state.judgement && { summary: text('csr.summary', { n: requests.length }) }),
        ...(state.judgement && { actions: reportMenu(desk) }),
      })}
      ${spokenVerdict(spokenOfRequests(requests, anchorOf))} ${lockedNote(state)}
      <div class="results">
        ${portionedList(
          requests,
          (shown) => html`${shown.map((each, at) => guarded(() => this.#request(each, anchorOf(at)), desk))}`,
        )}
        ${state.judgement && requests.length === 0 ? html`<p class="lead">${text('csr.none')}</p>` : nothing}
      </div>
      ${guarded(() => filePanel(state, desk, text('csr.drop')), desk)}`;
  }

  #request(view: RequestView, anchor: string): TemplateResult {
    const { item, thing, request, findings, questions } = view;
    const { held, matched } = request;
    const plans = this.state.deployment?.plan?.requests;
    const plan = plans?.find(
      (each) => each.peer === matched?.peer && each.store === (matched.store ?? 'server'),
    );
    return html`<article class="panel result">
      <header class="result-head">
        <h2 id=${anchor} class="mono" translate="no">${item.file}</h2>
        <p class="result-peer">
          ${
            matched
              ? text('csr.peer', {
                  cluster: matched.cluster,
                  peer: requestText({ store: 'server', ...matched }),
                })
              : item.product
                ? text('csr.ofOther', { product: productNames[item.product] })
                : text(plans ? 'csr.noPeer' : 'csr.noDeployment')
          }
        </p>
        ${item.product ? nothing : html`<p class="result-verdict">${verdict(view)}</p>`}
        <p class="hint">${findingCounts(findings)}</p>
      </header>
      <p class="result-facts">
        <span translate="no">${request.subject === '' ? text('csr.noSubject') : request.subject}</span> ·
        <span translate="no">${request.key}</span>
        ${item.publicKeyHash === undefined ? nothing : html`· <code translate="no">${item.publicKeyHash}</code>`}
      </p>
      ${requestNames(request.names, plan, findings, anchor)}
      ${findings.length > 0 ? groupedFindings(findings, indexOf(this.state.judgement!), anchor) : nothing}
      ${openQuestions(questions, { isSaid: true })}
      ${
        held.length > 0
          ? html`<div class="held">
              <h3>${statusText('ok', text('csr.held'))}</h3>
              <ul class="facts">
                ${held.map((each) => html`<li>${worded(each)}</li>`)}
              </ul>
            </div>`
          : nothing
      }
      <div class="actions">
        <button type="button" @click=${() => this.desk.copy(answerText(view))}>
          ${text('csr.copyAnswer')}
        </button>
      </div>
      ${thing ? html`<thing-details .thing=${thing}></thing-details>` : nothing}
    </article>`;
  }
}

function verdict(view: RequestView): TemplateResult {
  const signing = signingOf(view);
  const what = view.questions.map((question) => worded(question.what)).join(', ');
  const words = signing === 'open' ? text('csr.open', { what }) : text(`csr.${signing}`);
  return statusText(signingStatus[signing], words);
}
