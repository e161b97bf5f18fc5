import { connect, type Socket } from 'node:net';
import type { SecureContext, TLSSocket } from 'node:tls';
import {
  verifyPeer,
  type FederationPolicy,
  type PeerProfile,
  type PeerReport,
  type PeerTrust,
} from '../index.ts';
import { requirePolicy, requireText } from '../public/argument.ts';
import {
  aFunction,
  aMoment,
  aText,
  aPeerProfile,
  numberFrom,
  settingsWith,
  that,
} from '../public/settings.ts';
import { aContext, aSignal, aTrust, milliseconds } from './arguments.ts';
import { clearStream, type ClearStream } from './clear-stream.ts';
import { initiateTls } from './handshake.ts';
import { PeerTlsError } from './peer-tls-error.ts';
import { ProbeError, type ProbePhase } from './probe-error.ts';
import { gatewayContext } from './tls-options.ts';

/** Each in milliseconds. */
export interface ProbeTimeouts {
  /** Name lookup included. Default: 10 seconds. */
  readonly connect: number;
  /** Everything before TLS. Default: 10 seconds. */
  readonly negotiate: number;
  /** Default: 10 seconds. */
  readonly handshake: number;
}

/** Whom to probe, and what to judge the answer by. */
export interface ProbeQuestion {
  readonly port: number;
  /** Whom the other side is meant to be: `to` of a stream. */
  readonly domain: string;
  readonly trust: PeerTrust;
  /** The moment of judgement. */
  readonly at: Date;
  /** Default: xmpp-s2s. */
  readonly profile?: PeerProfile;
  /** What to present. Default: nothing. */
  readonly context?: SecureContext;
  /** What a protocol has before TLS: of XMPP, header and STARTTLS. Without it, TLS is spoken at once. */
  readonly negotiate?: (stream: ClearStream) => Promise<void>;
  /** Octets taken before TLS at most. Default: 65,536. */
  readonly clearBytes?: number;
  readonly timeouts?: Partial<ProbeTimeouts>;
  readonly signal?: AbortSignal;
}

/** What a server has presented, and what would become of a stream with it. */
export interface ProbeReport {
  /** Of the other side. */
  readonly address: string;
  /** `TLSv1.3` */
  readonly protocol: string;
  readonly cipher: string;
  /** What the other side chose of ALPN; undefined: nothing. */
  readonly alpn: string | undefined;
  readonly chain: readonly Uint8Array[];
  readonly stapledOcsp: Uint8Array | undefined;
  readonly peer: PeerReport;
}

const defaultTimeouts: ProbeTimeouts = { connect: 10_000, negotiate: 10_000, handshake: 10_000 };

const aPort = that(
  'a port from 1 to 65535',
  (value) => Number.isInteger(value) && Number(value) >= 1 && Number(value) <= 65_535,
);
const questionChecks = settingsWith<ProbeQuestion>(
  {
    port: aPort,
    domain: aText,
    trust: aTrust,
    at: aMoment,
    profile: aPeerProfile,
    context: aContext,
    negotiate: aFunction,
    clearBytes: numberFrom(0),
    timeouts: settingsWith<ProbeTimeouts>({
      connect: milliseconds,
      negotiate: milliseconds,
      handshake: milliseconds,
    }),
    signal: aSignal,
  },
  'domain',
  'trust',
  'at',
  'port',
);

/**
 * What does a server present, and what would the policy say? Connects, takes the chain, hangs up without having sent or
 * read anything over TLS, and judges it. Nobody gets at the connection, so nobody can come to use one that was refused.
 *
 * @param host name or address to connect to
 * @throws ProbeError, and what `negotiate` throws; TypeError for a question that makes no sense
 */
export async function probe(
  host: string,
  policy: FederationPolicy,
  question: ProbeQuestion,
): Promise<ProbeReport> {
  requireText('host', host, 'a host name or an IP address');
  requirePolicy(policy);
  questionChecks('question', question);
  const { domain, trust, at, profile } = question;
  const seen = await look(host, question);
  const { chain, stapledOcsp } = seen;
  const peer = await verifyPeer(chain, {
    ...{ role: 'server', domain, policy, evidence: trust, at, allReasons: true },
    ...(profile && { profile }),
    ...(stapledOcsp && { stapledOcsp }),
  });
  return { ...seen, peer };
}

async function look(host: string, question: ProbeQuestion): Promise<Omit<ProbeReport, 'peer'>> {
  const timeouts = { ...defaultTimeouts, ...question.timeouts };
  const { signal } = question;
  const socket = connect({ host, port: question.port });
  // What matters of them is heard where it is waited for.
  socket.on('error', () => {});
  try {
    await inTime('connect', timeouts.connect, signal, connected(socket));
    const address = socket.remoteAddress ?? host;
    await negotiate(socket, question, timeouts.negotiate);
    const { domain, context = gatewayContext(undefined, { ciphers: 'all of OpenSSL' }) } = question;
    const options = { domain, context, timeout: timeouts.handshake, ...(signal && { signal }) };
    const peer = await initiateTls(socket, options).catch(ofHandshake);
    const { chain, stapledOcsp, socket: tls } = peer;
    const { name: cipher } = tls.getCipher();
    const alpn = tls.alpnProtocol || undefined;
    const protocol = tls.getProtocol() ?? 'TLS';
    await inTime('handshake', timeouts.handshake, signal, hangUp(tls)).catch(() => {});
    return { address, protocol, cipher, alpn, chain, stapledOcsp };
  } finally {
    socket.destroy();
  }
}

/** Once our side of the handshake is out; without it the other side would take us for somebody who broke it off. */
function hangUp(tls: TLSSocket): Promise<void> {
  return new Promise((resolve) => tls.on('close', resolve).end(resolve));
}

function connected(socket: Socket): Promise<void> {
  return new Promise((resolve, reject) => {
    socket.once('connect', resolve);
    socket.once('error', (error: NodeJS.ErrnoException) =>
      reject(new ProbeError('connect', error.code ?? 'closed', error.message, { cause: error })),
    );
  });
}

async function negotiate(
  socket: Socket,
  { negotiate: talk, clearBytes = 65_536, signal }: ProbeQuestion,
  timeout: number,
): Promise<void> {
  if (!talk) return;
  const { stream, end } = clearStream(socket, clearBytes);
  await inTime('negotiate', timeout, signal, talk(stream));
  end();
}

/** Whatever goes on when time is up finds its socket destroyed. */
async function inTime<Answer>(
  phase: ProbePhase,
  timeout: number,
  signal: AbortSignal | undefined,
  work: Promise<Answer>,
): Promise<Answer> {
  let stop = (): void => {};
  const stopped = new Promise<never>((_, reject) => {
    const onAbort = (): void => reject(new ProbeError(phase, 'aborted', 'called off'));
    const timer = setTimeout(
      () => reject(new ProbeError(phase, 'timeout', `no answer within ${timeout} ms`)),
      timeout,
    );
    signal?.addEventListener('abort', onAbort);
    stop = () => {
      clearTimeout(timer);
      signal?.removeEventListener('abort', onAbort);
    };
    if (signal?.aborted) onAbort();
  });
  work.catch(() => {});
  try {
    return await Promise.race([work, stopped]);
  } finally {
    stop();
  }
}

function ofHandshake(error: unknown): never {
  if (!(error instanceof PeerTlsError)) throw error;
  throw new ProbeError('handshake', error.code, error.message, { cause: error });
}
