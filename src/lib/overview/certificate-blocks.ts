import type { CheckedItem, CheckReport, NotChecked, ReportFinding } from '../check/report.ts';

/** A certificate with what was found about it and what goes with it: its key, its place in the fleet. */
export interface CertificateBlock {
  readonly item: CheckedItem;
  readonly findings: readonly ReportFinding[];
  readonly questions: readonly NotChecked[];
}

/** A block for each certificate, and what is about none of them. */
export interface Blocks {
  readonly blocks: readonly CertificateBlock[];
  readonly others: readonly ReportFinding[];
  readonly questions: readonly NotChecked[];
}

/** An Expressway's certificate, or one of another product. */
export const isJudged = ({ kind }: CheckedItem): boolean =>
  kind === 'certificate' || kind === 'node-certificate' || kind === 'other-certificate';

/** Peers whose certificate it is. */
export const peersOf = ({ peer, sharedWith = [] }: CheckedItem): string[] =>
  peer === undefined ? [] : [peer, ...sharedWith];

/** Peers of which it says anything: those that have it, or may have it. */
export const peersAskedBy = (item: CheckedItem): string[] => [...peersOf(item), ...(item.couldBe ?? [])];

/** Each finding and each question stands with the certificate it is about, else with that of its peer. */
export function blocksOf({
  items,
  findings,
  notChecked,
}: Pick<CheckReport, 'items' | 'findings' | 'notChecked'>): Blocks {
  const certificates = items.filter(isJudged);
  const blocks = new Map(
    certificates.map((item) => [
      item.id,
      { item, findings: [] as ReportFinding[], questions: [] as NotChecked[] },
    ]),
  );
  const idOfPeer = new Map<string | undefined, string>();
  const idInFile = new Map<string | undefined, string>();
  for (const item of [...certificates].reverse()) {
    idInFile.set(item.file, item.id);
    if (item.store === 'server' || item.store === 'client')
      for (const peer of peersOf(item)) idOfPeer.set(peer, item.id);
  }
  const others: ReportFinding[] = [];
  for (const finding of findings) {
    const block = blocks.get(finding.item ?? '') ?? blocks.get(idOfPeer.get(finding.subject.peer) ?? '');
    (block?.findings ?? others).push(finding);
  }
  const questions: NotChecked[] = [];
  for (const question of notChecked) {
    const { peer, file } = question;
    const block = blocks.get((peer === undefined ? idInFile.get(file) : idOfPeer.get(peer)) ?? '');
    (block?.questions ?? questions).push(question);
  }
  return { blocks: [...blocks.values()], others, questions };
}
