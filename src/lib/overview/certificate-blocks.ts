import type { CheckedItem, CheckReport, ReportFinding } from '../check/report.ts';

/** A certificate with what was found about it and what goes with it: its key, its place in the fleet. */
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

/** Peers whose certificate it is. */
export const peersOf = ({ peer, sharedWith = [] }: CheckedItem): string[] => [
  ...(peer === undefined ? [] : [peer]),
  ...sharedWith,
];

/** Each finding stands with the certificate it is about, else with that of its peer. */
export function blocksOf({ items }: Pick<CheckReport, 'items'>, findings: readonly ReportFinding[]): Blocks {
  const certificates = items.filter(isJudged);
  const byId = new Map(certificates.map((item) => [item.id, { item, findings: [] as ReportFinding[] }]));
  const byPeer = new Map<string, string>();
  for (const item of [...certificates].reverse()) {
    if (item.store !== 'server' && item.store !== 'client') continue;
    for (const peer of peersOf(item)) byPeer.set(peer, item.id);
  }
  const others: ReportFinding[] = [];
  for (const finding of findings) {
    const { item = '', subject } = finding;
    const block = byId.get(item) ?? byId.get(byPeer.get(subject.peer ?? '') ?? '');
    (block?.findings ?? others).push(finding);
  }
  return { blocks: [...byId.values()], others };
}
