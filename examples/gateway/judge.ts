import { decide, privacyOf, toALabels, type Decision, type DialbackError, type DialbackState, type TlsState } from 'expcert';
import type { UnjudgedPeer } from 'expcert/node';
import type { Site } from './site.ts';
import { Hangup, StreamFault } from './stream-fault.ts';

/** What is known of a pair of domains on a stream. */
export interface Standing {
  readonly direction: 'in' | 'out';
  readonly local: string;
  readonly remote: string;
  /** What came out of the handshake, or what became of TLS instead. */
  readonly tls: Pick<UnjudgedPeer, 'address' | 'chain' | 'stapledOcsp'> | Exclude<TlsState, 'up'>;
  readonly dialback?: DialbackState;
  readonly dialbackError?: DialbackError;
  readonly isFurtherPair?: boolean;
}

export interface Judgement {
  readonly decision: Decision;
  /** From then on the answer may be another. */
  readonly recheckAt: number | undefined;
}

/** The one place where it is decided what becomes of a stream, or of a further pair of domains on it. */
export async function judge(site: Site, standing: Standing): Promise<Judgement> {
  const { direction, local, remote, tls, dialback = 'not yet done', dialbackError, isFurtherPair } = standing;
  const known = { dialback, ...(dialbackError && { dialbackError }), ...(isFurtherPair && { isFurtherPair }) };
  if (typeof tls === 'string') {
    const decision = decide({ direction, ...listed(site, local, remote), tls, ...known }, site.policy.stream);
    site.onEvent({ kind: 'verdict', direction, local, remote, decision, state: undefined, codes: [] });
    return { decision, recheckAt: undefined };
  }
  const { decision, state, reasons, recheckAt } = await site.guard.verify(tls.chain, {
    role: direction === 'in' ? 'client' : 'server',
    domain: remote,
    localDomain: local,
    address: tls.address,
    ...(tls.stapledOcsp && { stapledOcsp: tls.stapledOcsp }),
    ...known,
  });
  const codes = [...new Set(reasons.map(({ code }) => code))];
  site.onEvent({ kind: 'verdict', direction, local, remote, decision, state, codes });
  return { decision, recheckAt };
}

/** R0 and R1 can be answered at once. What was said before TLS does not count, so they are asked again after it. */
export function refusalBeforeTls(
  site: Site,
  { direction, local, remote }: Pick<Standing, 'direction' | 'local' | 'remote'>,
): Decision | undefined {
  const tls = site.policy.stream.securityMode === 'No TLS' ? 'not used' : 'not-offered';
  const { isToLocal, isAllowed } = listed(site, local, remote);
  // Who has not yet said who it is must do so after TLS.
  const facts = { direction, isToLocal, isAllowed: isAllowed || remote === '', tls, dialback: 'not yet done' } as const;
  const decision = decide(facts, site.policy.stream);
  if (decision.rule !== 'R0' && decision.rule !== 'R1') return undefined;
  site.onEvent({ kind: 'verdict', direction, local, remote, decision, state: undefined, codes: [] });
  return decision;
}

function listed({ policy }: Site, local: string, remote: string) {
  const theirs = toALabels(remote);
  return {
    isToLocal: policy.localDomains.has(local),
    isAllowed: 'name' in theirs && privacyOf(theirs.name, policy.privacy).isAllowed,
  };
}

/** What ends a stream that is refused. */
export function faultOf({ wire, rule }: Decision): Error {
  return wire.kind === 'stream error' ? new StreamFault(wire.condition, wire.text) : new Hangup(`refused by ${rule}`);
}
