import type { Decision, DecisionRule } from './decision.ts';
import { policyTowards, type FederationPolicy } from './policy.ts';
import { routeTo } from './privacy.ts';

/** How an open stream ends: a stream error (RFC 6120 4.9.3). After `reset` the other side may come back at once. */
export interface StreamEnding {
  readonly condition: 'reset' | 'policy-violation' | 'host-gone';
  /** For the error's <text/>; it tells the peer no more than it knows. */
  readonly text: string;
}

/**
 * What a new verdict means for a stream that is up; undefined: it lives on. Whatever no longer proves who the other side is
 * ends in `reset` (RFC 6120 13.7.2.3): the next stream is told why.
 */
export function streamEnding({ verdict, rule, wire }: Decision): StreamEnding | undefined {
  if (verdict === 'accept') return undefined;
  const own = endings[rule];
  if (own) return own;
  if (verdict !== 'reject') return { condition: 'reset', text: 'the stream is to be authenticated anew' };
  const text = 'text' in wire ? wire.text : 'the certificate is to be judged anew';
  return { condition: 'reset', text };
}

const endings: Partial<Record<DecisionRule, StreamEnding>> = {
  R0: { condition: 'host-gone', text: 'this domain is no longer served here' },
  R1: { condition: 'policy-violation', text: 'federation with this domain is not allowed' },
};

/** A pair of domains, and who opened the stream. */
export interface DirectedPair {
  readonly direction: 'in' | 'out';
  readonly remote: string;
}

/**
 * Settings under which a stream would have come about otherwise, whatever the verdict on the other side: with TLS instead of
 * without or the other way round, or to another server. On an Expressway every change of them ends every stream.
 */
export function settingsEnding(
  { direction, remote }: DirectedPair,
  before: FederationPolicy,
  now: FederationPolicy,
): StreamEnding | undefined {
  const isWithoutTls = (policy: FederationPolicy): boolean =>
    policyTowards(policy, remote).stream.securityMode === 'No TLS';
  if (isWithoutTls(before) !== isWithoutTls(now))
    return { condition: 'reset', text: 'the security mode has changed' };
  const routes = [before, now].map(({ privacy }) => JSON.stringify(routeTo(remote, privacy)));
  return direction === 'out' && routes[0] !== routes[1]
    ? { condition: 'reset', text: 'the route to this domain has changed' }
    : undefined;
}
