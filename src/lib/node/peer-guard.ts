import {
  verifyPeer,
  type FederationPolicy,
  type PeerAssessment,
  type PeerCache,
  type PeerQuestion,
  type PeerReport,
  type PeerTrust,
  type Turn,
} from '../index.ts';
import { TurnQueue } from './turn-queue.ts';

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
  /** For whom nothing is remembered waits here until a path is looked for. Default: one with its own defaults. */
  readonly queue?: TurnQueue;
  readonly onVerdict?: (event: VerdictEvent) => void;
}

/** What differs from peer to peer. */
export interface StreamQuestion extends Omit<
  PeerQuestion,
  'policy' | 'evidence' | 'time' | 'cache' | 'turn'
> {
  /** Of the other side; who gives none shares a turn with all who give none. */
  readonly address?: string | undefined;
}

export interface PeerGuard {
  /** verifyPeer() with the policy, trust and time of the moment. */
  verify(chain: readonly Uint8Array[], stream: StreamQuestion): Promise<PeerReport>;
}

/** The one place of a gateway where peers are judged, whatever is reloaded meanwhile. */
export function peerGuard(options: PeerGuardOptions): PeerGuard {
  const { policy, trust, now, cache, queue = new TurnQueue(), onVerdict } = options;
  return {
    async verify(chain, { address, ...stream }) {
      const time = now();
      const turn: Turn = (work) => queue.run(address, work);
      const question = { ...stream, policy: policy(), evidence: trust.current, time, turn };
      const report = await verifyPeer(chain, { ...question, ...(cache && { cache }) });
      onVerdict?.(eventOf(report, stream.role, now() - time));
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
