import { html, nothing, type TemplateResult } from 'lit-html';
import { live } from 'lit-html/directives/live.js';
import type { DraftPath } from '../../lib/front.ts';
import { expectation } from '../parts/findings.ts';
import { statusIcon } from '../parts/icons.ts';
import { fieldId } from '../state/fields.ts';
import { textOf } from '../state/name-lists.ts';
import { text, worded } from '../texts/text.ts';
import type { Form } from './form.ts';

export interface TextField {
  readonly path: DraftPath;
  readonly label: string;
  readonly hint?: string;
  /** A DNS name: no spelling, no capitals, in the type of names. */
  readonly isName?: boolean;
  /** Emptied, the key goes out of the file instead of standing there without a value. */
  readonly isOptional?: boolean;
  readonly suggestions?: readonly string[];
  /** What is meant by what was typed. */
  readonly read?: (typed: string) => string;
}

/** A label, a field, and what is to be said of it. */
export function textField(form: Form, field: TextField) {
  const { path, label, hint, isName, isOptional, suggestions, read = (typed) => typed } = field;
  const id = fieldId(path);
  const shown = textOf(form.draft.valueAt(path));
  return html`<div class="field">
    <label for=${id}>${label}</label>
    <input
      id=${id}
      type="text"
      class=${isName ? 'name' : nothing}
      autocomplete="off"
      spellcheck=${isName ? 'false' : nothing}
      autocapitalize=${isName ? 'none' : nothing}
      list=${suggestions ? `${id}-list` : nothing}
      .value=${live(shown)}
      aria-describedby=${describedBy(form, id, hint !== undefined)}
      aria-invalid=${isInvalid(form, id)}
      @change=${(event: Event) => {
        const input = event.target as HTMLInputElement;
        const value = read(input.value.trim());
        // Read so, it may be what stood there: then nothing else takes the field back.
        input.value = shown;
        form.edit(isOptional && value === '' ? { path, remove: true } : { path, to: value });
      }}
    />
    ${
      suggestions
        ? html`<datalist id="${id}-list">
            ${suggestions.map((each) => html`<option value=${each}></option>`)}
          </datalist>`
        : nothing
    }
    ${hint === undefined ? nothing : html`<p class="hint" id="${id}-hint">${hint}</p>`}
    ${fieldFindings(form, id)}
  </div>`;
}

export interface Choice {
  readonly value: string;
  readonly label: string;
}

export const selectField = (
  form: Form,
  {
    id,
    label,
    value,
    choices,
    set,
  }: {
    readonly id: string;
    readonly label: string;
    readonly value: string;
    readonly choices: readonly Choice[];
    set(value: string): void;
  },
): TemplateResult =>
  html`<div class="field">
    <label for=${id}>${label}</label>
    ${select(form, { id, value, choices, set })} ${fieldFindings(form, id)}
  </div>`;

/** A list to choose from; a value that is none of the choices is shown all the same. */
export function select(
  form: Form,
  {
    id,
    value,
    choices,
    set,
    label,
  }: {
    readonly id: string;
    readonly value: string;
    readonly choices: readonly Choice[];
    readonly label?: string;
    set(value: string): void;
  },
): TemplateResult {
  const isKnown = choices.some((choice) => choice.value === value);
  const all = isKnown ? choices : [{ value, label: value }, ...choices];
  return html`<select
    id=${id}
    aria-label=${label ?? nothing}
    aria-describedby=${describedBy(form, id, false)}
    aria-invalid=${isInvalid(form, id)}
    @change=${(event: Event) => set((event.target as HTMLSelectElement).value)}
  >
    ${all.map(
      (choice) =>
        html`<option value=${choice.value} .selected=${live(choice.value === value)}>
          ${choice.label}
        </option>`,
    )}
  </select>`;
}

/** One of few, all in sight. */
export const radioField = (
  form: Form,
  {
    path,
    label,
    value,
    choices,
    hint,
  }: {
    readonly path: DraftPath;
    readonly label: string;
    readonly value: string;
    readonly choices: readonly Choice[];
    readonly hint?: string;
  },
): TemplateResult => {
  const id = fieldId(path);
  return html`<fieldset id=${id} aria-describedby=${describedBy(form, id, hint !== undefined)}>
    <legend>${label}</legend>
    <div class="choices">
      ${choices.map(
        (choice) =>
          html`<label class="check"
            ><input
              type="radio"
              name=${id}
              .checked=${live(choice.value === value)}
              @change=${() => form.edit({ path, to: choice.value })}
            />${choice.label}</label
          >`,
      )}
    </div>
    ${hint === undefined ? nothing : html`<p class="hint" id="${id}-hint">${hint}</p>`}
    ${fieldFindings(form, id)}
  </fieldset>`;
};

export const describedBy = ({ findingsAt }: Form, id: string, hasHint: boolean) => {
  const ids = [...(hasHint ? [`${id}-hint`] : []), ...(findingsAt.has(id) ? [`${id}-findings`] : [])];
  return ids.length > 0 ? ids.join(' ') : nothing;
};

export const isInvalid = ({ findingsAt }: Form, id: string) =>
  findingsAt.get(id)?.some(({ severity }) => severity === 'error') ? 'true' : nothing;

/** What there is to say of a field, beside it. */
export function fieldFindings({ findingsAt }: Form, id: string) {
  const findings = findingsAt.get(id);
  if (!findings) return nothing;
  return html`<ul class="field-findings" id="${id}-findings">
    ${findings.map(
      (finding) =>
        html`<li class="field-finding status-${finding.severity}">
          ${statusIcon(finding.severity)}
          <div>
            <span class="visually-hidden">${text(`finding.${finding.severity}`)}: </span
            >${worded(finding.message)} ${expectation(finding)}
          </div>
        </li>`,
    )}
  </ul>`;
}
