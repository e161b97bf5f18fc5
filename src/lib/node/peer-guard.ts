import type { Socket } from 'node:net';
import { requirePolicy } from '../public/argument.ts';
import { streamChecks } from '../public/remote-server.ts';
import {
  aFunction,
  aText,
  isObjectWith,
  oneOf,
  settingsWith,
  that,
  yesNo,
  aDialbackState,
  aDialbackError,
  aTlsaAnswer,
} from '../public/settings.ts';
import {
  PeerCache,
  verifyPeer,
  type DerInput,
  type FederationPolicy,
  type PeerAssessment,
  type PeerQuestion,
  type PeerReport,
  type PeerTrust,
  type Turn,
} from '../index.ts';
import { type StreamEnding } from '../federation/stream-ending.ts';
import { aClock, requireSocket, timeBy } from './arguments.ts';
import type { EndingEvent, HandshakeEvent, VerdictEvent } from './guard-events.ts';
import {
  acceptChecks,
  acceptPeer,
  connectChecks,
  connectPeer,
  type AcceptOptions,
  type ConnectOptions,
  type JudgedPeer,
} from './judged-peer.ts';
import { codesOf, judgePair, roleOf, type StreamJudgement, type StreamPair } from './stream-judgement.ts';
import { StreamWatches, type StreamWatch } from './stream-watches.ts';
import { tell } from './tell.ts';
import { TurnQueue } from './turn-queue.ts';

/** What a guard judges by, and whom it tells; policy, trust and clock have no default. */
export interface PeerGuardOptions {
  /** The policy in force; asked for anew with every peer. After a change of it call recheck(). */
  readonly policy: () => FederationPolicy;
  /** Such as a TrustStore, whose changes are heard of. */
  readonly trust: {
    readonly current: PeerTrust;
    onLoaded?(listener: () => void): () => void;
  };
  /** Milliseconds since 1970, such as Date.now. */
  readonly now: () => number;
  readonly cache?: PeerCache<PeerAssessment>;
  /** For whom nothing is remembered waits here until a path is looked for. Default: one with its own defaults. */
  readonly queue?: TurnQueue;
  /** These are told, and asked nothing: what they throw is a warning of the process. */
  readonly onVerdict?: (event: VerdictEvent) => void;
  readonly onHandshake?: (event: HandshakeEvent) => void;
  readonly onEnding?: (event: EndingEvent) => void;
  /** Whole reports, such as for fetchedLists(). */
  readonly onReport?: (report: PeerReport) => void;
}

/** What differs from peer to peer. */
export interface StreamQuestion extends Omit<PeerQuestion, 'policy' | 'evidence' | 'at' | 'cache' | 'turn'> {
  /** Of the other side; who gives none shares a turn with all who give none. */
  readonly address?: string | undefined;
  /** Comes back in events. */
  readonly id?: string;
}

/** What is known of a peer that is to be judged. */
export interface VerifyOptions {
  /** To know what would become of a peer now: nothing is remembered, taken from what is remembered, waited for, or told. */
  readonly isDryRun?: boolean;
}

/**
 * Policy, trust, cache and clock of the moment in one place: it judges every peer, and no stream lives on a verdict
 * that no longer holds.
 */
export interface PeerGuard {
  /** verifyPeer() with the policy, trust and time of the moment. */
  verify(chain: readonly DerInput[], stream: StreamQuestion, options?: VerifyOptions): Promise<PeerReport>;
  /** The decision on a pair of domains, with TLS or without. */
  judge(pair: StreamPair, options?: VerifyOptions): Promise<StreamJudgement>;
  /** acceptTls() and judge() in one: gives a socket only with its verdict, and ends it on every other way out. */
  accept(socket: Socket, options: AcceptOptions): Promise<JudgedPeer>;
  /** initiateTls() and judge() in one, likewise. */
  connect(socket: Socket, options: ConnectOptions): Promise<JudgedPeer>;
  /**
   * Keeps an accepted pair in mind while its stream is open: it is asked about again at `recheckAt`, when trust or lists have
   * been loaded, and by recheck(). `onEnd` says with which stream error to end the stream, once.
   */
  watch(judgement: StreamJudgement, onEnd: (ending: StreamEnding) => void): StreamWatch;
  /** What is watched: for operators, and to find out what would become of each (judge(), as a dry run). */
  readonly watched: readonly StreamJudgement[];
  /** Asks about all that is watched, after a change of settings. Resolves when all that are to end have been told. */
  recheck(): Promise<void>;
  /** No longer listens to the trust, and watches nothing any more. */
  close(): void;
}

const guardChecks = settingsWith<PeerGuardOptions>(
  {
    policy: that('a function that gives the policy in force', (value) => typeof value === 'function'),
    trust: that('a TrustStore or { current }', isObjectWith('current')),
    now: aClock,
    cache: that('a PeerCache', (value) => value instanceof PeerCache),
    queue: that('a TurnQueue', (value) => value instanceof TurnQueue),
    onVerdict: aFunction,
    onHandshake: aFunction,
    onEnding: aFunction,
    onReport: aFunction,
  },
  'policy',
  'trust',
  'now',
);

