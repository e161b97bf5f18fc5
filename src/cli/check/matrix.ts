import {
  altNameText,
  type CheckedItem,
  type CheckReport,
  type PeerPlan,
  type Plan,
  type PlannedName,
  type Verdict,
  type VerdictService,
} from '../../lib/index.ts';
import { lineWidth, table, toned, type Line, type Span } from '../render/line.ts';
import type { View } from '../report.ts';
import { daysLeft, serviceName, shortNames } from './words.ts';

type Cell = string | Span;
type Row = readonly Cell[];

/** Peers beside each other; as many as fit into a line. */
const columnsOfText = 110;
/** Of more peers only those are shown that are not simply good, and of those the first so many. */
const most = 24;

/** cli.md, `check`: a column for each peer, a row for each question. */
export function matrixLines(plan: Plan, report: CheckReport, at: Date, view: View): Line[] {
  const facts = peerFacts(plan, report, view);
  const isTold = ({ item, errors }: PeerFacts): boolean => item === undefined || errors > 0;
  const told = facts.length > most ? facts.filter(isTold) : facts;
  const shown = view.verbose ? told : told.slice(0, most);
  const good = facts.length - told.length;
  const left = told.length - shown.length;
  const context: MatrixContext = {
    short: shortNames(plan.peers.map(({ peer }) => peer)),
    services: [...new Set(report.services.map(({ service }) => service))],
    verdicts: new Map(report.services.map((each) => [`${each.peer} ${each.service}`, each.verdict])),
    at,
  };
  const lines = chunks(shown, context).flatMap((group, number) => [
    ...(number > 0 ? [''] : []),
    ...table(rowsOf(group, context), '  '),
  ]);
  return [
    ...lines,
    ...(left > 0 ? [`  ${left} more peers with errors or without a certificate (all: -v)`] : []),
    ...(good > 0 ? [`  ${good} peers with a certificate and without errors are not shown`] : []),
  ];
}

/** What every cell is made from. */
interface MatrixContext {
  readonly short: ReadonlyMap<string, string>;
  readonly services: readonly VerdictService[];
  readonly verdicts: ReadonlyMap<string, Verdict>;
  readonly at: Date;
}

interface PeerFacts {
  readonly peer: PeerPlan;
  readonly item: CheckedItem | undefined;
  readonly errors: number;
  readonly warnings: number;
  /** Names of the certificate, in lower case. */
  readonly names: ReadonlySet<string>;
}

function peerFacts({ peers }: Plan, { items, findings }: CheckReport, { waiverOf }: View): PeerFacts[] {
  const certificates = new Map<string, CheckedItem>();
  for (const item of items) {
    if (item.kind === 'certificate' && item.store === 'server' && item.peer !== undefined)
      certificates.set(item.peer, item);
  }
  const counts = new Map<string, { errors: number; warnings: number }>();
  for (const finding of findings) {
    const { peer } = finding.subject;
    if (peer === undefined || waiverOf(finding)) continue;
    const count = counts.get(peer) ?? { errors: 0, warnings: 0 };
    if (finding.severity === 'error') count.errors++;
    if (finding.severity === 'warning') count.warnings++;
    counts.set(peer, count);
  }
  return peers.map((peer) => {
    const item = certificates.get(peer.peer);
    const { errors = 0, warnings = 0 } = counts.get(peer.peer) ?? {};
    return { peer, item, errors, warnings, names: new Set(item?.names?.map((name) => name.toLowerCase())) };
  });
}

function chunks(facts: readonly PeerFacts[], { short }: MatrixContext): PeerFacts[][] {
  const widest = Math.max(9, ...facts.map(({ peer }) => lineWidth(short.get(peer.peer)!)));
  const size = Math.max(1, Math.floor((columnsOfText - 40) / (widest + 2)));
  const groups: PeerFacts[][] = [];
  for (let at = 0; at < facts.length; at += size) groups.push(facts.slice(at, at + size));
  return groups;
}

function rowsOf(group: readonly PeerFacts[], context: MatrixContext): Row[] {
  const { short, at } = context;
  const each = (cell: (facts: PeerFacts) => Cell): Cell[] => group.map(cell);
  return [
    ['', '', ...each(({ peer }) => toned('strong', short.get(peer.peer)!))],
    ['certificate', '', ...each(stateCell)],
    ...nameRows(group),
    ['days left', '', ...each(({ item }) => (item ? String(daysLeft(item, at) ?? '–') : '–'))],
    ['chain complete', '', ...each(({ item }) => (!item ? '–' : item.chain ? 'yes' : '?'))],
    ['trusted by the lists', '', ...each(trustCell)],
    ...serviceRows(group, context),
  ];
}

function stateCell({ item, errors, warnings }: PeerFacts): Cell {
  if (!item) return toned('error', 'none');
  if (errors > 0) return toned('error', 'error');
  return warnings > 0 ? toned('warning', 'warning') : toned('good', 'ok');
}

function trustCell({ item }: PeerFacts): Cell {
  const answers = item?.trustedBy ?? [];
  if (!item) return '–';
  if (answers.some(({ answer }) => answer === 'no')) return toned('error', 'no');
  return answers.length > 0 && answers.every(({ answer }) => answer === 'yes') ? toned('good', 'yes') : '?';
}

/** A row for each name that any of the peers needs; own and cluster names share a row each. */
function nameRows(group: readonly PeerFacts[]): Row[] {
  const labels = new Map<string, string>();
  for (const { peer } of group) for (const name of peer.names) labels.set(labelOf(name), labelOf(name));
  return [...labels.keys()].map((label, number) => [
    number === 0 ? 'names' : '',
    label,
    ...group.map(({ peer, item, names }): Cell => {
      const planned = peer.names.find((name) => labelOf(name) === label);
      if (!planned) return '';
      if (!item) return '–';
      return names.has(altNameText(planned).toLowerCase()) ? toned('good', '✓') : toned('error', '✗');
    }),
  ]);
}

function labelOf(name: PlannedName): string {
  const kinds = name.reasons.map(({ kind }) => kind);
  if (kinds.includes('peer')) return 'this peer';
  if (kinds.includes('cluster')) return 'cluster name';
  const text = altNameText(name).replace(/^DNS:/, '');
  return text.length > 30 ? `${text.slice(0, 29)}…` : text;
}

function serviceRows(group: readonly PeerFacts[], { services, verdicts }: MatrixContext): Row[] {
  const tones = { yes: 'good', no: 'error', 'not known': 'faint' } as const;
  return services.map((service, number) => [
    number === 0 ? 'will it work?' : '',
    serviceName(service),
    ...group.map(({ peer }): Cell => {
      const verdict = verdicts.get(`${peer.peer} ${service}`);
      return verdict === undefined ? '' : toned(tones[verdict], verdict === 'not known' ? '?' : verdict);
    }),
  ]);
}
