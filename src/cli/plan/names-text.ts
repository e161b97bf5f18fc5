import type { PeerPlan, PlannedName } from '../../lib/index.ts';
import { toned, type Line } from '../render/line.ts';

/** One name per line, ready to be pasted; of several peers, each list under its peer. */
export function namesLines(peers: readonly PeerPlan[]): Line[] {
  return peers.flatMap(({ peer, names }) => [
    ...(peers.length > 1 ? [[toned('faint', `# ${peer}`)]] : []),
    ...names.map(bareName),
  ]);
}

/** A DNS name as it is; the rarer kinds say what they are. */
function bareName({ type, value }: PlannedName): string {
  return type === 'DNS' ? value : `${type}:${value}`;
}
