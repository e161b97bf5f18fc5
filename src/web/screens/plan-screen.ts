import { html, nothing, type PropertyDeclarations, type TemplateResult } from 'lit';
import { findPeer, type PeerPlan, type Plan } from '../../lib/index.ts';
import { guarded, PageElement, type Content } from '../element.ts';
import { emptyScreen } from '../parts/empty-screen.ts';
import { findingList } from '../parts/findings.ts';
import { screenHeading } from '../parts/screen-heading.ts';
import { statusText } from '../parts/icons.ts';
import { clusterFields } from '../plan/cluster-fields.ts';
import { deploymentFields } from '../plan/deployment-fields.ts';
import { errorSummary } from '../plan/error-summary.ts';
import { formOf, type Form } from '../plan/form.ts';
import { formValues } from '../plan/form-values.ts';
import { nameListField } from '../plan/name-list.ts';
import { previewList } from '../plan/preview.ts';
import { printView } from '../plan/print-view.ts';
import { requestFields } from '../plan/request-fields.ts';
import { nameLists } from '../state/name-lists.ts';
import type { OpenDeployment } from '../state/open-deployment.ts';
import { hashOf } from '../state/screens.ts';
import { text } from '../texts/text.ts';

/** Plan: what every request must hold, and the way to it. Keeps which peer is looked at. */
export class PlanScreen extends PageElement {
  static override properties: PropertyDeclarations = {
    ...PageElement.properties,
    peer: { state: true },
    isPrinting: { state: true },
  };
  /** FQDN of the peer whose names are shown; where it is no longer there, the first. */
  declare peer: string;
  /** On paper, every peer has its page. */
  declare isPrinting: boolean;
  #connection = new AbortController();

  constructor() {
    super();
    this.peer = '';
    this.isPrinting = false;
  }

  override connectedCallback(): void {
    super.connectedCallback();
    this.#connection = new AbortController();
    const { signal } = this.#connection;
    globalThis.addEventListener('beforeprint', () => this.#print(true), { signal });
    globalThis.addEventListener('afterprint', () => this.#print(false), { signal });
  }

  override disconnectedCallback(): void {
    this.#connection.abort();
    super.disconnectedCallback();
  }

  #print(isPrinting: boolean): void {
    this.isPrinting = isPrinting;
    // The browser does not wait: what is to be on paper has to be there now.
    this.performUpdate();
  }

  protected override view(): Content {
    const { deployment } = this.state;
    if (!deployment) return html`${screenHeading('plan')} ${emptyScreen('plan', this.desk)}`;
    const form = formOf(deployment, this.desk);
    const { plan } = deployment;
    return html`${screenHeading('plan', {
      ...(plan && { summary: summaryOf(plan) }),
      actions: html`<button type="button" @click=${() => globalThis.print()}>${text('plan.print')}</button>`,
    })}
    ${plan && this.isPrinting ? printView(plan, this.state.at, this.desk) : nothing}
    ${form ? this.#form(form, deployment) : this.#notAForm(deployment)}`;
  }

  #form(form: Form, deployment: OpenDeployment): TemplateResult {
    const { desk } = this;
    return html`${errorSummary(deployment.findings, form)}
      <div class="plan-columns">
        <div class="plan-form">
          <section class="panel numbered">
            <h2>${text('plan.step.deployment')}</h2>
            <div class="fields">
              ${guarded(() => html`${deploymentFields(form)} ${requestFields(form)}`, desk)}
            </div>
          </section>
          <section class="panel numbered">
            <h2>${text('plan.step.names')}</h2>
            <div class="fields">
              ${guarded(
                () => html`${nameLists.map((list) => nameListField(form, list))} ${clusterFields(form)}`,
                desk,
              )}
            </div>
          </section>
        </div>
        <div class="plan-result">
          <section class="panel numbered">
            <h2>${text('plan.step.preview')}</h2>
            ${guarded(() => this.#preview(deployment.plan), desk)}
          </section>
          <section class="panel numbered">
            <h2>${text('plan.step.create')}</h2>
            <create-panel .state=${this.state} .desk=${desk}></create-panel>
          </section>
        </div>
      </div>
      ${guarded(() => this.#findings(deployment, form), desk)}`;
  }

  #preview(plan: Plan | undefined): Content {
    const peer = plan && (findPeer(plan, this.peer) ?? plan.peers[0]);
    if (!plan || !peer) return html`<p>${text('preview.notYet')}</p>`;
    return html`<div class="field">
        <label for="preview-peer">${text('preview.peer')}</label>
        <select
          id="preview-peer"
          class="name"
          translate="no"
          @change=${(event: Event) => (this.peer = (event.target as HTMLSelectElement).value)}
        >
          ${plan.peers.map((each) => peerOption(each, each === peer))}
        </select>
      </div>
      ${previewList(peer, this.desk)}
      <details class="fold">
        <summary>${text('preview.form')}</summary>
        ${formValues(peer, this.desk)}
      </details>`;
  }

  #findings({ findings }: OpenDeployment, form: Form): TemplateResult {
    return html`<section class="plan-findings" aria-labelledby="plan-findings">
      <h2 id="plan-findings">${text('plan.step.findings')}</h2>
      ${
        findings.length === 0
          ? html`<p>${statusText('ok', text('plan.noFindings'))}</p>
              <p class="hint">${text('plan.noFindingsHint')}</p>`
          : findingList(findings, (finding) => {
              const field = form.fieldOf(finding);
              const line = finding.locations[0]?.line;
              return {
                ...(field !== undefined && { field }),
                ...(line !== undefined && { where: text('finding.where', { line }) }),
              };
            })
      }
    </section>`;
  }

  #notAForm({ findings }: OpenDeployment): TemplateResult {
    return html`<p class="lead">${text('plan.notAForm')}</p>
      <p><a href=${hashOf('file')}>${text('plan.goToText')}</a></p>
      ${findings.length > 0 ? findingList(findings) : nothing}`;
  }
}

const peerOption = ({ peer, names }: PeerPlan, isShown: boolean): TemplateResult =>
  html`<option value=${peer} .selected=${isShown}>
    ${peer} (${text('plan.names', { n: names.length })})
  </option>`;

function summaryOf({ peers }: Plan): string {
  const names = peers.reduce((sum, peer) => sum + peer.names.length, 0);
  return text('plan.summary', {
    requests: text('plan.requests', { n: peers.length }),
    names: text('plan.names', { n: names }),
  });
}
