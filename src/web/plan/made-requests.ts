import { html, nothing, type TemplateResult } from 'lit-html';
import { requestName, requestText, storedZip } from '../../lib/front.ts';
import type { RequestPlan } from '../../lib/index.ts';
import type { Desk } from '../desk.ts';
import { contentKey } from '../make-requests.ts';
import { focusLater, goToScreen } from '../navigation.ts';
import { keptKeys, nameOfMade, type KeyMaking, type MadeRequest } from '../state/key-making.ts';
import { csrsSaved, forgetKeys, forgetMade, keysSaved } from '../state/keys.ts';
import type { State } from '../state/state.ts';
import { text } from '../texts/text.ts';

/**
 * What was made, one row for each request. A page cannot see whether a download arrived, so it keeps each key until
 * somebody says that its file is there.
 */
export function madeRequests(requests: readonly RequestPlan[], { keys }: State, desk: Desk): TemplateResult {
  const contents = new Map(requests.map((planned) => [requestName(planned), contentKey(planned)]));
  return html`<div class="made">
    <h3 class="made-head" tabindex="-1">${text('create.table')}</h3>
    <ul>
      ${keys.made.map((made) => madeRow(made, contents.get(nameOfMade(made)) === made.content, desk))}
    </ul>
    ${keys.made.some(({ isEncrypted }) => isEncrypted) ? beforeUpload(keys.made) : nothing}
    <div class="actions">
      ${
        keptKeys(keys) === 0
          ? nothing
          : html`<button type="button" class="primary" @click=${() => saveKeys(keys.made, desk)}>
                ${text('create.allKeys')}
              </button>
              <button type="button" @click=${() => forgetAll(keys, desk)}>
                ${text('create.forgetAll')}
              </button>`
      }
      <button type="button" @click=${() => saveAll(keys.made, desk)}>${text('create.allCsrs')}</button>
      <button type="button" @click=${() => checkThem(keys.made, desk)}>${text('create.check')}</button>
      <button type="button" @click=${() => discard(keptKeys(keys), desk)}>${text('create.again')}</button>
    </div>
  </div>`;
}

/** The way there by hand, for one of them. */
const beforeUpload = ([first]: readonly MadeRequest[]): TemplateResult => {
  const name = nameOfMade(first!);
  return html`<p class="hint">${text('create.beforeUpload')}</p>
    <pre class="raw" tabindex="0" translate="no">
openssl pkey -in ${name}.key.pem -out ${name}.plain.key.pem</pre>`;
};

const csrName = (made: MadeRequest): string => `${nameOfMade(made)}.csr.pem`;

function madeRow(made: MadeRequest, isCurrent: boolean, desk: Desk): TemplateResult {
  const { peer, store = 'server', domain, csr, key, isEncrypted } = made;
  const [name, shown] = [
    nameOfMade(made),
    requestText({ peer, store, ...(domain !== undefined && { domain }) }),
  ];
  return html`<li>
    <span class="mono" translate="no">${shown}</span>
    <span class="hint">${text(isEncrypted ? 'create.keyEncrypted' : 'create.keyPlain')}</span>
    <span class="actions">
      <button
        type="button"
        aria-label=${text('create.csrOf', { peer: shown })}
        @click=${() => {
          desk.save(csrName(made), csr, 'application/x-pem-file');
          desk.change(csrsSaved([name]));
        }}
      >
        ${text('create.csr')}
      </button>
      ${key === undefined ? html`<span class="hint made-gone">${text('create.keyGone')}</span>` : keyActions({ ...made, key }, shown, desk)}
    </span>
    ${isCurrent ? nothing : html`<p class="field-error">${text('create.outdated')}</p>`}
  </li>`;
}

/** The same button before and after, so that it keeps the focus. */
function keyActions(
  { key, isKeySaved, ...made }: MadeRequest & { readonly key: string },
  shown: string,
  desk: Desk,
): TemplateResult {
  const name = nameOfMade(made);
  const file = `${name}.key.pem`;
  return html`<button
      type="button"
      class=${isKeySaved ? '' : 'primary'}
      aria-label=${text(isKeySaved ? 'create.keyAgainOf' : 'create.keyOf', { peer: shown })}
      @click=${() => {
        desk.save(file, key, 'application/x-pem-file');
        desk.change(keysSaved([name]));
      }}
    >
      ${text(isKeySaved ? 'create.keyAgain' : 'create.key')}
    </button>
    ${
      isKeySaved
        ? html`<button
            type="button"
            aria-label=${text('create.isThereOf', { file })}
            @click=${() => forget([name], desk)}
          >
            ${text('create.isThere')}
          </button>`
        : nothing
    }`;
}

function forget(names: readonly string[], desk: Desk): void {
  desk.change(forgetKeys(names));
  desk.say(text('create.forgotten', { n: names.length }));
  focusLater(() => document.querySelector<HTMLElement>('.made-head'));
}

function forgetAll({ made }: KeyMaking, desk: Desk): void {
  const kept = made.filter(({ key }) => key !== undefined);
  const unsaved = kept.filter(({ isKeySaved }) => !isKeySaved).length;
  if (unsaved > 0 && !globalThis.confirm(text('create.forgetUnsaved', { n: unsaved }))) return;
  forget(kept.map(nameOfMade), desk);
}

function saveKeys(made: readonly MadeRequest[], desk: Desk): void {
  const kept = made.filter(({ key }) => key !== undefined);
  const files = Object.fromEntries(kept.map((each) => [`${nameOfMade(each)}.key.pem`, octets(each.key!)]));
  desk.save('keys.zip', storedZip(files), 'application/zip');
  desk.change(keysSaved(kept.map(nameOfMade)));
}

const octets = (text: string): Uint8Array => new TextEncoder().encode(text);

function saveAll(made: readonly MadeRequest[], desk: Desk): void {
  const files = Object.fromEntries(made.map((each) => [csrName(each), octets(each.csr)]));
  desk.save('csrs.zip', storedZip(files), 'application/zip');
  desk.change(csrsSaved(made.map(nameOfMade)));
}

function checkThem(made: readonly MadeRequest[], desk: Desk): void {
  desk.open(made.map((each) => ({ path: csrName(each), bytes: octets(each.csr) })));
  goToScreen('csr');
}

function discard(kept: number, desk: Desk): void {
  if (kept > 0 && !globalThis.confirm(text('create.discardKeys', { n: kept }))) return;
  desk.change(forgetMade);
}
