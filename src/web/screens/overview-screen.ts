import { html, nothing, type TemplateResult } from 'lit-html';
import { coverageOf, problemsOf, reasonsOf, timelineOf, trustMapOf, type Coverage } from '../../lib/front.ts';
import type { Plan } from '../../lib/index.ts';
import { willItWork } from '../certificates/will-it-work.ts';
import { findingId, groupedFindings } from '../checks/grouped-findings.ts';
import { indexOf } from '../checks/judgement-index.ts';
import { openQuestions, questionId } from '../checks/open-questions.ts';
import { reportMenu } from '../checks/report-menu.ts';
import { guarded, PageElement, type Content } from '../element.ts';
import { filePanel } from '../files/file-panel.ts';
import type { Shown } from '../overview/coverage-cells.ts';
import { coverageTables, mostColumns } from '../overview/coverage-table.ts';
import { peerCounts } from '../overview/peer-counts.ts';
import { peerFolds } from '../overview/peer-folds.ts';
import { timelineDrawing } from '../overview/timeline-drawing.ts';
import { trustMapDrawing } from '../overview/trust-map-drawing.ts';
import { emptyScreen } from '../parts/empty-screen.ts';
import { findingCounts } from '../parts/findings.ts';
import { statusText } from '../parts/icons.ts';
import { portionedList } from '../parts/portioned-list.ts';
import { screenHeading } from '../parts/screen-heading.ts';
import { spokenOfFleet, type Targets } from '../spoken/fleet.ts';
import { spokenVerdict } from '../spoken/spoken-verdict.ts';
import type { Judgement } from '../state/judgement.ts';
import { focusLater } from '../navigation.ts';
import { moveInTable, oneTabStop } from '../roving.ts';
import { dateText, text } from '../texts/text.ts';

/** Too narrow for a table of a few peers, and of as many as stand beside each other at most. */
const narrow = [48, 68].map((rem) => matchMedia(`screen and (max-width: ${rem}rem)`));

/** Of the findings and questions about everything. */
const anchor = 'found';
const targets: Targets = {
  finding: ({ code }) => findingId(anchor, code),
  question: (at) => questionId(anchor, at),
  findings: 'overview-findings',
  questions: questionId(anchor),
};

/** Overview: which peers are covered, until when. Keeps which rows are shown and which cell was asked about. */
export class OverviewScreen extends PageElement {
  static override readonly shows: readonly string[] = [...PageElement.shows, 'isOnlyProblems', 'asked'];
  declare isOnlyProblems: boolean;
  /** Peer whose findings are shown. */
  declare asked: string | undefined;

  constructor() {
    super();
    this.isOnlyProblems = false;
    // One handler for the one screen there is: nothing is to be taken away when it goes.
    for (const width of narrow) width.onchange = () => this.requestUpdate();
  }

  override connectedCallback(): void {
    super.connectedCallback();
    this.onkeydown = moveInTable;
  }

  protected override updated(): void {
    this.querySelectorAll<HTMLTableElement>('.coverage-table').forEach(oneTabStop);
  }

  protected override view(): Content {
    const { state, desk } = this;
    const plan = state.deployment?.plan;
    if (!plan && state.files.length === 0) {
      return html`${screenHeading('overview')} ${emptyScreen('overview', desk)}`;
    }
    const { judgement } = state;
    const report = judgement?.report ?? { items: [], findings: [], services: [], notChecked: [] };
    const coverage = plan && coverageOf(plan, report);
    return html`${screenHeading('overview', {
      ...(coverage && { summary: summaryOf(coverage, state.at) }),
      ...(judgement && { actions: reportMenu(desk) }),
    })}
    ${judgement ? guarded(() => spokenVerdict(spokenOfFleet(report, plan, targets)), desk) : nothing}
    ${coverage ? guarded(() => html`${peerCounts(coverage)}${this.#coverage(coverage)}`, desk) : html`<p class="lead">${text('overview.noPlan')}</p>`}
    ${judgement ? this.#judged(judgement, plan) : nothing} ${guarded(() => filePanel(state, desk), desk)}`;
  }

  #coverage(coverage: Coverage): TemplateResult {
    return html`<section class="panel coverage" aria-labelledby="coverage-title">
      <h2 id="coverage-title">${text('overview.coverage')}</h2>
      <p class="filter">
        <label class="check"
          ><input
            type="checkbox"
            .checked=${this.isOnlyProblems}
            @change=${(event: Event) => (this.isOnlyProblems = (event.target as HTMLInputElement).checked)}
          />${text('overview.onlyProblems')}</label
        >
      </p>
      ${this.#peers(coverage)}
      <div class="asked">${this.#askedAbout()}</div>
    </section>`;
  }

  #peers(coverage: Coverage): TemplateResult {
    const { isOnlyProblems } = this;
    const isTroubled = (at: number): boolean =>
      problemsOf(coverage, at) > 0 || !['ok', 'warning'].includes(coverage.peers[at]!.state);
    const all = coverage.peers.map((_, at) => at);
    const columns = isOnlyProblems ? all.filter(isTroubled) : all;
    if (columns.length === 0) {
      const isGood = coverage.peers.every(({ standing }) => standing === 'works');
      return html`<p>
        ${isGood ? statusText('ok', text('overview.noProblems')) : statusText('unknown', text('overview.noneKnown'))}
      </p>`;
    }
    const isNarrow = narrow[columns.length > mostColumns - 2 ? 1 : 0]!.matches;
    const view = (portion: readonly number[]): TemplateResult => {
      const shown: Shown = { columns: portion, isOnlyProblems, ask: (peer) => this.#ask(peer) };
      return isNarrow ? peerFolds(coverage, shown) : coverageTables(coverage, shown);
    };
    return portionedList(columns, view, 4 * mostColumns);
  }

  #ask(peer: string): void {
    this.asked = peer;
    focusLater(() => this.querySelector<HTMLElement>('.asked h3'));
  }

  #askedAbout(): Content {
    const { asked } = this;
    const { judgement } = this.state;
    if (asked === undefined || !judgement) return nothing;
    const index = indexOf(judgement);
    const verdicts = index.verdicts([asked]);
    const behind = new Set(verdicts.flatMap((verdict) => reasonsOf(verdict).findings));
    const findings = judgement.report.findings.filter(
      ({ id, subject }) => subject.peer === asked || behind.has(id),
    );
    return html`<h3 class="mono" translate="no" tabindex="-1">${asked}</h3>
      ${willItWork(verdicts, index, 'asked')}
      ${findings.length > 0 ? groupedFindings(findings, index, 'asked') : html`<p>${text('overview.nothingAbout')}</p>`}`;
  }

  #judged(judgement: Judgement, plan: Plan | undefined): TemplateResult {
    const { desk } = this;
    const { report } = judgement;
    return html`${guarded(() => timelineDrawing(timelineOf(report, this.state.at, plan)), desk)}
      ${plan ? guarded(() => trustMapDrawing(trustMapOf(plan, report)), desk) : nothing}
      <section class="panel overview-findings" aria-labelledby="overview-findings">
        <h2 id="overview-findings">${text('overview.findings')}</h2>
        ${
          report.findings.length > 0
            ? html`<p class="hint">${findingCounts(report.findings)}</p>
                ${groupedFindings(report.findings, indexOf(judgement), anchor)}`
            : nothing
        }
        ${openQuestions(report.notChecked, { anchor })}
      </section>`;
  }
}

function summaryOf({ peers }: Coverage, at: Date): string {
  const counted = text('overview.peers', { n: peers.length });
  return text('overview.summary', { peers: counted, date: dateText(at) });
}
