import { html, nothing, type TemplateResult } from 'lit-html';
import { live } from 'lit-html/directives/live.js';
import type { Finding, Location } from '../../lib/index.ts';
import type { Content } from '../element.ts';
import { goToScreen } from '../navigation.ts';
import type { OpenDeployment } from '../state/open-deployment.ts';
import { text } from '../texts/text.ts';

const editorId = 'file-text';

export interface EditorEvents {
  onInput(typed: string): void;
  /** The field is left. */
  onChange(typed: string): void;
}

/** The whole text, with the number of each line beside it; lines with a mistake are marked there. */
export function textEditor(
  { file, text: content, findings, deployment }: OpenDeployment,
  { onInput, onChange }: EditorEvents,
): TemplateResult {
  const marked = new Set(deployment ? [] : findings.map(({ locations: [place] }) => place?.line));
  const lines = content.split('\n').length;
  const valueOf = (event: Event): string => (event.target as HTMLTextAreaElement).value;
  return html`<div class="editor">
    <ol class="editor-lines" aria-hidden="true">
      ${Array.from(
        { length: lines },
        (_, at) => html`<li class=${marked.has(at + 1) ? 'is-marked' : ''}>${at + 1}</li>`,
      )}
    </ol>
    <textarea
      id=${editorId}
      aria-label=${text('file.text', { file })}
      aria-describedby="file-hint"
      aria-invalid=${marked.size > 0 ? 'true' : 'false'}
      autocomplete="off"
      autocapitalize="none"
      spellcheck="false"
      translate="no"
      wrap="off"
      rows=${lines + 1}
      .value=${live(content)}
      @input=${(event: Event) => onInput(valueOf(event))}
      @change=${(event: Event) => onChange(valueOf(event))}
    ></textarea>
  </div>`;
}

/** Puts the caret where a mistake is, and selects it as far as it goes on its line. */
function goToPlace(place: Partial<Location>): void {
  const { line = 1, column = 1, endColumn } = place;
  const editor = document.getElementById(editorId) as HTMLTextAreaElement | null;
  if (!editor) return goToScreen('file', () => goToPlace(place));
  const before = editor.value.split('\n').slice(0, line - 1);
  const start = before.reduce((sum, each) => sum + each.length + 1, 0);
  const lineEnd = editor.value.indexOf('\n', start);
  const end = endColumn === undefined ? lineEnd : start + endColumn - 1;
  editor.focus();
  editor.setSelectionRange(start + column - 1, end === -1 ? editor.value.length : end);
  const { lineHeight } = getComputedStyle(editor);
  const top = editor.getBoundingClientRect().top + globalThis.scrollY + (line - 1) * parseFloat(lineHeight);
  globalThis.scrollTo({ top: top - globalThis.innerHeight / 3 });
}

/** Leads to the line of the text that a finding is about, from any screen. */
export function lineButton({ locations: [place] }: Finding): Content {
  const { line } = place ?? {};
  if (!place || line === undefined) return nothing;
  return html`<button type="button" class="link" @click=${() => goToPlace(place)}>
    ${text('file.goToLine', { line })}
  </button>`;
}
