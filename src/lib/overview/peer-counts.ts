import type { VerdictService } from '../verdict/services.ts';
import type { Coverage, PeerState } from './coverage.ts';

/** How many peers stand how. Every number is one of cells of the coverage, so that both say the same. */
export type PeerCounts = {
  readonly peers: number;
  readonly certificates: Readonly<Record<PeerState, number>>;
  /** Services that will not work, and on how many peers; those that fail on as many stand together. */
  readonly failing: readonly { readonly services: readonly VerdictService[]; readonly peers: number }[];
  /** Peers with a certificate of which some verdict is not known. */
  readonly open: number;
};

export function countPeers({ peers, services }: Coverage): PeerCounts {
  const certificates = { ok: 0, warning: 0, error: 0, undecided: 0, none: 0 };
  for (const { state } of peers) certificates[state]++;
  const failing = new Map<number, VerdictService[]>();
  for (const { service, verdicts } of services) {
    const n = verdicts.filter((verdict) => verdict === 'no').length;
    if (n > 0) failing.set(n, [...(failing.get(n) ?? []), service]);
  }
  const isOpen = (at: number): boolean => services.some(({ verdicts }) => verdicts[at] === 'not known');
  return {
    peers: peers.length,
    certificates,
    failing: [...failing].map(([n, which]) => ({ services: which, peers: n })),
    open: peers.filter(({ state }, at) => state !== 'none' && isOpen(at)).length,
  };
}

/** What is wrong with a peer: an error of its certificate, names that it lacks, services that will not work. */
export function problemsOf({ peers, names, services }: Coverage, column: number): number {
  const lacking = names.filter(({ cells }) => cells[column]!.state === 'lacks').length;
  const failing = services.filter(({ verdicts }) => verdicts[column] === 'no').length;
  return (peers[column]!.state === 'error' ? 1 : 0) + lacking + failing;
}
