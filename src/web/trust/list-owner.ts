import { html, nothing, type TemplateResult } from 'lit-html';
import { declaredReaders } from '../../lib/front.ts';
import type { CheckedItem, Verdict } from '../../lib/index.ts';
import type { Desk } from '../desk.ts';
import type { Content } from '../element.ts';
import { takeChosen } from '../parts/drop-area.ts';
import { statusText } from '../parts/icons.ts';
import { setTrustList } from '../state/files.ts';
import type { OpenDeployment } from '../state/open-deployment.ts';
import type { State } from '../state/state.ts';
import { serviceName, text } from '../texts/text.ts';
import type { ListView } from './list-views.ts';
import { readers } from './readers.ts';

/** Whose list it is, as somebody chose or the deployment file says, and what its reader loses by it. */
export function listOwner(list: ListView, { deployment: open }: State, desk: Desk): TemplateResult {
  const { file, of } = list.item;
  const choose = ({ target }: Event): void => {
    const { value } = target as HTMLSelectElement;
    desk.change(setTrustList(value === '' ? { file } : { file, of: value }));
  };
  return html`<div class="owner">
      <label
        >${text('trust.for')}
        <select translate="no" @change=${choose}>
          <option value="" .selected=${of === undefined}>${text('trust.forNobody')}</option>
          ${readers(open?.deployment).map(
            ([id, label]) => html`<option value=${id} .selected=${id === of}>${label}</option>`,
          )}
        </select></label
      >
      <label class="drop-folder">
        <input
          type="file"
          multiple
          @change=${(event: Event) => takeChosen(event, desk, { isToBeVerified: true })}
        />
        <span>${text('trust.addNeeded')}</span>
      </label>
    </div>
    ${open ? otherOwner(list.item, open) : nothing} ${lost(list, 'no')} ${lost(list, 'not known')}`;
}

function otherOwner({ file, of }: CheckedItem, open: OpenDeployment): Content {
  const declared = open.deployment ? declaredReaders(file, open.deployment) : [];
  if (declared.length === 0 || (of !== undefined && declared.includes(of))) return nothing;
  return html`<p>
    ${statusText('warning', text('trust.otherOwner', { file: open.file, owner: declared.join(', ') }))}
  </p>`;
}

/** What does not work, or may not, because of the list. */
function lost(list: ListView, verdict: Exclude<Verdict, 'yes'>): Content {
  const services = list.services(verdict).map(serviceName).join(', ');
  if (services === '') return nothing;
  return html`<p>
    ${verdict === 'no' ? statusText('error', text('trust.lost', { services })) : statusText('unknown', text('trust.doubt', { services }))}
  </p>`;
}
