import { html, nothing, type TemplateResult } from 'lit-html';
import { live } from 'lit-html/directives/live.js';
import { focusLater } from '../navigation.ts';
import { fieldId } from '../state/fields.ts';
import {
  addEdits,
  entriesOf,
  entryEdits,
  formatEdit,
  type NameEntry,
  type NameList,
} from '../state/name-lists.ts';
import { pastedNames } from '../state/pasted-names.ts';
import { text } from '../texts/text.ts';
import { describedBy, fieldFindings, isInvalid, select } from './field.ts';
import type { Form } from './form.ts';

/** A list of names with their formats, and a field that takes one more or a whole pasted list. */
export function nameListField(form: Form, list: NameList): TemplateResult {
  const id = fieldId(list.path);
  return html`<fieldset class="name-list" id=${id} aria-describedby=${describedBy(form, id, false)}>
    <legend>${list.label}</legend>
    ${entriesOf(form.draft, list).map((entry, at) => entryRow(form, list, entry, at))} ${addRow(form, list)}
    ${fieldFindings(form, id)}
  </fieldset>`;
}

function entryRow(form: Form, list: NameList, entry: NameEntry, at: number): TemplateResult {
  const path = [...list.path, at];
  const id = fieldId(path);
  const remove = () => {
    form.edit({ path, remove: true });
    form.desk.say(text('field.removed', { name: entry.name }));
    focusLater(() => document.getElementById(addId(list)));
  };
  return html`<div class="name-entry">
    <div class="name-row">
      <input
        id=${id}
        type="text"
        class="name"
        autocomplete="off"
        spellcheck="false"
        autocapitalize="none"
        aria-label=${text('field.entryOf', { label: list.label, n: at + 1 })}
        aria-describedby=${describedBy(form, id, false)}
        aria-invalid=${isInvalid(form, id)}
        .value=${live(entry.name)}
        @change=${(event: Event) => {
          const input = event.target as HTMLInputElement;
          const typed = input.value.trim();
          if (typed === '') return remove();
          // What is read out of it may be what stood there: then nothing else takes the field back.
          input.value = entry.name;
          form.edit(...entryEdits(form.draft, list, at, typed));
        }}
      />
      ${
        list.formats
          ? select(form, {
              id: `${id}-choice`,
              label: text('field.formatOf', { name: entry.name }),
              value: entry.format,
              choices: list.formats.map((format) => ({ value: format, label: format })),
              set: (format) => form.edit(formatEdit(list, at, entry, format)),
            })
          : nothing
      }
      <button
        type="button"
        class="plain"
        aria-label=${text('field.remove', { name: entry.name })}
        @click=${remove}
      >
        <span aria-hidden="true">×</span>
      </button>
    </div>
    ${fieldFindings(form, id)}
  </div>`;
}

const addId = ({ path }: NameList): string => `${fieldId(path)}-add`;

function addRow(form: Form, list: NameList): TemplateResult {
  const id = addId(list);
  const add = (input: HTMLInputElement, added: string) => {
    const names = pastedNames(added, list.formats ?? []);
    if (names.length === 0) return;
    const edits = addEdits(form.draft, list, names);
    input.value = '';
    form.edit(...edits);
    form.desk.say(edits.length === 0 ? text('field.addedNone') : text('field.added', { n: edits.length }));
  };
  return html`<div class="name-row">
    <input
      id=${id}
      type="text"
      class="name"
      autocomplete="off"
      spellcheck="false"
      autocapitalize="none"
      placeholder=${text('field.addHint')}
      aria-label=${text('field.add', { label: list.label })}
      @keydown=${(event: KeyboardEvent) => {
        if (event.key !== 'Enter') return;
        event.preventDefault();
        const input = event.target as HTMLInputElement;
        add(input, input.value);
      }}
      @change=${(event: Event) => {
        const input = event.target as HTMLInputElement;
        add(input, input.value);
      }}
      @paste=${(event: ClipboardEvent) => {
        const pasted = event.clipboardData?.getData('text') ?? '';
        // A field of one line would swallow the line breaks between the names.
        if (!/[\s,;|]/.test(pasted.trim())) return;
        event.preventDefault();
        add(event.target as HTMLInputElement, pasted);
      }}
    />
    <button
      type="button"
      @click=${(event: Event) => {
        const input = (event.currentTarget as Element).parentElement!.querySelector('input')!;
        add(input, input.value);
        input.focus();
      }}
    >
      ${text('field.addButton')}
    </button>
  </div>`;
}
