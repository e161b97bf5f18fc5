import { html, nothing, type TemplateResult } from 'lit';
import type { Desk } from '../desk.ts';
import type { Content } from '../element.ts';
import { dropArea } from '../parts/drop-area.ts';
import { statusText, type Status } from '../parts/icons.ts';
import { portionedList } from '../parts/portioned-list.ts';
import { fileLimits, removeAllFiles, removeFile } from '../state/files.ts';
import type { State } from '../state/state.ts';
import { text, worded } from '../texts/text.ts';
import { fileRows, kindCounts, type FileRow, type FileStatus } from './file-rows.ts';
import { passphraseField } from './passphrases.ts';

/** What was opened, what became of each file, and the way to open more. */
export function filePanel(state: State, desk: Desk, dropLabel?: string): TemplateResult {
  const rows = fileRows(state);
  return html`<section
    class="panel files"
    aria-labelledby="files-title"
    aria-busy=${state.judging ? 'true' : 'false'}
  >
    <h2 id="files-title">${text('files.title')}</h2>
    <p class="files-summary" role="status">${summaryOf(state, rows)}</p>
    ${progressOf(state)} ${leftOut(state)}
    ${portionedList(
      rows.filter(isTroubled),
      (shown) =>
        html`<ul class="file-list file-troubles">
          ${shown.map((row) => fileRow(row, desk))}
        </ul>`,
      rowsAtOnce,
    )}
    <details class="files-all" ?open=${!rows.some(isTroubled) && rows.length <= 4}>
      <summary>${text('files.all', { n: rows.length })}</summary>
      ${portionedList(
        rows.filter((row) => !isTroubled(row)),
        (shown) =>
          html`<ul class="file-list">
            ${shown.map((row) => fileRow(row, desk))}
          </ul>`,
        rowsAtOnce,
      )}
      <button type="button" @click=${() => desk.change(removeAllFiles)}>${text('files.removeAll')}</button>
    </details>
    ${dropArea(desk, dropLabel)}
  </section>`;
}

const rowsAtOnce = 100;

const isTroubled = ({ status }: FileRow): boolean => status === 'locked' || status === 'not understood';

const statuses: Readonly<Record<FileStatus, Status>> = {
  read: 'ok',
  partly: 'warning',
  locked: 'warning',
  'not understood': 'error',
  waiting: 'unknown',
};

const fileRow = (row: FileRow, desk: Desk): TemplateResult =>
  html`<li class="file-row">
    <span class="file-path mono" translate="no">${row.path}</span>
    ${statusText(statuses[row.status], text(`files.status.${row.status}`))}
    <span class="file-what">${whatOf(row)}</span>
    <button
      type="button"
      class="link"
      aria-label=${text('files.removeOf', { file: row.path })}
      @click=${() => desk.change(removeFile(row.path))}
    >
      ${text('files.remove')}
    </button>
    ${row.lock ? passphraseField(row, desk) : nothing}
  </li>`;

/** Of an archive or bundle how many of each kind: a key among them is not to be overlooked. */
function whatOf({ what, kinds, why }: FileRow): string {
  const counted = countedTexts(kinds);
  const things = what.length > 2 && counted.length > 0 ? [counted.join(', ')] : what.map(worded);
  const all = [...things, ...why.map(worded)];
  const shown = all.slice(0, 3).join('; ');
  return all.length > 3 ? text('list.andMore', { shown, n: all.length - 3 }) : shown;
}

const countedTexts = (kinds: ReadonlyMap<string, number>): string[] =>
  countedKinds.flatMap((id) => {
    const n = kinds.get(id) ?? 0;
    return n > 0 ? [text(`files.kind.${id}`, { n })] : [];
  });

function summaryOf({ judgement }: State, rows: readonly FileRow[]): string {
  if (!globalThis.crypto?.subtle) return text('state.noCrypto');
  if (!judgement) return text('state.loading', { n: rows.length });
  const states = countedStates.flatMap((status) => {
    const n = rows.filter((row) => row.status === status).length;
    return n > 0 ? [text(`files.count.${status}`, { n })] : [];
  });
  const files = text('files.read', { n: rows.length });
  const things = countedTexts(kindCounts(judgement.opened));
  return things.length > 0
    ? text('files.summaryOfThings', { files, states: states.join(', '), things: things.join(', ') })
    : text('files.summary', { files, states: states.join(', ') });
}

/** Every file is in one of them. */
const countedStates = ['read', 'partly', 'locked', 'not understood', 'waiting'] as const;

const countedKinds = [
  'certificate',
  'ca',
  'certificate-request',
  'private-key',
  'crl',
  'ocsp-response',
] as const;

const progressOf = ({ judging }: State): Content =>
  judging
    ? html`<div class="progress">
        <progress max=${judging.total} .value=${judging.done} aria-label=${text('files.progress')}></progress>
        <span class="hint">${text('state.judging', { done: judging.done, total: judging.total })}</span>
      </div>`
    : nothing;

const leftOut = ({ leftOut: paths }: State): Content =>
  paths.length === 0
    ? nothing
    : html`<details class="files-left-out">
        <summary>
          ${text('drop.tooMuch', {
            n: paths.length,
            files: fileLimits.files,
            size: text('files.megabytes', { n: fileLimits.bytes / 1_000_000 }),
          })}
        </summary>
        <ul>
          ${paths.map((path) => html`<li class="mono" translate="no">${path}</li>`)}
        </ul>
      </details>`;
