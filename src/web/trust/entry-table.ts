import { html, type TemplateResult } from 'lit';
import { printName, type Finding, type TrustListCheck } from '../../lib/index.ts';
import { lookUp } from '../checks/look-up.ts';
import { dataTable } from '../parts/data-table.ts';
import { statusText } from '../parts/icons.ts';
import { shortened } from '../parts/shortened.ts';
import type { JudgedList } from '../state/judgement.ts';
import { dateText, text } from '../texts/text.ts';

type Entry = TrustListCheck['entries'][number];

export interface EntryChoice {
  readonly isOnlyFindings: boolean;
  /** Those that hide each other stand together, then the others with findings; else as the file has them. */
  readonly isGrouped: boolean;
}

/** Every entry with what it is used for and what is said of it. */
export function entryTable(
  { check: { entries, findings, needs }, needed }: JudgedList,
  { isOnlyFindings, isGrouped }: EntryChoice,
): TemplateResult {
  const findingsAt = lookUp(findings, ({ locations }) =>
    locations.map(({ file, entry = 1 }) => `${file} ${entry}`),
  );
  const said = ({ file, entry }: Entry): readonly Finding[] => findingsAt(`${file} ${entry}`);
  const needsBy = lookUp([...needs.keys()], (at) => needs[at]!.verifiedBy.map(String));
  const rank = (entry: Entry): number => {
    const duplicate = said(entry).find(({ locations }) => locations.length > 1);
    if (duplicate) return findings.indexOf(duplicate);
    return findings.length + (said(entry).length > 0 ? 0 : 1);
  };
  const shown = isOnlyFindings ? entries.filter((entry) => said(entry).length > 0) : entries;
  const sorted = isGrouped ? [...shown].sort((a, b) => rank(a) - rank(b)) : shown;
  return dataTable({
    kind: 'entries',
    label: text('trust.table'),
    columns: columns.map((column) => text(`trust.column.${column}`)),
    rows: sorted.map((entry) => ({
      head: html`${entry.entry} <span translate="no">${printName(entry.certificate.subject)}</span>`,
      cells: [
        text(kindOf(entry)),
        dateText(new Date(entry.certificate.notAfter)),
        useOf(entry, [...new Set(needsBy(String(entry.entry)).map((at) => needed[at]!))]),
        findingsOf(said(entry)),
      ],
    })),
  });
}

const columns = ['subject', 'kind', 'ends', 'role', 'finding'] as const;

/** Whose certificates it verifies, and which of Unified CM's it is. */
function useOf({ role }: Entry, verified: readonly string[]): TemplateResult {
  const uses = [
    ...(role
      ? [
          html`<span translate="no">${role.role}</span>
            <span class="hint">${text(`trust.guess.${role.from}`)}</span>`,
        ]
      : []),
    ...(verified.length > 0 ? [text('trust.verifies', { names: shortened(verified, 4, ', ') })] : []),
  ];
  return uses.length > 0
    ? html`${uses.map((use) => html`<p>${use}</p>`)}`
    : html`<span aria-hidden="true">–</span><span class="visually-hidden">${text('trust.noRole')}</span>`;
}

const findingsOf = (findings: readonly Finding[]): TemplateResult | string =>
  findings.length === 0
    ? text('trust.noFinding')
    : html`${findings.map(({ code, severity }) => html`<p>${statusText(severity, code)}</p>`)}`;

const kindOf = ({ isServer, isSelfSigned }: Entry) =>
  !isServer ? 'trust.kind.ca' : isSelfSigned === true ? 'trust.kind.selfSigned' : 'trust.kind.server';