const withoutTls = oneOf('not-offered', 'failed', 'not used', 'insisted on');

const pairChecks = settingsWith<StreamPair>(
  {
    direction: oneOf('in', 'out'),
    local: aText,
    remote: aText,
    tls: (argument, value) => {
      if (!isObjectWith('chain')(value)) withoutTls(argument, value);
    },
    tlsa: aTlsaAnswer,
    dialback: aDialbackState,
    dialbackError: aDialbackError,
    isFurtherPair: yesNo,
    id: aText,
  },
  'direction',
  'local',
  'remote',
  'tls',
);

const questionChecks = settingsWith<StreamQuestion>(
  { ...streamChecks, address: aText, id: aText },
  'role',
  'domain',
);

const verifyChecks = settingsWith<VerifyOptions>({ isDryRun: yesNo });

/**
 * The one place of a gateway where peers are judged, whatever is reloaded meanwhile.
 *
 * @throws TypeError for options that make no sense
 */
export function peerGuard(options: PeerGuardOptions): PeerGuard {
  guardChecks('options', options);
  const { policy, trust, cache, queue = new TurnQueue(), ...hooks } = options;
  const now = () => timeBy('options.now', options.now);
  const current = () => {
    const inForce = policy();
    requirePolicy(inForce, 'options.policy()');
    return { policy: inForce, trust: trust.current };
  };
  const turnOf =
    (address: string | undefined): Turn =>
    (work) =>
      queue.run(address, work);

  async function judgeNow(pair: StreamPair, isRecheck = false, isDryRun = false): Promise<StreamJudgement> {
    const time = now();
    const address = typeof pair.tls === 'string' ? undefined : pair.tls.address;
    const judgement = await judgePair(pair, {
      ...{ ...current(), time, cache: isDryRun ? undefined : cache },
      // Whoever is up already must not be ended because strangers have filled the queue.
      turn: isRecheck || isDryRun ? undefined : turnOf(address),
    });
    if (isDryRun) return judgement;
    const { decision, report, codes } = judgement;
    tell(hooks.onVerdict, {
      ...(pair.id !== undefined && { id: pair.id }),
      ...{ role: roleOf(pair), verdict: decision.verdict, rule: decision.rule, state: report?.state, codes },
      ...{ duration: now() - time, ...(isRecheck && { isRecheck }) },
    });
    if (report) tell(hooks.onReport, report);
    return judgement;
  }

  const watches = new StreamWatches({
    ...{ now, current },
    judgeAgain: (pair) => judgeNow(pair, true),
    onEnding: (pair, ending) =>
      tell(hooks.onEnding, { ...(pair.id !== undefined && { id: pair.id }), role: roleOf(pair), ...ending }),
  });
  const stopListening = trust.onLoaded?.(() => void watches.recheck());
  const judge = {
    now,
    judge: (pair: StreamPair) => judgeNow(pair),
    onHandshake: (event: HandshakeEvent) => tell(hooks.onHandshake, event),
  };

  return {
    async verify(chain, question, options = {}) {
      questionChecks('stream', question);
      verifyChecks('options', options);
      const { id, address, ...stream } = question;
      const { isDryRun = false } = options;
      const time = now();
      const { policy: inForce, trust: evidence } = current();
      const report = await verifyPeer(chain, {
        ...{ ...stream, policy: inForce, evidence, at: new Date(time) },
        ...(!isDryRun && { turn: turnOf(address), ...(cache && { cache }) }),
      });
      if (isDryRun) return report;
      const { decision, state, reasons } = report;
      tell(hooks.onVerdict, {
        ...(id !== undefined && { id }),
        ...{ role: stream.role, verdict: decision.verdict, rule: decision.rule, state },
        ...{ codes: codesOf(reasons), duration: now() - time },
      });
      tell(hooks.onReport, report);
      return report;
    },
    async judge(pair, options = {}) {
      pairChecks('pair', pair);
      verifyChecks('options', options);
      return judgeNow(pair, false, options.isDryRun ?? false);
    },
    async accept(socket, options) {
      requireSocket(socket);
      acceptChecks('options', options);
      return acceptPeer(socket, options, judge);
    },
    async connect(socket, options) {
      requireSocket(socket);
      connectChecks('options', options);
      return connectPeer(socket, options, judge);
    },
    watch(judgement, onEnd) {
      aFunction('onEnd', onEnd);
      return watches.watch(judgement, onEnd);
    },
    get watched() {
      return watches.judgements;
    },
    recheck: () => watches.recheck(),
    close() {
      stopListening?.();
      watches.clear();
    },
  };
}
