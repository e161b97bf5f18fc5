import { html, nothing, type TemplateResult } from 'lit-html';
import { PageElement, type Content } from '../element.ts';
import { statusText } from '../parts/icons.ts';
import { isFramed } from '../surroundings.ts';
import { text } from '../texts/text.ts';
import { attempts, probe } from './attempts.ts';
import { runSelfTest, type Outcome } from './self-test.ts';

/** "How can I be sure?": the claim, and four ways to check it. Keeps the outcomes of the self-test. */
export class SureDialog extends PageElement {
  static override readonly shows: readonly string[] = [...PageElement.shows, 'outcomes', 'isRunning'];
  declare outcomes: readonly Outcome[];
  declare isRunning: boolean;

  constructor() {
    super();
    this.outcomes = [];
    this.isRunning = false;
  }

  show(): void {
    this.querySelector('dialog')?.showModal();
  }

  protected override view(): Content {
    return html`<dialog class="sheet sure" aria-labelledby="sure-title">
      <div class="sheet-head">
        <h2 id="sure-title">${text('sure.title')}</h2>
        <button type="button" @click=${() => this.querySelector('dialog')?.close()}>
          ${text('sure.close')}
        </button>
      </div>
      <p class="lead">${text('sure.claim')}</p>
      ${this.#selfTest()} ${versionPart()} ${offlinePart()} ${notPromised()}
    </dialog>`;
  }

  #selfTest(): TemplateResult {
    const refused = this.outcomes.filter(({ result }) => result === 'refused').length;
    const isDone = this.outcomes.length === attempts.length;
    return html`<section>
      <h3>${text('sure.test')}</h3>
      <p>${text('sure.testHint', { address: probe })}</p>
      <button type="button" class="primary" ?disabled=${this.isRunning} @click=${() => this.#run()}>
        ${text(this.isRunning ? 'sure.running' : 'sure.run')}
      </button>
      <p role="status">${isDone ? text('sure.result', { refused, n: this.outcomes.length }) : nothing}</p>
      ${
        this.outcomes.length === 0
          ? nothing
          : html`<ul class="sure-outcomes">
              ${this.outcomes.map(outcomeRow)}
            </ul>`
      }
    </section>`;
  }

  async #run(): Promise<void> {
    this.isRunning = true;
    this.outcomes = [];
    await runSelfTest(isFramed, (outcome) => (this.outcomes = [...this.outcomes, outcome]));
    this.isRunning = false;
  }
}

function outcomeRow({ label, result, directive, otherwise }: Outcome): TemplateResult {
  const status = {
    refused: statusText('ok', text('sure.refused')),
    'no refusal seen': statusText('warning', text('sure.unseen')),
    'not tried': statusText('unknown', text('sure.notTried')),
  }[result];
  return html`<li>
    <span>${text(label)}</span> ${status}
    <span class="hint">
      ${directive === undefined ? nothing : text('sure.refusedBy', { directive })}
      ${otherwise === undefined ? nothing : text(otherwise)}
      ${result === 'not tried' ? text('sure.notTriedWhy') : nothing}
    </span>
  </li>`;
}

const versionPart = (): TemplateResult =>
  html`<section>
    <h3>${text('sure.version')}</h3>
    <p>${text('sure.versionText', { version: EXPCERT_VERSION, date: EXPCERT_SOURCE_DATE })}</p>
    <p>${text('sure.versionHint')}</p>
    <pre translate="no">
sha256sum expcert.html
shasum -a 256 expcert.html
certutil -hashfile expcert.html SHA256
expcert --version --page-hash</pre>
    <p>${text('sure.scriptHash')}</p>
  </section>`;

const offlinePart = (): TemplateResult =>
  html`<section>
    <h3>${text('sure.offline')}</h3>
    <ul>
      ${(['windows', 'mac', 'linux'] as const).map((system) => html`<li>${text(`sure.offline.${system}`)}</li>`)}
    </ul>
    <p>${text('sure.offlineAll')}</p>
  </section>`;

const notPromised = (): TemplateResult =>
  html`<section>
    <h3>${text('sure.not')}</h3>
    <ul>
      ${(['extensions', 'changed', 'computer', 'memory', 'keys'] as const).map(
        (each) => html`<li>${text(`sure.not.${each}`)}</li>`,
      )}
    </ul>
  </section>`;
