import { html, nothing, type TemplateResult } from 'lit-html';
import type { Plan } from '../../lib/index.ts';
import { guarded, PageElement, type Content } from '../element.ts';
import { versionPanel } from '../file/version-panel.ts';
import { emptyScreen } from '../parts/empty-screen.ts';
import { screenHeading } from '../parts/screen-heading.ts';
import { clusterFields } from '../plan/cluster-fields.ts';
import { deploymentFields } from '../plan/deployment-fields.ts';
import { errorSummary } from '../plan/error-summary.ts';
import { formOf, type Form } from '../plan/form.ts';
import { nameListField } from '../plan/name-list.ts';
import { planFindings, fileMistakes } from '../plan/plan-findings.ts';
import { previewPanel } from '../plan/preview.ts';
import { printView } from '../plan/print-view.ts';
import { requestFields } from '../plan/request-fields.ts';
import { carriedKeys } from '../state/carried-keys.ts';
import { nameLists } from '../state/name-lists.ts';
import type { OpenDeployment } from '../state/open-deployment.ts';
import { spokenOfPlan } from '../spoken/plan.ts';
import { spokenVerdict } from '../spoken/spoken-verdict.ts';
import { text } from '../texts/text.ts';

/** Plan: what every request must hold, and the way to it. Keeps which request is looked at. */
export class PlanScreen extends PageElement {
  static override readonly shows: readonly string[] = [...PageElement.shows, 'request', 'isPrinting'];
  /** The request whose names are shown, by what its files are called after; where it is no longer there, the first. */
  declare request: string;
  /** On paper, every request has its page. */
  declare isPrinting: boolean;
  #connection = new AbortController();

  constructor() {
    super();
    this.request = '';
    this.isPrinting = false;
  }

  override connectedCallback(): void {
    super.connectedCallback();
    this.#connection = new AbortController();
    const { signal } = this.#connection;
    globalThis.addEventListener('beforeprint', () => this.#print(true), { signal });
    globalThis.addEventListener('afterprint', () => this.#print(false), { signal });
  }

  disconnectedCallback(): void {
    this.#connection.abort();
  }

  #print(isPrinting: boolean): void {
    this.isPrinting = isPrinting;
    // The browser does not wait: what is to be on paper has to be there now.
    this.performUpdate();
  }

  protected override view(): Content {
    const { deployment } = this.state;
    if (!deployment) return html`${screenHeading('plan')} ${emptyScreen('plan', this.desk)}`;
    const { plan } = deployment;
    return html`${screenHeading('plan', {
      ...(plan && { summary: summaryOf(plan) }),
      actions: html`<button type="button" @click=${() => globalThis.print()}>${text('plan.print')}</button>`,
    })}
    ${plan && this.isPrinting ? printView(plan, this.state.at, this.desk) : nothing} ${this.#body(deployment)}`;
  }

  #body(deployment: OpenDeployment): Content {
    const question = versionPanel(deployment, this.desk);
    if (question !== nothing) return question;
    const form = formOf(deployment, this.desk);
    return form ? this.#form(form, deployment) : fileMistakes(deployment);
  }

  #form(form: Form, { plan }: OpenDeployment): TemplateResult {
    const { desk } = this;
    return html`${errorSummary(form)} ${spokenVerdict(spokenOfPlan(form))}
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
                () =>
                  html`${nameLists.map((list) => nameListField(form, list))} ${clusterFields(form)}
                  ${carriedHint(form)}`,
                desk,
              )}
            </div>
          </section>
        </div>
        <div class="plan-result">
          <section class="panel numbered">
            <h2>${text('plan.step.preview')}</h2>
            ${guarded(() => previewPanel(plan, this.request, (name) => (this.request = name), desk), desk)}
          </section>
          ${guarded(() => planFindings(form), desk)}
        </div>
      </div>
      <section class="panel numbered plan-create">
        <h2>${text('plan.step.create')}</h2>
        <create-panel .state=${this.state} .desk=${desk}></create-panel>
      </section>`;
  }
}

function carriedHint({ draft }: Form): TemplateResult | typeof nothing {
  const keys = carriedKeys(draft);
  return keys.length === 0
    ? nothing
    : html`<p class="hint carried">${text('plan.carried', { keys: keys.join(', ') })}</p>`;
}

function summaryOf({ requests }: Plan): string {
  const names = requests.reduce((sum, request) => sum + request.names.length, 0);
  return text('plan.summary', {
    requests: text('plan.requests', { n: requests.length }),
    names: text('plan.names', { n: names }),
  });
}
