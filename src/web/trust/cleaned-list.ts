import { html, type TemplateResult } from 'lit';
import { printName, writePem, type TrustListCheck } from '../../lib/index.ts';
import type { Desk } from '../desk.ts';
import type { JudgedList } from '../state/judgement.ts';
import { text } from '../texts/text.ts';

type Entry = TrustListCheck['entries'][number];

/** Nothing would miss these: the same certificate stands above, or it has ended. */
const leavesOut: ReadonlySet<string> = new Set(['trust/duplicate-entry', 'trust/expired', 'trust/revoked']);

/** The list without what is of no use in it; what would be left out is named before anything is saved. */
export function cleanedList({ file, check }: JudgedList, desk: Desk): TemplateResult {
  const useless = uselessEntries(check);
  return html`<details class="fold cleaned">
    <summary>${text('trust.clean')}</summary>
    ${useless.length === 0 ? html`<p>${text('trust.cleanAlready')}</p>` : leftOut(file, check, useless, desk)}
  </details>`;
}

function leftOut(file: string, check: TrustListCheck, useless: readonly Entry[], desk: Desk): TemplateResult {
  const kept = check.entries.filter((entry) => !useless.includes(entry));
  return html`<p>${text('trust.cleanLeavesOut', { n: useless.length })}</p>
    <ul>
      ${useless.map(({ entry, certificate }) => html`<li>${text('trust.entry', { entry })} <span translate="no">${printName(certificate.subject)}</span></li>`)}
    </ul>
    <button
      type="button"
      @click=${() => desk.save(cleanedName(file), kept.map(pemOfEntry).join(''), 'application/x-pem-file')}
    >
      ${text('trust.cleanSave', { n: kept.length })}
    </button>`;
}

function uselessEntries({ entries, findings }: TrustListCheck): Entry[] {
  const places = findings
    .filter(({ code }) => leavesOut.has(code))
    .flatMap(({ code, locations }) => (code === 'trust/duplicate-entry' ? locations.slice(1) : locations));
  return entries.filter(({ file, entry }) =>
    places.some((place) => place.file === file && (place.entry ?? 1) === entry),
  );
}

const pemOfEntry = ({ certificate }: Entry): string =>
  `# ${printName(certificate.subject)}\n${writePem('CERTIFICATE', certificate.der)}`;

const cleanedName = (file: string): string =>
  `${file.slice(file.lastIndexOf('/') + 1).replace(/\.[^.]*$/, '')}.cleaned.pem`;
