import { html, nothing, type TemplateResult } from 'lit';
import { declaredReaders, servicesLost } from '../../lib/front.ts';
import type { Deployment } from '../../lib/index.ts';
import type { Desk } from '../desk.ts';
import type { Content } from '../element.ts';
import { takeChosen } from '../parts/drop-area.ts';
import { statusText } from '../parts/icons.ts';
import { setTrustList } from '../state/files.ts';
import type { JudgedList } from '../state/judgement.ts';
import type { OpenDeployment } from '../state/open-deployment.ts';
import type { State } from '../state/state.ts';
import { text } from '../texts/text.ts';

/** Whose list it is, as somebody chose or the deployment file says, and what its reader loses by it. */
export function listOwner(list: JudgedList, { deployment: open }: State, desk: Desk): TemplateResult {
  const { file, of } = list;
  const deployment = open?.deployment;
  const choose = ({ target }: Event): void => {
    const { value } = target as HTMLSelectElement;
    desk.change(setTrustList(value === '' ? { file } : { file, of: value }));
  };
  return html`<div class="owner">
      <label
        >${text('trust.for')}
        <select translate="no" @change=${choose}>
          <option value="" .selected=${of === undefined}>${text('trust.forNobody')}</option>
          ${owners(deployment).map(
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
    ${open ? otherOwner(list, open) : nothing} ${lost(list, deployment)}`;
}

/** The clusters, or without a deployment file the two sides, and the products beside them by the names Cisco gives them. */
const owners = (deployment: Deployment | undefined): (readonly [id: string, label: string])[] => [
  ...(deployment
    ? deployment.clusters.map(({ id, role }) => [id, `${id} (Expressway-${role})`] as const)
    : (['C', 'E'] as const).map((side) => [side, `Expressway-${side}`] as const)),
  ['unifiedCm', 'Unified CM'],
  ['imp', 'IM and Presence Service'],
];

function otherOwner({ file, of }: JudgedList, open: OpenDeployment): Content {
  const declared = open.deployment ? declaredReaders(file, open.deployment) : [];
  if (declared.length === 0 || (of !== undefined && declared.includes(of))) return nothing;
  return html`<p>
    ${statusText('warning', text('trust.otherOwner', { file: open.file, owner: declared.join(', ') }))}
  </p>`;
}

/** Of services that are not in use nobody loses anything. */
function lost({ check, role }: JudgedList, deployment: Deployment | undefined): Content {
  const services = (role ? servicesLost(check.findings, role) : []).filter(
    (service) => !deployment || deployment.services[service],
  );
  if (services.length === 0) return nothing;
  const named = services.map((service) => text(`service.${service}`)).join(', ');
  return html`<p>${statusText('error', text('trust.lost', { services: named }))}</p>`;
}
