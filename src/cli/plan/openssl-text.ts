import { opensslRequest } from '../../lib/front.ts';
import type { PeerPlan } from '../../lib/index.ts';
import type { Line } from '../render/line.ts';

/** A shell script: it writes each configuration and makes each request. */
export function opensslLines(peers: readonly PeerPlan[]): Line[] {
  return peers.flatMap((peer) => {
    const { configFile, config, command } = opensslRequest(peer);
    return [
      `cat > ${configFile} <<'END OF ${configFile}'`,
      ...config.trimEnd().split('\n'),
      `END OF ${configFile}`,
      command,
    ];
  });
}
