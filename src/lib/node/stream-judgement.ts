import { requireObject, requirePolicy } from '../public/argument.ts';
import {
  decide,
  policyTowards,
  privacyOf,
  toALabels,
  verifyPeer,
  type Decision,
  type DialbackError,
  type DialbackState,
  type FederationPolicy,
  type PeerAssessment,
  type PeerCache,
  type PeerReport,
  type PeerTrust,
  type PolicyTowards,
  type TlsaAnswer,
  type TlsState,
  type Turn,
} from '../index.ts';
import { tlsStateFor } from '../federation/tls-state.ts';
import type { UnjudgedPeer } from './handshake.ts';

/** What is known of a pair of domains on a stream. */
export interface StreamPair {
  /** Who opened the stream: `in`, the other server. */
  readonly direction: 'in' | 'out';
  /** Our domain: of an inbound stream `to` of the header, the one over TLS where there is TLS. */
  readonly local: string;
  /** Theirs: `from` of that header; outbound our own `to`. */
  readonly remote: string;
  /** What came out of the handshake, or what became of TLS instead. */
  readonly tls:
    | (Pick<UnjudgedPeer, 'chain' | 'stapledOcsp'> & Partial<Pick<UnjudgedPeer, 'address'>>)
    | Exclude<TlsState, 'up'>;
  /** As of PeerQuestion. */
  readonly tlsa?: TlsaAnswer;
  /** Default: not yet done. */
  readonly dialback?: DialbackState;
  readonly dialbackError?: DialbackError;
  /** The stream is up already, for another pair of domains. */
  readonly isFurtherPair?: boolean;
  /** Comes back in events. */
  readonly id?: string;
}

/** What became of a pair, and by what. */
export interface StreamJudgement {
  readonly pair: StreamPair;
  readonly decision: Decision;
  /** Of the certificate; undefined: there is no TLS. */
  readonly report: PeerReport | undefined;
  /** Codes of the reasons, each once, in order. */
  readonly codes: readonly string[];
  /** From then on the answer may be another. */
  readonly recheckAt: number | undefined;
  readonly policy: FederationPolicy;
  readonly trust: PeerTrust;
}

export interface JudgingMeans {
  readonly policy: FederationPolicy;
  readonly trust: PeerTrust;
  readonly time: number;
  readonly cache: PeerCache<PeerAssessment> | undefined;
  /** undefined: at once. */
  readonly turn: Turn | undefined;
}

/** The decision on a pair, with TLS or without. */
export async function judgePair(pair: StreamPair, means: JudgingMeans): Promise<StreamJudgement> {
  const { policy, trust, time, cache, turn } = means;
  const { direction, local, remote, tls, tlsa } = pair;
  const { dialback = 'not yet done', dialbackError, isFurtherPair } = pair;
  const known = {
    dialback,
    ...(dialbackError && { dialbackError }),
    ...(isFurtherPair && { isFurtherPair }),
  };
  const basis = { pair, policy, trust };
  if (typeof tls === 'string') {
    const { stream } = towards(remote, policy);
    const state = tlsStateFor(stream.securityMode, tls);
    const decision = decide({ direction, ...listed(pair, policy), tls: state, ...known }, stream);
    return { ...basis, decision, report: undefined, codes: [], recheckAt: undefined };
  }
  const report = await verifyPeer(tls.chain, {
    role: roleOf(pair),
    domain: remote,
    localDomain: local,
    ...(tls.stapledOcsp && { stapledOcsp: tls.stapledOcsp }),
    ...(tlsa && { tlsa }),
    ...known,
    ...{ policy, evidence: trust, at: new Date(time), ...(cache && { cache }), ...(turn && { turn }) },
  });
  const { decision, reasons, recheckAt } = report;
  return { ...basis, decision, report, codes: codesOf(reasons), recheckAt };
}

/**
 * R0 and R1 can be answered before TLS, and save it. What was said before TLS does not count, so judge the pair again after
 * it. undefined: neither speaks against the pair.
 */
export function refusalBeforeTls(
  pair: Pick<StreamPair, 'direction' | 'local' | 'remote'>,
  policy: FederationPolicy,
): Decision | undefined {
  requireObject('pair', pair, '{ direction, local, remote }', 'direction', 'local', 'remote');
  requirePolicy(policy);
  const { stream } = towards(pair.remote, policy);
  const tls = tlsStateFor(stream.securityMode, 'not-offered');
  const { isToLocal, isAllowed } = listed(pair, policy);
  const { direction, remote } = pair;
  // Who has not yet said who it is must do so after TLS.
  const isWelcome = isAllowed || remote === '';
  const facts = { direction, isToLocal, isAllowed: isWelcome, tls, dialback: 'not yet done' } as const;
  const decision = decide(facts, stream);
  return decision.rule === 'R0' || decision.rule === 'R1' ? decision : undefined;
}

function towards(remote: string, policy: FederationPolicy): PolicyTowards {
  const parsed = toALabels(remote);
  return 'name' in parsed ? policyTowards(policy, parsed.name) : policy;
}

function listed(
  { local, remote }: Pick<StreamPair, 'local' | 'remote'>,
  policy: FederationPolicy,
): { readonly isToLocal: boolean; readonly isAllowed: boolean } {
  const [ours, theirs] = [toALabels(local), toALabels(remote)];
  return {
    isToLocal: 'name' in ours && policy.localDomains.has(ours.name),
    isAllowed: 'name' in theirs && privacyOf(theirs.name, policy.privacy).isAllowed,
  };
}

/** What the other side is in the handshake. */
export const roleOf = ({ direction }: Pick<StreamPair, 'direction'>): 'client' | 'server' =>
  direction === 'in' ? 'client' : 'server';

export const codesOf = (reasons: PeerReport['reasons']): readonly string[] => [
  ...new Set(reasons.map(({ code }) => code)),
];
