import { html, nothing } from 'lit-html';
import type { Desk } from '../desk.ts';
import type { Content } from '../element.ts';
import { takeAsCurrentVersion, versionName } from '../state/deployment.ts';
import { textOf } from '../state/name-lists.ts';
import type { OpenDeployment } from '../state/open-deployment.ts';
import { text } from '../texts/text.ts';

/** A file of another version: what would change, and the question whether it may. */
export function versionPanel({ draft, file }: OpenDeployment, desk: Desk): Content {
  const version = draft?.valueAt(['version']);
  if (!draft || version === 1) return nothing;
  const shown = textOf(version);
  if (Number(version) > 1)
    return html`<section class="panel version-panel">
      <p>${text('file.versionNewer', { version: shown })}</p>
    </section>`;
  return html`<section class="panel version-panel">
    <p>${shown === '' ? text('file.versionNone') : text('file.versionOther', { version: shown })}</p>
    <p>${text('file.versionChange', { line: 'version: 1', file: versionName(file) })}</p>
    <button type="button" @click=${() => desk.change(takeAsCurrentVersion)}>
      ${text('file.versionTake')}
    </button>
  </section>`;
}
