import { html, type TemplateResult } from 'lit-html';
import { altNameText, sanTable } from '../../lib/front.ts';
import type { Finding, RequestPlan } from '../../lib/index.ts';
import { findingLink } from '../checks/grouped-findings.ts';
import { lookUp } from '../checks/look-up.ts';
import { dataTable } from '../parts/data-table.ts';
import { byGravity } from '../parts/findings.ts';
import { statusText, type Status } from '../parts/icons.ts';
import { text, worded } from '../texts/text.ts';

/** `alone`: there is no plan to hold it against. */
type NameState = 'as planned' | 'other form' | 'missing' | 'not planned' | 'alone';

export interface NameRow {
  readonly name: string;
  readonly state: NameState;
  /** Why it is planned. */
  readonly reason: string;
  /** What is wrong with it, the gravest first. */
  readonly findings: readonly Finding[];
}

/** The names of a request or certificate beside those of the plan, each with what was found about it. */
export function nameRows(
  names: readonly string[],
  plan: RequestPlan | undefined,
  findings: readonly Finding[],
): NameRow[] {
  const about = lookUp(byGravity(findings), ({ params: { name, found } }) => [keyOf(name), keyOf(found)]);
  const row = (name: string, state: NameState, reason = ''): NameRow => {
    const own = about(keyOf(name));
    const isRewritten = state !== 'as planned' && own.some(({ params: { found } }) => found !== undefined);
    return { name, state: isRewritten ? 'other form' : state, reason, findings: own };
  };
  if (!plan) return names.map((name) => row(name, 'alone'));
  const there = new Set(names.map(keyOf));
  const planned = plan.names.map((each) => {
    const name = altNameText(each);
    const labels = each.reasons.map(({ row: id }) => sanTable.find((known) => known.id === id)!.label);
    const reason = [...new Set(labels)].map(worded).join(' · ');
    return row(name, there.has(keyOf(name)) ? 'as planned' : 'missing', reason);
  });
  const known = new Set(planned.map(({ name }) => keyOf(name)));
  return [
    ...planned,
    ...names.filter((name) => !known.has(keyOf(name))).map((name) => row(name, 'not planned')),
  ];
}

const keyOf = (name: unknown): string | undefined =>
  typeof name === 'string' ? name.toLowerCase() : undefined;

/** How a state is shown where no finding says how grave it is. */
const shown = {
  'as planned': ['ok', 'csr.name.asPlanned'],
  'other form': ['warning', 'csr.name.otherForm'],
  missing: ['error', 'csr.name.missing'],
  'not planned': ['warning', 'csr.name.notPlanned'],
} as const;

/** @param anchor of the request or certificate, below which its findings stand */
export function requestNames(
  names: readonly string[],
  plan: RequestPlan | undefined,
  findings: readonly Finding[],
  anchor: string,
): TemplateResult {
  const rows = nameRows(names, plan, findings);
  const head = ({ name }: NameRow) => html`<code translate="no">${name}</code>`;
  if (plan) {
    return dataTable({
      label: text('csr.names'),
      columns: [text('csr.column.name'), text('csr.column.state'), text('csr.column.reason')],
      rows: rows.map((row) => ({
        head: head(row),
        cells: [stateOf(row, anchor), row.reason === '' ? text('csr.noReason') : row.reason],
      })),
    });
  }
  const isAnyTold = rows.some((row) => row.findings.length > 0);
  return dataTable({
    label: text('csr.namesAlone'),
    columns: [text('csr.column.name'), ...(isAnyTold ? [text('csr.column.finding')] : [])],
    rows: rows.map((row) => ({ head: head(row), cells: isAnyTold ? [stateOf(row, anchor)] : [] })),
  });
}

function stateOf({ state, findings }: NameRow, anchor: string): TemplateResult | string {
  const [gravest] = findings;
  if (state === 'alone' && !gravest) return text('trust.noFinding');
  const [status, id] =
    state === 'alone' ? (['unknown', `finding.${gravest!.severity}`] as const) : shown[state];
  const codes = [...new Set(findings.map(({ code }) => code))];
  return html`<span class="name-state"
    >${statusText(gravest ? (gravest.severity satisfies Status) : status, text(id))}
    ${codes.map((code) => findingLink(anchor, code))}</span
  >`;
}
