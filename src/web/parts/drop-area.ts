import { html, type TemplateResult } from 'lit-html';
import type { Desk, TakeOptions } from '../desk.ts';
import { chosenFiles, droppedFiles } from '../read-files.ts';
import { text } from '../texts/text.ts';

/**
 * Where files come in: dropped, chosen (the whole area is the label of a file chooser, so keyboard and speech reach
 * it), or pasted as text.
 */
export const dropArea = (desk: Desk, label: string = text('drop.label')): TemplateResult =>
  html`<div class="drop">
    <label
      class="drop-area"
      @dragover=${(event: DragEvent) => highlight(event, true)}
      @dragleave=${(event: DragEvent) => highlight(event, false)}
      @drop=${async (event: DragEvent) => {
        highlight(event, false);
        event.stopPropagation();
        if (!event.dataTransfer) return;
        const { files, closedFolders } = await droppedFiles(event.dataTransfer);
        await desk.take(files, { closedFolders });
      }}
    >
      <input type="file" multiple @change=${(event: Event) => takeChosen(event, desk)} />
      <span>${label}</span>
    </label>
    <label class="drop-folder">
      <input type="file" webkitdirectory @change=${(event: Event) => takeChosen(event, desk)} />
      <span>${text('drop.folder')}</span>
    </label>
    <details class="drop-paste">
      <summary>${text('drop.paste')}</summary>
      <div class="drop-pasted">
        <label
          >${text('drop.pasteLabel')}<textarea rows="6" spellcheck="false" translate="no"></textarea>
        </label>
        <button
          type="button"
          @click=${({ currentTarget }: Event) => {
            const field = (currentTarget as Element).parentElement!.querySelector('textarea')!;
            if (field.value.trim() === '') return;
            desk.open([{ path: pastedName(desk), bytes: new TextEncoder().encode(field.value) }]);
            field.value = '';
          }}
        >
          ${text('drop.pasteRead')}
        </button>
      </div>
    </details>
  </div>`;

/** Reads what was chosen, as if it had been dropped. */
export async function takeChosen({ currentTarget }: Event, desk: Desk, options?: TakeOptions): Promise<void> {
  const input = currentTarget as HTMLInputElement;
  await desk.take(chosenFiles(input.files), options);
  // Choosing the same file again is a change, too.
  input.value = '';
}

function highlight(event: DragEvent, isOver: boolean): void {
  event.preventDefault();
  (event.currentTarget as Element).classList.toggle('is-over', isOver);
}

/** A name that no open file has. */
function pastedName({ state: { files } }: Desk): string {
  const taken = new Set(files.map(({ path }) => path));
  for (let n = 1; ; n++) {
    const name = text('drop.pasted', { n });
    if (!taken.has(name)) return name;
  }
}
