import { opensslRequest } from '../../lib/front.ts';
import type { RequestPlan } from '../../lib/index.ts';
import type { Line } from '../render/line.ts';

/** A shell script: it writes each configuration and makes each request. */
export function opensslLines(requests: readonly RequestPlan[]): Line[] {
  return requests.flatMap((request) => {
    const { configFile, config, command } = opensslRequest(request);
    return [
      `cat > ${configFile} <<'END OF ${configFile}'`,
      ...config.trimEnd().split('\n'),
      `END OF ${configFile}`,
      command,
    ];
  });
}
