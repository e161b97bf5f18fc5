import { html, nothing, type TemplateResult } from 'lit';
import { storedZip } from '../../lib/front.ts';
import type { PeerPlan } from '../../lib/index.ts';
import type { Desk } from '../desk.ts';
import { contentKey } from '../make-requests.ts';
import { goToScreen } from '../navigation.ts';
import { unsavedKeys, type MadeRequest } from '../state/key-making.ts';
import { csrsSaved, forgetMade, keySaved } from '../state/keys.ts';
import type { State } from '../state/state.ts';
import { text } from '../texts/text.ts';

/** What was made, one row for each peer. A key is handed to the browser once, and then it is gone from here. */
export function madeRequests(peers: readonly PeerPlan[], { keys }: State, desk: Desk): TemplateResult {
  const contents = new Map(peers.map((peer) => [peer.peer, contentKey(peer)]));
  return html`<div class="made">
    <h3 class="made-head" tabindex="-1">${text('create.table')}</h3>
    <ul>
      ${keys.made.map((made) => madeRow(made, contents.get(made.peer) === made.content, desk))}
    </ul>
    <div class="actions">
      <button type="button" @click=${() => saveAll(keys.made, desk)}>${text('create.allCsrs')}</button>
      <button type="button" @click=${() => checkThem(keys.made, desk)}>${text('create.check')}</button>
      <button type="button" @click=${() => discard(unsavedKeys(keys), desk)}>${text('create.again')}</button>
    </div>
  </div>`;
}

const csrName = (peer: string): string => `${peer}.csr.pem`;

const madeRow = (
  { peer, csr, key, isEncrypted }: MadeRequest,
  isCurrent: boolean,
  desk: Desk,
): TemplateResult =>
  html`<li>
    <span class="mono" translate="no">${peer}</span>
    <span class="hint">${text(isEncrypted ? 'create.keyEncrypted' : 'create.keyPlain')}</span>
    <span class="actions">
      <button
        type="button"
        aria-label=${text('create.csrOf', { peer })}
        @click=${() => {
          desk.save(csrName(peer), csr, 'application/x-pem-file');
          desk.change(csrsSaved([peer]));
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
              aria-label=${text('create.keyOf', { peer })}
              @click=${() => {
                desk.save(`${peer}.key.pem`, key, 'application/x-pem-file');
                desk.change(keySaved(peer));
              }}
            >
              ${text('create.key')}
            </button>`
      }
    </span>
    ${isCurrent ? nothing : html`<p class="field-error">${text('create.outdated')}</p>`}
  </li>`;

const octets = (text: string): Uint8Array => new TextEncoder().encode(text);

function saveAll(made: readonly MadeRequest[], desk: Desk): void {
  const files = Object.fromEntries(made.map(({ peer, csr }) => [csrName(peer), octets(csr)]));
  desk.save('csrs.zip', storedZip(files), 'application/zip');
  desk.change(csrsSaved(made.map(({ peer }) => peer)));
}

function checkThem(made: readonly MadeRequest[], desk: Desk): void {
  desk.open(made.map(({ peer, csr }) => ({ path: csrName(peer), bytes: octets(csr) })));
  goToScreen('csr');
}

function discard(unsaved: number, desk: Desk): void {
  if (unsaved > 0 && !globalThis.confirm(text('create.discardKeys', { n: unsaved }))) return;
  desk.change(forgetMade);
}
