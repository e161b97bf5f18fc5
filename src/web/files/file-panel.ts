import { html, nothing, type TemplateResult } from 'lit-html';
import { writePem } from '../../lib/front.ts';
import type { PrivateKeyInfo } from '../../lib/index.ts';
import type { Desk } from '../desk.ts';
import type { Content } from '../element.ts';
import { dropArea } from '../parts/drop-area.ts';
import { statusText, type Status } from '../parts/icons.ts';
import { portionedList } from '../parts/portioned-list.ts';
import { shortened } from '../parts/shortened.ts';
import { focusLater } from '../navigation.ts';
import { addPassphrase, removeAllFiles, removeFile } from '../state/files.ts';
import type { State } from '../state/state.ts';
import { text, worded } from '../texts/text.ts';
import { countedKinds, fileRows, kindsIn, type FileRow, type FileStatus } from './file-rows.ts';
import { passphraseId } from './passphrases.ts';

/** What was opened, what became of each file, and the way to open more. */
export function filePanel(state: State, desk: Desk, dropLabel?: string): TemplateResult {
  const rows = fileRows(state);
  return html`<section class="panel files" aria-labelledby="files-title">
    <h2 id="files-title" tabindex="-1">${text('files.title')}</h2>
    <p class="files-summary" role="status">${rows.length > 0 ? summaryOf(state, rows) : nothing}</p>
    ${rows.length > 0 ? openFiles(state, rows, desk) : nothing} ${dropArea(desk, dropLabel)}
  </section>`;
}

const openFiles = (state: State, rows: readonly FileRow[], desk: Desk): TemplateResult =>
  html`${thingsIn(state)} ${rowList(rows.filter(isTroubled), desk)}
    <details class="files-all" ?open=${!rows.some(isTroubled) && rows.length <= 4}>
      <summary>${text('files.all', { n: rows.length })}</summary>
      ${rowList(
        rows.filter((row) => !isTroubled(row)),
        desk,
      )}
      <button
        type="button"
        @click=${() => {
          desk.change(removeAllFiles);
          desk.say(text('files.allRemoved'));
          focusLater(() => document.querySelector<HTMLElement>('main h1'));
        }}
      >
        ${text('files.removeAll')}
      </button>
    </details>`;

const rowList = (rows: readonly FileRow[], desk: Desk): TemplateResult =>
  portionedList(
    rows,
    (shown) =>
      html`<ul class="file-list">
        ${shown.map((row) => fileRow(row, desk))}
      </ul>`,
  );

const isTroubled = ({ status, lock }: FileRow): boolean =>
  lock !== undefined || status === 'not ours' || status === 'not understood';

