import { html, nothing, type TemplateResult } from 'lit-html';
import { formField, hasClientStore, wholeRelease, type DraftPath } from '../../lib/front.ts';
import { focusLater } from '../navigation.ts';
import { newCluster } from '../state/clusters.ts';
import { fieldId } from '../state/fields.ts';
import { textOf } from '../state/name-lists.ts';
import { text } from '../texts/text.ts';
import { fieldFindings, selectField, textField } from './field.ts';
import type { Form } from './form.ts';
import { nameListField } from './name-list.ts';

const roles = ['C', 'E'] as const;

export function clusterFields(form: Form): TemplateResult {
  const id = fieldId(['clusters']);
  return html`<div class="clusters" id=${id} tabindex="-1">
    <h3>${text('field.clusters')}</h3>
    ${fieldFindings(form, id)} ${form.draft.keysAt(['clusters']).map((cluster) => oneCluster(form, cluster))}
    <div class="actions">
      ${roles.map(
        (role) =>
          html`<button type="button" @click=${() => addCluster(form, role)}>
            ${text(`field.addCluster.${role}`)}
          </button>`,
      )}
    </div>
  </div>`;
}

function oneCluster(form: Form, cluster: string): TemplateResult {
  const path = ['clusters', cluster];
  const id = fieldId(path);
  return html`<section class="cluster" id=${id} aria-labelledby="${id}-heading">
    <div class="cluster-head">
      <h4 id="${id}-heading" translate="no">${cluster}</h4>
      <button
        type="button"
        class="plain"
        aria-label=${text('field.removeCluster', { id: cluster })}
        @click=${() => {
          form.edit({ path, remove: true });
          form.desk.say(text('field.removed', { name: cluster }));
          focusLater(() => document.getElementById(fieldId(['clusters'])));
        }}
      >
        <span aria-hidden="true">×</span>
      </button>
    </div>
    ${fieldFindings(form, id)}
    <div class="field-pair">
      ${selectField(form, {
        id: fieldId([...path, 'role']),
        label: text('field.clusters.role'),
        value: textOf(form.draft.valueAt([...path, 'role'])),
        choices: roles.map((role) => ({ value: role, label: text(`field.role.${role}`) })),
        set: (role) => form.edit({ path: [...path, 'role'], to: role }),
      })}
      ${textField(form, {
        path: [...path, 'name'],
        label: text('field.clusters.name'),
        hint: text('field.clusterNameHint'),
        isName: true,
        isOptional: true,
      })}
    </div>
    ${nameListField(form, { path: [...path, 'peers'], label: text('field.clusters.peers') })}
    ${nameListField(form, { path: [...path, 'additionalNames'], label: formField.additional })}
    ${clientField(form, [...path, 'client'])}
  </section>`;
}

const clientChoices = ['', 'copy', 'private', 'public'] as const;
const copyOfServer = 'copy of the server certificate';

/** What goes into the client store, where the release has one; and wherever the file says something of it. */
function clientField(form: Form, path: DraftPath): TemplateResult | typeof nothing {
  const { draft } = form;
  const release =
    textOf(draft.valueAt([...path.slice(0, -1), 'release'])) || textOf(draft.valueAt(['release']));
  const keys = draft.keysAt(path);
  const written = textOf(draft.valueAt(path));
  const isSaid = keys.length > 0 || written !== '';
  if (!isSaid && !(wholeRelease(release) && hasClientStore(wholeRelease(release)!))) return nothing;
  const isCopy = written === copyOfServer || draft.valueAt([...path, 'copyOfServer']) === true;
  const ca = textOf(draft.valueAt([...path, 'ca'])) || textOf(draft.valueAt(['ca'])) || 'private';
  return selectField(form, {
    id: fieldId(path),
    label: text('field.clusters.client'),
    value: isCopy ? 'copy' : keys.length > 0 ? ca : written,
    choices: clientChoices.map((value) => ({
      value,
      label: text(`field.client.${value === '' ? 'unsaid' : value}`),
    })),
    set: (choice) => {
      if (choice === '') form.edit({ path, remove: true });
      else if (choice === 'copy') form.edit({ path, to: copyOfServer });
      else if (keys.length > 0 && !isCopy) form.edit({ path: [...path, 'ca'], to: choice });
      else form.edit({ path, to: { ca: choice } });
    },
  });
}

function addCluster(form: Form, role: 'C' | 'E'): void {
  const { id, edit } = newCluster(form.draft, role);
  form.edit(edit);
  focusLater(() => document.getElementById(fieldId(['clusters', id, 'peers', 0])));
}
