import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import { AttemptRefusedError, policyTowards, type TlsState } from 'expcert';
import { PeerRefusedError, PeerTlsError, type JudgedPeer, type StreamJudgement } from 'expcert/node';
import { Connection } from './connection.ts';
import { admitted, judge, refusedBeforeTls } from './judge.ts';
import { addressesOf, locate, type Target } from './locate.ts';
import { xmlns } from './markup.ts';
import type { Site } from './site.ts';
import { faultOf, Hangup, StreamFault, Undeliverable } from './stream-fault.ts';
import { childOf, textOf, type Element } from './xml.ts';

export interface Pair {
  readonly local: string;
  readonly remote: string;
}

/** The other side's header and features. */
interface Greeting {
  readonly id: string;
  readonly features: Element;
}

/** A stream we have opened to a server whose certificate has been judged; it does not know yet who we are. */
export interface InitiatedStream extends Greeting {
  readonly connection: Connection;
  readonly tls: JudgedPeer | Exclude<TlsState, 'up'>;
  readonly judgement: StreamJudgement;
}

/** Finds a server of a domain and opens a stream to it. Rejects with Undeliverable. */
export async function initiate(site: Site, pair: Pair): Promise<InitiatedStream> {
  const refusal = refusedBeforeTls(site, { direction: 'out', ...pair });
  if (refusal) throw new Undeliverable('forbidden', `federation with ${pair.remote} is not allowed`);
  try {
    return await site.attempts.run(pair.remote, () => tryAll(site, pair));
  } catch (error) {
    throw error instanceof AttemptRefusedError
      ? new Undeliverable('resource-constraint', error.message, { cause: error })
      : error;
  }
}

async function tryAll(site: Site, pair: Pair): Promise<InitiatedStream> {
  let lastly = new Undeliverable('remote-server-not-found', `${pair.remote} offers no federation`);
  for (const target of await locate(site, pair.remote)) {
    try {
      return await attempt(site, pair, target, true);
    } catch (error) {
      lastly = asUndeliverable(error);
    }
  }
  throw lastly;
}

/** `mayEncrypt: false` is the way back to TCP after a handshake that failed, where the policy allows it. */
async function attempt(site: Site, pair: Pair, target: Target, mayEncrypt: boolean): Promise<InitiatedStream> {
  const connection = new Connection(await reach(site, target), site, 'out');
  try {
    const { tls, inTheClear } = await settleTls(connection, site, pair, target, mayEncrypt);
    connection.expectProof();
    const judgement =
      typeof tls === 'string'
        ? await judge(site, { id: connection.id, direction: 'out', ...pair, tls })
        : tls.judgement;
    if (judgement.decision.verdict === 'reject') throw faultOf(judgement.decision);
    // The other server has been judged; only now anything is said over TLS.
    return { connection, tls, judgement, ...(inTheClear ?? (await greet(connection, pair))) };
  } catch (error) {
    connection.fail(error);
    const isHandshake = error instanceof PeerTlsError && error.code !== 'gone';
    if (mayEncrypt && isHandshake && (await mayFallBack(site, pair)))
      return attempt(site, pair, target, false);
    throw error;
  }
}

/** With TLS optional a failed handshake leads back to TCP, a bad certificate never does (R5). */
async function mayFallBack(site: Site, pair: Pair): Promise<boolean> {
  const { decision } = await judge(site, { direction: 'out', ...pair, tls: 'failed' });
  return decision.fallsBackToTcp && decision.verdict === 'do dialback';
}

interface Settled {
  readonly tls: InitiatedStream['tls'];
  /** Without TLS the stream that is open stays. */
  readonly inTheClear?: Greeting;
}

async function settleTls(
  connection: Connection,
  site: Site,
  pair: Pair,
  { isDirectTls }: Target,
  mayEncrypt: boolean,
): Promise<Settled> {
  const shakeHands = async (): Promise<Settled> => {
    const context = site.contexts.contextFor(pair.local);
    if (!context) throw new Undeliverable('internal-server-error', `there is no certificate for ${pair.local}`);
    const farewell = (error: unknown) =>
      error instanceof PeerRefusedError
        ? connection.farewell(faultOf(error.judgement.decision), { from: pair.local, to: pair.remote })
        : undefined;
    const options = { ...pair, context, timeout: site.timeouts.handshake, id: connection.id, farewell };
    const entry = connection.encrypt((socket) => site.guard.connect(socket, options));
    return { tls: await admitted(site, entry) };
  };
  if (isDirectTls) return shakeHands();
  const inTheClear = await greet(connection, pair);
  const offer = childOf(inTheClear.features, 'starttls');
  const { securityMode } = policyTowards(site.policy, pair.remote).stream;
  if (securityMode === 'No TLS')
    return { tls: offer && childOf(offer, 'required') ? 'insisted on' : 'not used', inTheClear };
  if (!mayEncrypt) return { tls: 'failed', inTheClear };
  // An offer that is missing may have been taken away on the way: with TLS required it is tried all the same.
  if (!offer && securityMode === 'TLS optional') return { tls: 'not-offered', inTheClear };
  connection.send(`<starttls xmlns='${xmlns.tls}'/>`);
  const answer = await connection.element('startTls');
  const isAgreed = answer?.name === 'proceed' && answer.xmlns === xmlns.tls;
  return isAgreed ? shakeHands() : { tls: 'not-offered', inTheClear };
}

/** Opens our stream and waits for theirs, with what they offer on it. */
export async function greet(
  connection: Connection,
  { local, remote }: Pair,
): Promise<Greeting> {
  connection.open({ from: local, to: remote });
  const { attributes } = await connection.header();
  const features = await connection.element('features');
  if (!features) throw new Hangup('the stream was closed');
  if (features.name === 'error') throw peerError(features);
  if (features.name !== 'features') throw new StreamFault('bad-format', 'features were expected');
  return { id: attributes['id'] ?? '', features };
}

export function peerError(error: Element): Undeliverable {
  const [condition] = error.children.filter((child): child is Element => typeof child !== 'string');
  const text = childOf(error, 'text');
  const words = `${condition?.name ?? 'an error'}${text ? `: ${textOf(text)}` : ''}`;
  return new Undeliverable('remote-server-not-found', `the other server says ${words}`);
}

async function reach(site: Site, { host, port, isStaticRoute }: Target): Promise<Socket> {
  let lastly: unknown;
  for (const address of await addressesOf(site, host)) {
    const refusal = site.addressRefusal(address, isStaticRoute);
    if (refusal) {
      lastly = new Error(`${address} is not connected to: ${refusal}`);
      continue;
    }
    const socket = connect({ host: address, port });
    try {
      await once(socket, 'connect', { signal: AbortSignal.timeout(site.timeouts.connect) });
      return socket;
    } catch (error) {
      socket.destroy();
      lastly = error;
    }
  }
  throw new Undeliverable('remote-connection-failed', `${host}:${port} cannot be reached`, { cause: lastly });
}

export function asUndeliverable(error: unknown): Undeliverable {
  if (error instanceof Undeliverable) return error;
  const { message } = error as Error;
  const isSlow =
    (error instanceof StreamFault && error.condition === 'connection-timeout') ||
    (error instanceof PeerTlsError && error.code === 'timeout');
  return new Undeliverable(isSlow ? 'remote-server-timeout' : 'remote-connection-failed', message, { cause: error });
}
