import { setImmediate } from 'node:timers/promises';
import { settingsEnding, streamEnding, type StreamEnding } from '../federation/stream-ending.ts';
import { callAt } from './call-at.ts';
import { tell } from './tell.ts';
import type { StreamJudgement, StreamPair } from './stream-judgement.ts';

/** An accepted pair that is asked about again as long as its stream is open. */
export interface StreamWatch {
  /** The verdict in force. */
  readonly judgement: StreamJudgement;
  /** The stream is over. */
  stop(): void;
}

export interface WatchMeans {
  readonly now: () => number;
  /** What new verdicts are found by. */
  readonly current: () => Pick<StreamJudgement, 'policy' | 'trust'>;
  readonly judgeAgain: (pair: StreamPair) => Promise<StreamJudgement>;
  readonly onEnding: (pair: StreamPair, ending: StreamEnding) => void;
}

interface Watched {
  judgement: StreamJudgement;
  readonly onEnd: (ending: StreamEnding) => void;
  cancel: () => void;
}

/** Milliseconds after which is asked again in any case: responders' clocks are given some leave, and callers forget things. */
const longestTrust = 60 * 60 * 1000;

/** All pairs that are watched. */
export class StreamWatches {
  readonly #means: WatchMeans;
  readonly #watched = new Set<Watched>();
  #last: Promise<void> = Promise.resolve();
  #next: Promise<void> | undefined;

  constructor(means: WatchMeans) {
    this.#means = means;
  }

  get judgements(): readonly StreamJudgement[] {
    return [...this.#watched].map(({ judgement }) => judgement);
  }

  /** Throws TypeError for a pair that has not been accepted. */
  watch(judgement: StreamJudgement, onEnd: (ending: StreamEnding) => void): StreamWatch {
    if ((judgement as Partial<StreamJudgement>)?.trust === undefined)
      throw new TypeError('watch() takes what judge(), accept() or connect() gave');
    if (judgement.decision.verdict !== 'accept') throw new TypeError('only accepted pairs can be watched');
    const watched: Watched = { judgement, onEnd, cancel: () => {} };
    this.#watched.add(watched);
    this.#arm(watched);
    // What has been loaded since the verdict counts, too.
    if (!this.#isCurrent(judgement)) void this.#ask(watched);
    return {
      get judgement() {
        return watched.judgement;
      },
      stop: () => this.#stop(watched),
    };
  }

  /** Asks about all of them, one after the other; resolves when those that are to end have been told. */
  recheck(): Promise<void> {
    // Whoever comes while one round is under way shares the next.
    this.#next ??= this.#last.then(async () => {
      this.#next = undefined;
      for (const watched of [...this.#watched]) {
        await this.#ask(watched);
        // There may be thousands, and others wait.
        await setImmediate();
      }
    });
    this.#last = this.#next;
    return this.#next;
  }

  clear(): void {
    for (const watched of [...this.#watched]) this.#stop(watched);
  }

  #isCurrent({ policy, trust }: StreamJudgement): boolean {
    const current = this.#means.current();
    return policy === current.policy && trust === current.trust;
  }

  async #ask(watched: Watched): Promise<void> {
    if (!this.#watched.has(watched)) return;
    const { pair, policy } = watched.judgement;
    const ending =
      settingsEnding(pair, policy, this.#means.current().policy) ?? (await this.#askAboutPeer(watched));
    if (ending) this.#end(watched, ending);
  }

  /** What cannot be judged is not known to be good. */
  async #askAboutPeer(watched: Watched): Promise<StreamEnding | undefined> {
    try {
      const judgement = await this.#means.judgeAgain(watched.judgement.pair);
      const ending = streamEnding(judgement.decision);
      if (ending || !this.#watched.has(watched)) return ending;
      watched.judgement = judgement;
      this.#arm(watched);
      return undefined;
    } catch (error) {
      process.emitWarning(error as Error);
      return { condition: 'reset', text: 'the certificate is to be judged anew' };
    }
  }

  #end(watched: Watched, ending: StreamEnding): void {
    if (!this.#watched.has(watched)) return;
    this.#stop(watched);
    this.#means.onEnding(watched.judgement.pair, ending);
    tell(watched.onEnd, ending);
  }

  #arm(watched: Watched): void {
    watched.cancel();
    const { now } = this.#means;
    const { recheckAt = Infinity } = watched.judgement;
    // The second in which something ends still counts in whole.
    const time = Math.min(recheckAt + 999, now() + longestTrust);
    watched.cancel = callAt(time, now, () => void this.#ask(watched));
  }

  #stop(watched: Watched): void {
    watched.cancel();
    this.#watched.delete(watched);
  }
}
