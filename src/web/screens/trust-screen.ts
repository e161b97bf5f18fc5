import { html, nothing, type TemplateResult } from 'lit-html';
import { groupedFindings } from '../checks/grouped-findings.ts';
import { indexOf } from '../checks/judgement-index.ts';
import { openQuestions } from '../checks/open-questions.ts';
import { reportMenu } from '../checks/report-menu.ts';
import { guarded, PageElement, type Content } from '../element.ts';
import { filePanel } from '../files/file-panel.ts';
import { emptyScreen } from '../parts/empty-screen.ts';
import { findingCounts } from '../parts/findings.ts';
import { statusText } from '../parts/icons.ts';
import { portionedList } from '../parts/portioned-list.ts';
import { screenHeading } from '../parts/screen-heading.ts';
import { setTrustList } from '../state/files.ts';
import { spokenOfLists, standingOf } from '../spoken/lists.ts';
import { spokenVerdict } from '../spoken/spoken-verdict.ts';
import { text } from '../texts/text.ts';
import { cleanedList } from '../trust/cleaned-list.ts';
import { entryTable } from '../trust/entry-table.ts';
import { listOwner } from '../trust/list-owner.ts';
import { listViews, type ListView } from '../trust/list-views.ts';
import { needsTable } from '../trust/needs-table.ts';
import { trustMapDrawing } from '../overview/trust-map-drawing.ts';
import { trustMapOf } from '../../lib/front.ts';

const anchorOf = (at: number): string => `list-${at}`;

/** Trust lists: does a trusted-CA list hide or lack what it has to verify? Keeps which entries are shown, and how. */
export class TrustScreen extends PageElement {
  static override readonly shows: readonly string[] = [...PageElement.shows, 'isOnlyFindings', 'isGrouped'];
  declare isOnlyFindings: boolean;
  declare isGrouped: boolean;

  constructor() {
    super();
    this.isOnlyFindings = false;
    this.isGrouped = true;
  }

  protected override view(): Content {
    const { state, desk } = this;
    if (state.files.length === 0) return html`${screenHeading('trust')} ${emptyScreen('trust', desk)}`;
    const { judgement, deployment } = state;
    const lists = judgement ? listViews(judgement) : [];
    return html`${screenHeading('trust', {
        ...(judgement && { summary: text('trust.summary', { n: lists.length }), actions: reportMenu(desk) }),
      })}
      ${spokenVerdict(spokenOfLists(lists, anchorOf))}
      <div class="results">
        ${lists.map((list, at) => guarded(() => this.#list(list, anchorOf(at)), desk))}
        ${judgement && lists.length === 0 ? html`<p class="lead">${text('trust.none')}</p>` : nothing}
        ${
          judgement && deployment?.plan
            ? guarded(() => trustMapDrawing(trustMapOf(deployment.plan!, judgement.report)), desk)
            : nothing
        }
        ${judgement ? this.#otherFiles(lists) : nothing}
      </div>
      ${guarded(() => filePanel(state, desk, text('trust.drop')), desk)}`;
  }

  #list(list: ListView, anchor: string): TemplateResult {
    const { item, entries, findings, questions } = list;
    return html`<article class="panel result">
      <header class="result-head">
        <h2 id=${anchor} class="mono" translate="no">${item.file}</h2>
        <p class="hint">${text('trust.entries', { n: entries.length })} · ${findingCounts(findings)}</p>
      </header>
      ${listOwner(list, this.state, this.desk)} ${needsTable(list)}
      <div class="owner">
        ${this.#choice('isGrouped', text('trust.duplicatesFirst'))}
        ${this.#choice('isOnlyFindings', text('trust.onlyFindings'))}
      </div>
      ${cleanedList(list, this.desk)} ${entryTable(list, this)}
      ${
        findings.length > 0
          ? groupedFindings(findings, indexOf(this.state.judgement!))
          : html`<p>
              ${standingOf(list) === 'good' ? statusText('ok', text('trust.nothingFound')) : statusText('unknown', text('trust.nothingKnown'))}
            </p>`
      }
      ${openQuestions(questions, { isSaid: true })}
    </article>`;
  }

  #choice(name: 'isGrouped' | 'isOnlyFindings', label: string): TemplateResult {
    return html`<label class="check"
      ><input
        type="checkbox"
        .checked=${this[name]}
        @change=${(event: Event) => (this[name] = (event.target as HTMLInputElement).checked)}
      />${label}</label
    >`;
  }

  /** Certificates in files that nobody took for lists: the user may know better. */
  #otherFiles(lists: readonly ListView[]): Content {
    const known = new Set(lists.map(({ item }) => item.file));
    const files = new Set(
      this.state
        .judgement!.opened.recognised.filter(({ kind, path }) => kind === 'certificate' && !known.has(path))
        .map(({ path }) => path),
    );
    if (files.size === 0) return nothing;
    return html`<details class="fold">
      <summary>${text('trust.others', { n: files.size })}</summary>
      ${portionedList(
        [...files],
        (shown) =>
          html`<ul class="file-list">
            ${shown.map(
              (file) =>
                html`<li class="file-row">
                  <span class="file-path mono" translate="no">${file}</span>
                  <button type="button" @click=${() => this.desk.change(setTrustList({ file }))}>
                    ${text('trust.isList')}
                  </button>
                </li>`,
            )}
          </ul>`,
      )}
    </details>`;
  }
}
