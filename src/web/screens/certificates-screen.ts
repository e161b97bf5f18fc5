import { html, nothing, type TemplateResult } from 'lit-html';
import { belongingBoxes } from '../certificates/belonging-boxes.ts';
import { chainDrawing } from '../certificates/chain-drawing.ts';
import { partsToUpload } from '../certificates/parts-to-upload.ts';
import { willItWork } from '../certificates/will-it-work.ts';
import { findingId, groupedFindings } from '../checks/grouped-findings.ts';
import { indexOf } from '../checks/judgement-index.ts';
import { openQuestions } from '../checks/open-questions.ts';
import { reportMenu } from '../checks/report-menu.ts';
import { requestNames } from '../csr/request-names.ts';
import { guarded, PageElement, type Content } from '../element.ts';
import { filePanel } from '../files/file-panel.ts';
import { lockedNote } from '../files/passphrases.ts';
import { isLocked } from '../files/file-rows.ts';
import { dotted } from '../parts/dotted.ts';
import { emptyScreen } from '../parts/empty-screen.ts';
import { findingCounts } from '../parts/findings.ts';
import { statusText } from '../parts/icons.ts';
import { portionedList } from '../parts/portioned-list.ts';
import { screenHeading } from '../parts/screen-heading.ts';
import { certificateViews, type CertificateView } from '../certificates/certificate-views.ts';
import type { ReportFinding } from '../../lib/index.ts';
import { hashOf } from '../state/screens.ts';
import type { Judgement } from '../state/judgement.ts';
import { spokenOfFleet, type Targets } from '../spoken/fleet.ts';
import { spokenVerdict } from '../spoken/spoken-verdict.ts';
import { dateText, text } from '../texts/text.ts';

/** As many as the largest pair of clusters has peers; a card is large. */
const certificatesAtOnce = 12;

const anchorOf = (at: number): string => `certificate-${at}`;
const otherAnchor = 'others';

/** The first card that tells a finding, among those that are there at once; questions stand with each card. */
function targetsIn(views: readonly CertificateView[], others: readonly ReportFinding[]): Targets {
  return {
    finding(finding) {
      const at = views.findIndex(({ findings, elsewhere }) => [...findings, ...elsewhere].includes(finding));
      if (at >= 0 && at < certificatesAtOnce) return findingId(anchorOf(at), finding.code);
      return others.includes(finding) ? findingId(otherAnchor, finding.code) : hashOf('overview').slice(1);
    },
    question: () => hashOf('overview').slice(1),
    findings: hashOf('overview').slice(1),
    questions: hashOf('overview').slice(1),
  };
}

/** Check certificates: does what the CA sent fit? */
export class CertificatesScreen extends PageElement {
  protected override view(): Content {
    const { state, desk } = this;
    if (state.files.length === 0) {
      return html`${screenHeading('certificates')} ${emptyScreen('certificates', desk)}`;
    }
    const { judgement } = state;
    const { views, others } = judgement ? certificateViews(judgement) : { views: [], others: [] };
    return html`${screenHeading('certificates', {
        ...(judgement && {
          summary: text('certificates.summary', { n: views.length }),
          actions: reportMenu(desk),
        }),
      })}
      ${judgement && views.length > 0 ? guarded(() => spokenVerdict(spokenOfFleet(judgement.report, state.deployment?.plan, targetsIn(views, others))), desk) : nothing}
      ${lockedNote(state)}
      <div class="results">
        ${portionedList(
          views,
          (shown) =>
            html`${shown.map((view, at) => guarded(() => this.#certificate(view, anchorOf(at)), desk))}`,
          certificatesAtOnce,
        )}
        ${judgement && views.length === 0 ? html`<p class="lead">${text(noneText(judgement))}</p>` : nothing}
        ${
          others.length > 0
            ? html`<section class="panel">
                <h2 id=${otherAnchor}>${text('certificates.others')}</h2>
                ${groupedFindings(others, indexOf(judgement!), otherAnchor)}
              </section>`
            : nothing
        }
      </div>
      ${guarded(() => filePanel(state, desk, text('certificates.drop')), desk)}`;
  }

  #certificate(view: CertificateView, anchor: string): TemplateResult {
    const { item, thing, findings, elsewhere, verdicts, questions } = view;
    const plan = this.state.deployment?.plan?.peers.find(({ peer }) => peer === item.peer);
    const judgement = this.state.judgement!;
    const { report, opened } = judgement;
    const index = indexOf(judgement);
    return html`<article class="panel result">
      <header class="result-head">
        <h2 class="mono" translate="no">${dotted(item.peer ?? item.subject ?? item.file)}</h2>
        <p class="result-peer" translate="no">${item.file}</p>
        ${item.store === 'client' ? html`<p>${text('certificates.client')}</p>` : nothing}
        ${
          item.store === 'older'
            ? html`<p>${statusText('unknown', text('certificates.older'))}</p>`
            : html`<p class="hint">${findingCounts([...findings, ...elsewhere])}</p>`
        }
      </header>
      <p class="result-facts">
        ${item.peer === undefined ? nothing : html`<span translate="no">${item.subject}</span> ·`}
        <span translate="no">${item.key}</span> ·
        ${text('certificates.validity', {
          from: dateText(new Date(item.notBefore!)),
          to: dateText(new Date(item.notAfter!)),
        })}
      </p>
      <p class="result-facts hint">
        ${text('certificates.identity', { serial: item.serial!, issuer: item.issuer! })}
        <code translate="no">${item.sha256}</code>
      </p>
      ${willItWork(verdicts, index, anchor)} ${chainDrawing(item, report)} ${belongingBoxes(item, report)}
      ${findings.length > 0 ? groupedFindings(findings, index, anchor) : nothing}
      ${partsToUpload(view, opened, this.desk)}
      ${
        elsewhere.length > 0
          ? html`<section>
              <h3>${text('certificates.elsewhere')}</h3>
              ${groupedFindings(elsewhere, index, anchor)}
            </section>`
          : nothing
      }
      ${openQuestions(questions, { isSaid: true })}
      <details class="fold">
        <summary>${text('certificates.names', { n: item.names?.length ?? 0 })}</summary>
        ${requestNames(item.names ?? [], plan, findings, anchor)}
      </details>
      ${thing ? html`<thing-details .thing=${thing}></thing-details>` : nothing}
    </article>`;
  }
}

/** What is locked may hold one. */
const noneText = ({ opened }: Judgement) =>
  opened.unrecognised.some(isLocked) ? 'certificates.noneYet' : 'certificates.none';
