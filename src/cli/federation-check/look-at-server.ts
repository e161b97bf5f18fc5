import type { SecureContext } from 'node:tls';
import type { FederationPolicy, PeerTrust } from '../../lib/index.ts';
import type { ProbeReport } from '../../lib/node/index.ts';
import type { Call } from '../program/command.ts';
import { Interrupted } from '../program/command-error.ts';
import { findServers, type ServerPlace } from './find-servers.ts';
import { failureOf, placeText, type Failure } from './problems.ts';
import { startTls, type StartTlsProgress } from './start-tls.ts';

export interface ServerQuestion {
  /** A-labels. */
  readonly domain: string;
  readonly from: string;
  readonly policy: FederationPolicy;
  readonly trust: PeerTrust;
  /** What to present. */
  readonly context: SecureContext | undefined;
  /** Milliseconds for each phase. */
  readonly timeout: number;
}

export interface Looked {
  /** Absent where no server could be looked at. */
  readonly seen?: {
    readonly place: ServerPlace;
    readonly report: ProbeReport;
    /** undefined: TLS from the start. */
    readonly isStartTlsOffered: boolean | undefined;
  };
  /** Places that came to nothing before. */
  readonly failures: readonly Failure[];
  /** How many there are. */
  readonly places: number;
}

/** Looks at the first server of the domain that can be looked at. */
export async function lookAtServer(
  question: ServerQuestion,
  given: ServerPlace | undefined,
  { io, settings, terminal }: Pick<Call, 'io' | 'settings' | 'terminal'>,
): Promise<Looked> {
  const network = await io.network();
  const places = given ? [given] : await findServers(question.domain, question.policy, network);
  const failures: Failure[] = [];
  for (const [at, place] of places.entries()) {
    terminal.progress(at + 1, places.length, placeText(place));
    const { domain, from, policy, trust, context, timeout } = question;
    const progress: StartTlsProgress = {};
    try {
      const report = await network.probe(place.host, policy, {
        ...{ port: place.port, domain, trust, at: settings.at, signal: io.signal },
        ...(context && { context }),
        ...(!place.isDirectTls && {
          negotiate: (stream) => startTls(stream, { to: domain, from }, progress),
        }),
        timeouts: { connect: timeout, negotiate: timeout, handshake: timeout },
      });
      const seen = { place, report, isStartTlsOffered: progress.isOffered };
      return { seen, failures, places: places.length };
    } catch (error) {
      if (io.signal.aborted) throw new Interrupted();
      const failure = failureOf(error, { domain, from, place, ...progress });
      if (!failure) throw error;
      failures.push(failure);
    }
  }
  return { failures, places: places.length };
}
