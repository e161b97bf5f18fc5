import {
  productNames,
  questionText,
  serviceText,
  verdictOnceRewritten,
  type ReasonTexts,
} from '../../lib/front.ts';
import type { CheckedItem, CheckReport, NotChecked, ReportFinding, ServiceVerdict } from '../../lib/index.ts';
import { shortSubject, validityText, verdictCells } from '../check/words.ts';
import type { View } from '../program/report.ts';
import { judgedLines, openLines } from '../render/judged-lines.ts';
import { table, toned, type Line, type Span, type Tone } from '../render/line.ts';
import { wrapped } from '../render/wrap.ts';

export interface CertificateBlock {
  readonly item: CheckedItem;
  readonly findings: readonly ReportFinding[];
}

/** A block for each certificate, and the findings that are about none of them. */
export interface Blocks {
  readonly blocks: readonly CertificateBlock[];
  readonly others: readonly ReportFinding[];
}

/** An Expressway's certificate, or one of another product. */
export const isJudged = ({ kind }: CheckedItem): boolean =>
  kind === 'certificate' || kind === 'node-certificate' || kind === 'other-certificate';

/** Each finding stands with the certificate it is about, else with that of its peer. */
export function blocksOf({ items }: Pick<CheckReport, 'items'>, findings: readonly ReportFinding[]): Blocks {
  const certificates = items.filter(isJudged);
  const byId = new Map(certificates.map((item) => [item.id, { item, findings: [] as ReportFinding[] }]));
  const byPeer = new Map<string, string>();
  for (const { id, peer, sharedWith = [], store } of [...certificates].reverse()) {
    if (store !== 'server' && store !== 'client') continue;
    for (const each of [...(peer === undefined ? [] : [peer]), ...sharedWith]) byPeer.set(each, id);
  }
  const others: ReportFinding[] = [];
  for (const finding of findings) {
    const { item = '', subject } = finding;
    const block = byId.get(item) ?? byId.get(byPeer.get(subject.peer ?? '') ?? '');
    (block?.findings ?? others).push(finding);
  }
  return { blocks: [...byId.values()], others };
}

export interface CertificateContext {
  /** Of each peer. */
  readonly services: ReadonlyMap<string, readonly ServiceVerdict[]>;
  /** Of each file. */
  readonly notChecked: ReadonlyMap<string | undefined, readonly NotChecked[]>;
  readonly reasons: ReasonTexts;
  /** Ids of findings about certificates. */
  readonly aboutCertificates: ReadonlySet<string>;
  readonly at: Date;
  readonly view: View;
  readonly hasDeployment: boolean;
}

/** One certificate: what it is, will it work, what was found, what was not checked. */
export function certificateLines({ item, findings }: CertificateBlock, context: CertificateContext): Line[] {
  const { view } = context;
  if (view.quiet && findings.length === 0) return [];
  const entry = item.entry === undefined ? '' : `, entry ${item.entry}`;
  const heading: Line = [toned('strong', `${item.file}${entry}`), `   ${whose(item, context.hasDeployment)}`];
  if (view.quiet) return [heading, ...judgedLines(findings, view)];
  return [
    heading,
    ...factLines(item, context.at),
    ...serviceLines(item, context),
    ...judgedLines(findings, view),
    ...openLines(questionsAbout(item, context)),
  ];
}

function whose(item: CheckedItem, hasDeployment: boolean): string {
  const { kind, role = '', cluster, peer, matchedBy, store, product } = item;
  const owner =
    product === undefined ? 'Unified CM, IM and Presence or Unity Connection' : productNames[product];
  if (kind === 'node-certificate') return `${role}${role === '' ? '' : ' '}certificate of ${owner}`;
  if (kind === 'other-certificate') return `a certificate of ${owner}: no rule for an Expressway was asked`;
  if (store === 'older') return 'an older certificate: a newer one of the same peer is here';
  if (store === 'next') return 'comes next: it has not begun, and another of the same peer has';
  if (peer === undefined)
    return hasDeployment ? 'no peer of the deployment' : 'no deployment file to compare with';
  const by = {
    names: 'matched by names',
    key: 'known by its key',
    choice: '--peer',
    file: 'called after it',
  };
  const what = store === 'client' ? ', client certificate' : '';
  return `${cluster} / ${peer} (${by[matchedBy ?? 'names']}${what})`;
}

function factLines(item: CheckedItem, at: Date): Line[] {
  const { subject = '', serial = '', key = '', chain, plannedNames } = item;
  const rows = [
    [
      'server',
      `${subject === '' ? 'no subject' : subject}   ${key}   serial ${serial}   ${validityText(item, at)}`,
    ],
    ...(chain ? [['chain', `${chain.map(shortSubject).join(' → ')}   complete`]] : []),
    ...(plannedNames
      ? [['names', `${plannedNames.present} of ${plannedNames.planned} planned names present`]]
      : []),
  ];
  return rows.flatMap(([label = '', text = '']) =>
    wrapped(text, 98).map((line, number) => `  ${(number === 0 ? label : '').padEnd(8)}${line}`),
  );
}

const tones: Readonly<Record<string, Tone>> = { yes: 'good', no: 'error', 'not known': 'faint' };

function serviceLines({ peer, store }: CheckedItem, context: CertificateContext): Line[] {
  const { services, reasons, aboutCertificates } = context;
  const own = store === 'server' && peer !== undefined ? (services.get(peer) ?? []) : [];
  if (own.length === 0) return [];
  const rows = own.map((each): (string | Span)[] => {
    const [verdict, reason] = verdictCells(each, reasons);
    const after = verdictOnceRewritten(each, (id) => aboutCertificates.has(id));
    const words = after === undefined ? reason : `as it is (${reason}); ${after} after --write-parts`;
    return [serviceText(each.service), toned(tones[verdict] ?? 'faint', verdict), words];
  });
  return ['', '  Will it work?', ...table(rows, '    '), ''];
}

const questionsAbout = ({ file, peer, store }: CheckedItem, { notChecked }: CertificateContext): string[] =>
  store === 'older' || store === 'next'
    ? []
    : (notChecked.get(file) ?? [])
        .filter((question) => peer === undefined || question.peer === peer)
        .map(questionText);
