import { html, nothing, type TemplateResult } from 'lit-html';
import { isMadeHere } from '../../lib/front.ts';
import type { Plan, RequestPlan } from '../../lib/index.ts';
import { PageElement, type Content } from '../element.ts';
import { makeRequests } from '../make-requests.ts';
import { focusLater } from '../navigation.ts';
import type { State } from '../state/state.ts';
import { text } from '../texts/text.ts';
import { checkListText } from './check-list.ts';
import { formValuesText } from './form-values.ts';
import { madeRequests } from './made-requests.ts';

const shortestPassphrase = 8;

/** Makes keys and requests, where they are made here. Keeps what is typed of a passphrase only until it is used. */
export class CreatePanel extends PageElement {
  static override readonly shows: readonly string[] = [...PageElement.shows, 'isPlain', 'problem'];
  declare isPlain: boolean;
  declare problem: string;
  #making = new AbortController();

  constructor() {
    super();
    this.isPlain = false;
    this.problem = '';
  }

  protected override view(): Content {
    const { plan, findings } = this.state.deployment ?? {};
    if (!plan) return this.#stage([], true);
    const here = plan.requests.filter(isMadeHere);
    const onBox = plan.requests.length - here.length;
    if (here.length === 0 && this.state.keys.made.length === 0) return this.#onBox(plan);
    const hasErrors = findings?.some(({ severity, waived }) => severity === 'error' && !waived);
    return html`${onBox > 0 ? html`<p>${text('create.mixed', { n: onBox })}</p>` : nothing}
      ${this.#stage(here, hasErrors === true)}
      <div class="actions">${this.#shared(plan)}</div>`;
  }

  #stage(here: readonly RequestPlan[], hasErrors: boolean): Content {
    const { keys } = this.state;
    if (keys.stage === 'making') return this.#progress(keys);
    if (keys.made.length > 0) return madeRequests(here, this.state, this.desk);
    if (!globalThis.crypto?.subtle) return html`<p>${text('state.noCrypto')}</p>`;
    if (hasErrors) return html`<p>${text('create.notYet')}</p>`;
    return html`${
      keys.stage === 'failed'
        ? html`<p class="field-error" role="alert">${text('create.failed', { message: keys.message })}</p>`
        : nothing
    }
    ${this.#order(here)}`;
  }

  #onBox(plan: Plan): TemplateResult {
    return html`<p>${text('create.onBox')}</p>
      <div class="actions">${this.#shared(plan)}</div>`;
  }

  #shared(plan: Plan): TemplateResult {
    return html`<button type="button" @click=${() => this.desk.copy(formValuesText(plan.requests))}>
        ${text('create.allForms', { n: plan.requests.length })}
      </button>
      <button type="button" @click=${() => this.desk.copy(checkListText(plan))}>
        ${text('create.checkList')}
      </button>`;
  }

  #order(here: readonly RequestPlan[]): TemplateResult {
    return html`<div
      class="fields"
      @keydown=${(event: KeyboardEvent) => {
        if (event.key === 'Enter' && (event.target as Element).matches('[type=password]')) this.#start(here);
      }}
    >
      <p>${text('create.here', { n: here.length })}</p>
      ${this.#passphraseFields()}
      <label class="check"
        ><input
          type="checkbox"
          aria-describedby="create-plain-hint"
          .checked=${this.isPlain}
          @change=${(event: Event) => {
            this.isPlain = (event.target as HTMLInputElement).checked;
            // What is typed and then not used would look as if the keys were encrypted with it.
            for (const field of this.#fields) field.value = '';
            this.problem = '';
          }}
        />${text('create.plain')}</label
      >
      <p class="hint" id="create-plain-hint">${text('create.plainHint')}</p>
      ${
        this.problem === ''
          ? nothing
          : html`<p class="field-error" id="create-problem" role="alert">${this.problem}</p>`
      }
      <div class="actions">
        <button type="button" class="primary" @click=${() => this.#start(here)}>
          ${text('create.start', { n: here.length })}
        </button>
      </div>
    </div>`;
  }

  #passphraseFields(): TemplateResult {
    const hasProblem = this.problem !== '';
    const field = (name: 'passphrase' | 'passphraseAgain', hint?: string) =>
      html`<div class="field">
        <label for="create-${name}">${text(`create.${name}`)}</label>
        <input
          id="create-${name}"
          type="password"
          ?disabled=${this.isPlain}
          autocomplete="new-password"
          aria-invalid=${hasProblem ? 'true' : nothing}
          aria-describedby=${[...(hint ? [`create-${name}-hint`] : []), ...(hasProblem ? ['create-problem'] : [])].join(' ') || nothing}
        />
        ${hint === undefined ? nothing : html`<p class="hint" id="create-${name}-hint">${hint}</p>`}
      </div>`;
    return html`<div class="field-pair">
      ${field('passphrase', text('create.passphraseHint'))} ${field('passphraseAgain')}
    </div>`;
  }

  get #fields(): HTMLInputElement[] {
    return [...this.querySelectorAll<HTMLInputElement>('[type=password]')];
  }

  #start(requests: readonly RequestPlan[]): void {
    const fields = this.#fields;
    const [passphrase = '', again = ''] = fields.map(({ value }) => value);
    this.problem = this.isPlain ? '' : passphraseProblem(passphrase, again);
    if (this.problem !== '') {
      fields[0]?.focus();
      return;
    }
    for (const field of fields) field.value = '';
    void this.#make(requests, this.isPlain ? undefined : passphrase);
  }

  async #make(requests: readonly RequestPlan[], passphrase: string | undefined): Promise<void> {
    this.#making = new AbortController();
    const making = makeRequests(requests, passphrase, this.desk, this.#making.signal);
    focusLater(() => this.querySelector('.progress button'));
    await making;
    const { keys } = this.desk.state;
    if (keys.made.length === 0) {
      focusLater(() => this.querySelector('.primary'));
      return;
    }
    this.desk.say(text('create.done', { n: keys.made.length }));
    focusLater(() => this.querySelector('.made-head'));
  }

  #progress({ done, total, peer }: Extract<State['keys'], { stage: 'making' }>): TemplateResult {
    return html`<div class="progress" aria-busy="true">
      <p role="status">${text('create.progress', { done: done + 1, total, peer })}</p>
      <progress max=${total} .value=${done} aria-hidden="true"></progress>
      <button
        type="button"
        @click=${() => {
          this.#making.abort();
          this.desk.say(text('create.stopped'));
        }}
      >
        ${text('state.cancel')}
      </button>
    </div>`;
  }
}

function passphraseProblem(passphrase: string, again: string): string {
  if (passphrase === '') return text('create.passphraseMissing');
  if (passphrase.length < shortestPassphrase) return text('create.passphraseShort');
  return passphrase === again ? '' : text('create.passphraseDiffers');
}