const statuses: Readonly<Record<FileStatus, Status>> = {
  read: 'ok',
  partly: 'warning',
  locked: 'warning',
  'not ours': 'unknown',
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
      @click=${({ currentTarget }: Event) => {
        focusAfterRemoval(currentTarget as Element);
        desk.change(removeFile(row.path));
        desk.say(text('files.removed', { file: row.path }));
      }}
    >
      ${text('files.remove')}
    </button>
    ${row.lock ? lockOf(row, desk) : nothing}
    ${row.openedKeys.map((key, at) => plainKeyOf(row.path, key, at, desk))}
  </li>`;

/** An Expressway takes no key with a passphrase. */
function plainKeyOf(path: string, key: PrivateKeyInfo, at: number, desk: Desk): TemplateResult {
  const [, name = path] = /([^/]+?)(?:\.key)?(?:\.[a-z\d]+)?$/i.exec(path) ?? [];
  const file = `${name}${at === 0 ? '' : `-${at + 1}`}.plain.key.pem`;
  const save = () => desk.save(file, writePem('PRIVATE KEY', key.toPkcs8()), 'application/x-pem-file');
  return html`<div class="file-plain-key">
    <button type="button" @click=${save}>${text('files.plainKey')}</button>
    <span class="hint">${text('files.plainKeyHint')}</span>
  </div>`;
}

/** What is next in the list, or else the heading of the files, or of the screen where no file is left. */
function focusAfterRemoval(button: Element): void {
  const row = button.closest('li')!;
  const list = row.parentElement!;
  const at = [...list.children].indexOf(row);
  focusLater(() => {
    const next = list.isConnected ? (list.children[at] ?? list.lastElementChild) : null;
    return (
      next?.querySelector<HTMLElement>('button.link') ??
      document.querySelector<HTMLElement>('#files-title') ??
      document.querySelector<HTMLElement>('main h1')
    );
  });
}

/** Of an archive or bundle how many of each kind before the first few: a key among them is not to be overlooked. */
function whatOf({ what, kinds }: FileRow): string {
  const shown = shortened(what().map(worded), 3, '; ');
  return kinds.length > 1 ? text('files.things', { shown, kinds: kindsText(kinds) }) : shown;
}

function lockOf({ path, lock }: FileRow, desk: Desk): TemplateResult {
  return html`<div class="file-passphrase">
    ${lock === 'unsupported' ? nothing : passphraseField(path, desk)}
    <span id=${lockId(path)} class="hint" role="status">${text(`files.lock.${lock!}`)}</span>
  </div>`;
}

/** Blanks would make several ids of it. */
const lockId = (path: string): string => `lock-${encodeURIComponent(path)}`;

/** No form: the sealed frame submits none. */
const passphraseField = (path: string, desk: Desk): TemplateResult => {
  const open = ({ currentTarget }: Event): void => {
    const field = (currentTarget as Element).closest('.file-passphrase')!.querySelector('input')!;
    if (field.value === '') return;
    desk.change(addPassphrase(field.value));
    field.value = '';
    void afterPassphrase(path, desk);
  };
  return html`<label
      >${text('files.passphrase')}<input
        type="password"
        id=${passphraseId(path)}
        autocomplete="off"
        aria-describedby=${lockId(path)}
        @keydown=${(event: KeyboardEvent) => {
          if (event.key === 'Enter') open(event);
        }}
    /></label>
    <button type="button" @click=${open}>${text('files.open')}</button>`;
};

/** Says whether it opened the file, and goes to the next that is locked, or to the files. */
async function afterPassphrase(path: string, desk: Desk): Promise<void> {
  // The judging begins with the change, and is over when nothing of it is left in the state.
  do await new Promise((resolve) => setTimeout(resolve, 50));
  while (desk.state.judging);
  const own = document.getElementById(passphraseId(path));
  if (!own) desk.say(text('files.opened', { file: path }));
  const next = own ?? document.querySelector<HTMLElement>('.file-passphrase input');
  (next ?? document.querySelector<HTMLElement>('#files-title'))?.focus();
}

function summaryOf({ judgement }: State, rows: readonly FileRow[]): string {
  if (!globalThis.crypto?.subtle) return text('state.noCrypto');
  if (!judgement) return text('state.loading', { n: rows.length });
  const kinds = rows.map(({ status }) => (status === 'not ours' ? 'not understood' : status));
  return text('files.summary', {
    n: rows.length,
    states: counted(countedStates, kinds, (status, n) => text(`files.count.${status}`, { n })),
  });
}

/** What is in the files, counted by itself: an archive or bundle is one file and holds many things. */
function thingsIn({ judgement }: State): Content {
  const kinds = judgement ? kindsIn(judgement.opened) : [];
  if (kinds.length === 0) return nothing;
  return html`<p>${text('files.contents', { things: kindsText(kinds) })}</p>`;
}

const kindsText = (kinds: FileRow['kinds']): string =>
  counted(countedKinds, kinds, (kind, n) => text(`files.kind.${kind}`, { n }));

/** `3 certificates, 1 CSR`: how many there are of each kind, those that there are none of left out. */
const counted = <Kind extends string>(
  order: readonly Kind[],
  kinds: readonly Kind[],
  textOf: (kind: Kind, n: number) => string,
): string =>
  order
    .map((kind) => [kind, kinds.filter((each) => each === kind).length] as const)
    .filter(([, n]) => n > 0)
    .map(([kind, n]) => textOf(kind, n))
    .join(', ');

/** Every file is in one of them. */
const countedStates = ['read', 'partly', 'locked', 'not understood', 'waiting'] as const;
