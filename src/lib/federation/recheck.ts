import type { PlacedRevocationStatus } from '../revocation/status.ts';
import type { Certificate } from '../x509/certificate.ts';

/** RFC 6120 13.7.2.3: where a response does not say when there will be a newer one. */
const aDay = 24 * 60 * 60 * 1000;

/**
 * The moment, in milliseconds since 1970, up to which what was found out holds: the earliest notAfter of the path or
 * nextUpdate of what says that nothing is revoked. A stream that outlives it is to be judged again, and closed with
 * <reset/> if the answer has changed (RFC 6120 13.7.2.3). undefined: nothing that was found out ends by itself.
 */
export function recheckTime(
  path: readonly Certificate[],
  statuses: readonly PlacedRevocationStatus[],
  time: number,
): number | undefined {
  const ends = path.map(({ notAfter }) => notAfter);
  for (const status of statuses) {
    if (status.status === 'unknown') continue;
    for (const { nextUpdate = time + aDay } of status.evidence) ends.push(nextUpdate);
  }
  // The second in which something ends still counts in whole.
  const ahead = ends.filter((end) => end >= Math.floor(time / 1000) * 1000);
  return ahead.length > 0 ? Math.min(...ahead) : undefined;
}
