import { html, nothing, type TemplateResult } from 'lit';
import { requestName, requestText, storedZip } from '../../lib/front.ts';
import type { RequestPlan } from '../../lib/index.ts';
import type { Desk } from '../desk.ts';
import { contentKey } from '../make-requests.ts';
import { goToScreen } from '../navigation.ts';
import { nameOfMade, unsavedKeys, type MadeRequest } from '../state/key-making.ts';
import { csrsSaved, forgetMade, keySaved } from '../state/keys.ts';
import type { State } from '../state/state.ts';
import { text } from '../texts/text.ts';

/** What was made, one row for each request. A key is handed to the browser once, and then it is gone from here. */
export function madeRequests(requests: readonly RequestPlan[], { keys }: State, desk: Desk): TemplateResult {
  const contents = new Map(requests.map((planned) => [requestName(planned), contentKey(planned)]));
  return html`<div class="made">
    <h3 class="made-head" tabindex="-1">${text('create.table')}</h3>
    <ul>
      ${keys.made.map((made) => madeRow(made, contents.get(nameOfMade(made)) === made.content, desk))}
    </ul>
    <div class="actions">
      <button type="button" @click=${() => saveAll(keys.made, desk)}>${text('create.allCsrs')}</button>
      <button type="button" @click=${() => checkThem(keys.made, desk)}>${text('create.check')}</button>
      <button type="button" @click=${() => discard(unsavedKeys(keys), desk)}>${text('create.again')}</button>
    </div>
  </div>`;
}

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
      ${
        key === undefined
          ? html`<span class="hint made-gone">${text('create.keyGone')}</span>`
          : html`<button
              type="button"
              class="primary"
              aria-label=${text('create.keyOf', { peer: shown })}
              @click=${() => {
                desk.save(`${name}.key.pem`, key, 'application/x-pem-file');
                desk.change(keySaved(name));
              }}
            >
              ${text('create.key')}
            </button>`
      }
    </span>
    ${isCurrent ? nothing : html`<p class="field-error">${text('create.outdated')}</p>`}
  </li>`;
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

function discard(unsaved: number, desk: Desk): void {
  if (unsaved > 0 && !globalThis.confirm(text('create.discardKeys', { n: unsaved }))) return;
  desk.change(forgetMade);
}
