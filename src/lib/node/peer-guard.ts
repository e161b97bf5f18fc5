import {
  verifyPeer,
  type FederationPolicy,
  type PeerAssessment,
  type PeerCache,
  type PeerQuestion,
  type PeerReport,
  type PeerTrust,
} from '../index.ts';

/** What a metrics system wants to know of a verdict. No names: those are for logs. */
export interface VerdictEvent {
  readonly role: PeerQuestion['role'];
  readonly verdict: PeerReport['decision']['verdict'];
  readonly rule: PeerReport['decision']['rule'];
  readonly state: PeerReport['state'];
  /** Codes of the reasons, each once, in order. */
  readonly codes: readonly string[];
  /** Milliseconds, by the clock of the guard. */
  readonly duration: number;
}

export interface PeerGuardOptions {
  /** The policy in force; asked for anew with every peer. */
  readonly policy: () => FederationPolicy;
  /** Such as a TrustStore. */
  readonly trust: { readonly current: PeerTrust };
  /** Milliseconds since 1970, such as Date.now. */
  readonly now: () => number;
  readonly cache?: PeerCache<PeerAssessment>;
  readonly onVerdict?: (event: VerdictEvent) => void;
  /** Whole reports, such as for fetchedLists(). */
  readonly onReport?: (report: PeerReport) => void;
}

/** What differs from peer to peer. */
export type StreamQuestion = Omit<PeerQuestion, 'policy' | 'evidence' | 'time' | 'cache'>;

export interface PeerGuard {
  /** verifyPeer() with the policy, trust and time of the moment. */
  verify(chain: readonly Uint8Array[], stream: StreamQuestion): Promise<PeerReport>;
}

/** The one place of a gateway where peers are judged, whatever is reloaded meanwhile. */
export function peerGuard({ policy, trust, now, cache, onVerdict, onReport }: PeerGuardOptions): PeerGuard {
  return {
    async verify(chain, stream) {
      const time = now();
      const question = { ...stream, policy: policy(), evidence: trust.current, time };
      const report = await verifyPeer(chain, { ...question, ...(cache && { cache }) });
      onVerdict?.(eventOf(report, stream.role, now() - time));
      onReport?.(report);
      return report;
    },
  };
}

function eventOf(
  { decision, state, reasons }: PeerReport,
  role: PeerQuestion['role'],
  duration: number,
): VerdictEvent {
  const codes = [...new Set(reasons.map(({ code }) => code))];
  return { role, verdict: decision.verdict, rule: decision.rule, state, codes, duration };
}
