import type { Citation } from '../findings/sources.ts';
import { rootZoneTlds } from './root-zone.ts';

/** What publicly trusted CAs may issue, as of this date. */
export const caRulesAsOf = '2026-07-31';

/** Day from which publicly trusted CAs issue no clientAuth in server certificates. */
export const clientAuthEnds = {
  date: '2027-03-15',
  citations: [
    { source: 'chrome-root-policy', ref: 'dedicated TLS server hierarchies' },
    { source: 'field-notice', ref: 'FN74362' },
  ],
} as const satisfies { date: string; citations: readonly [Citation, ...Citation[]] };

/** Longest lifetimes by day of issue, newest first, in days of 86,400 seconds (section 6.3.2). */
export const publicLifetimes: readonly { readonly from: string; readonly days: number }[] = [
  { from: '2029-03-15', days: 47 },
  { from: '2027-03-15', days: 100 },
  { from: '2026-03-15', days: 200 },
  { from: '2020-09-01', days: 398 },
];

/** Longest CN, in characters (RFC 5280 appendix A, ub-common-name). */
export const commonNameLimit = 64;

export type InternalBecause = 'single label' | 'internal suffix' | 'not in the public DNS' | 'reverse zone';

/** Why a publicly trusted CA cannot issue for a name, or undefined (Baseline Requirements 4.2.2, 7.1.2.7.12). */
export function internalNameReason(
  name: string,
  internalSuffixes: readonly string[],
): InternalBecause | undefined {
  const lower = name.toLowerCase();
  const topLevel = lower.slice(lower.lastIndexOf('.') + 1);
  if (!lower.includes('.')) return 'single label';
  if (lower.endsWith('.arpa')) return 'reverse zone';
  if (internalSuffixes.some((suffix) => lower.endsWith(suffix.toLowerCase()))) return 'internal suffix';
  return rootZoneTlds.has(topLevel) ? undefined : 'not in the public DNS';
}
