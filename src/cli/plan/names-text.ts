import { requestText } from '../../lib/front.ts';
import type { PlannedName, RequestPlan } from '../../lib/index.ts';
import { toned, type Line } from '../render/line.ts';

/** One name per line, ready to be pasted; of several requests, each list under its peer and store. */
export function namesLines(requests: readonly RequestPlan[]): Line[] {
  return requests.flatMap((request) => [
    ...(requests.length > 1 ? [[toned('faint', `# ${requestText(request)}`)]] : []),
    ...request.names.map(bareName),
  ]);
}

/** A DNS name as it is; the rarer kinds say what they are. */
function bareName({ type, value }: PlannedName): string {
  return type === 'DNS' ? value : `${type}:${value}`;
}
