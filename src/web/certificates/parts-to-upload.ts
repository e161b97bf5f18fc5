import { html, nothing } from 'lit-html';
import { pemOf } from '../../lib/front.ts';
import type { Opened } from '../../lib/index.ts';
import type { Desk } from '../desk.ts';
import type { Content } from '../element.ts';
import type { CertificateThing } from '../state/judgement.ts';
import { text } from '../texts/text.ts';
import type { CertificateView } from './certificate-views.ts';

/** A bundle taken apart as the Expressway takes it: the server certificate alone, and its CAs in one file. */
export function partsToUpload(
  { item, thing, findings }: CertificateView,
  { recognised }: Opened,
  desk: Desk,
): Content {
  const isRefused = findings.some(({ bears = [] }) =>
    bears.some(({ requirement, effect }) => requirement === 'file-accepted' && effect === 'fails'),
  );
  if (!thing || !isRefused) return nothing;
  const name = (item.peer ?? 'server').replace(/[^\w.-]/g, '_');
  const others = recognised.filter(
    (each): each is CertificateThing =>
      each.kind === 'certificate' && each.path === thing.path && each !== thing,
  );
  return html`<div class="actions">
    <button
      type="button"
      @click=${() => desk.save(`${name}.server.pem`, pemOf(thing)!, 'application/x-pem-file')}
    >
      ${text('certificates.serverPart')}
    </button>
    ${
      others.length === 0
        ? nothing
        : html`<button
            type="button"
            @click=${() => desk.save(`${name}.cas.pem`, others.map((each) => pemOf(each)!).join(''), 'application/x-pem-file')}
          >
            ${text('certificates.caPart')}
          </button>`
    }
  </div>`;
}
