import type { Socket } from 'node:net';
import type { TLSSocket } from 'node:tls';
import { aFunction, aText, aTlsaAnswer, settingsWith } from '../public/settings.ts';
import { milliseconds } from './arguments.ts';
import {
  acceptTlsChecks,
  acceptTls,
  initiateTlsChecks,
  initiateTls,
  type AcceptTlsOptions,
  type InitiateTlsOptions,
} from './handshake.ts';
import type { UnjudgedPeer } from './handshake.ts';
import type { HandshakeEvent } from './guard-events.ts';
import { PeerRefusedError } from './peer-refused-error.ts';
import { PeerTlsError } from './peer-tls-error.ts';
import type { StreamJudgement, StreamPair } from './stream-judgement.ts';
import { warn } from './tell.ts';

/** A connection whose other side has been judged and not refused: `accept` or `do dialback`. */
export interface JudgedPeer extends UnjudgedPeer {
  readonly judgement: StreamJudgement;
}

/** What comes next, at once if it is there; undefined: the other side has closed. */
export type Receive = () => Promise<Uint8Array | undefined>;

/** How a connection is left. */
export interface Parting {
  /**
   * What to send over TLS before the connection is ended, such as a header and a stream error. The error is the one that is
   * thrown then: PeerRefusedError with the judgement, or what readHeader() threw. Default: nothing.
   */
  readonly farewell?: (error: unknown) => string | undefined;
  /** Comes back in events. */
  readonly id?: string;
}

/** How a connection is accepted and judged. */
export interface AcceptOptions extends AcceptTlsOptions, Parting {
  /**
   * Reads the header that comes over TLS, and says whom it names: `to` and `from`; if it likes, with TLSA
   * records for that domain. What it has received is its own; the rest
   * is left in the socket. Nothing can be sent meanwhile. What it throws ends the connection.
   */
  readonly readHeader: (receive: Receive) => Promise<Pick<StreamPair, 'local' | 'remote' | 'tlsa'>>;
  /** Milliseconds for that. Default: 10 seconds. */
  readonly headerTimeout?: number;
}

/** How a connection is made and judged. */
export interface ConnectOptions
  extends Omit<InitiateTlsOptions, 'domain'>, Parting, Pick<StreamPair, 'local' | 'remote' | 'tlsa'> {}

const partingChecks = { farewell: aFunction, id: aText };

export const acceptChecks = settingsWith<AcceptOptions>(
  { ...acceptTlsChecks, ...partingChecks, readHeader: aFunction, headerTimeout: milliseconds },
  'context',
  'readHeader',
);

const { domain: _, ...connectTlsChecks } = initiateTlsChecks;
export const connectChecks = settingsWith<ConnectOptions>(
  { ...connectTlsChecks, ...partingChecks, local: aText, remote: aText, tlsa: aTlsaAnswer },
  'context',
  'local',
  'remote',
);

export interface PeerJudge {
  readonly now: () => number;
  readonly judge: (pair: StreamPair) => Promise<StreamJudgement>;
  readonly onHandshake: (event: HandshakeEvent) => void;
}

/** The socket is ended on every way out but the last. */
export async function acceptPeer(
  socket: Socket,
  { readHeader, headerTimeout = 10_000, farewell, id, ...options }: AcceptOptions,
  judge: PeerJudge,
): Promise<JudgedPeer> {
  const peer = await observed(socket, 'client', id, judge, () => acceptTls(socket, options));
  return orEnded(peer, farewell, async () => {
    const { local, remote, tlsa } = await inTime(headerTimeout, readHeader(receiver(peer.socket)));
    return admit(peer, { direction: 'in', local, remote, ...given({ id, tlsa }) }, judge);
  });
}

/** The socket is ended on every way out but the last. */
export async function connectPeer(
  socket: Socket,
  { local, remote, tlsa, farewell, id, ...options }: ConnectOptions,
  judge: PeerJudge,
): Promise<JudgedPeer> {
  const shake = () => initiateTls(socket, { ...options, domain: remote });
  const peer = await observed(socket, 'server', id, judge, shake);
  const pair = { direction: 'out', local, remote, ...given({ id, tlsa }) } as const;
  return orEnded(peer, farewell, () => admit(peer, pair, judge));
}

/** Without what is undefined. */
const given = ({
  id,
  tlsa,
}: {
  id: string | undefined;
  tlsa?: StreamPair['tlsa'];
}): Pick<StreamPair, 'id' | 'tlsa'> => ({
  ...(id !== undefined && { id }),
  ...(tlsa && { tlsa }),
});

async function admit(
  peer: UnjudgedPeer,
  pair: Omit<StreamPair, 'tls'>,
  { judge }: PeerJudge,
): Promise<JudgedPeer> {
  const judgement = await judge({ ...pair, tls: peer });
  const { verdict } = judgement.decision;
  if (verdict !== 'accept' && verdict !== 'do dialback') throw new PeerRefusedError(judgement);
  if (peer.socket.destroyed) throw new PeerTlsError('gone', 'the other side has closed the connection');
  return { ...peer, judgement };
}

async function orEnded(
  { socket }: UnjudgedPeer,
  farewell: Parting['farewell'],
  work: () => Promise<JudgedPeer>,
): Promise<JudgedPeer> {
  try {
    return await work();
  } catch (error) {
    try {
      const words = farewell?.(error);
      if (words !== undefined) await part(socket, words);
    } catch (failure) {
      // Why the peer was refused must not be lost over it.
      warn(failure);
    } finally {
      socket.destroy();
    }
    throw error;
  }
}

/** Milliseconds in which the other side may take note. */
const grace = 2000;

function part(tls: TLSSocket, words: string): Promise<void> {
  return new Promise((resolve) => {
    if (tls.destroyed) return resolve();
    const impatience = setTimeout(resolve, grace);
    const onEnd = (): void => {
      clearTimeout(impatience);
      resolve();
    };
    tls.once('end', onEnd).once('close', onEnd);
    // Its end is for the other side: ejabberd does not read on behind ours.
    tls.write(words);
    // What else it says is thrown away.
    tls.resume();
  });
}

/** Leaves no listener, and in the socket what it has not given out. */
function receiver(tls: TLSSocket): Receive {
  const heard = () =>
    new Promise<void>((resolve) => {
      const onEvent = (): void => {
        for (const event of receiverEvents) tls.off(event, onEvent);
        resolve();
      };
      for (const event of receiverEvents) tls.on(event, onEvent);
    });
  let isToldOfEnd = false;
  return async () => {
    for (;;) {
      const data = tls.read() as Uint8Array | null;
      if (data) return data;
      if (tls.destroyed || tls.readableEnded) {
        // Whoever asks on and on would keep the event loop to himself.
        if (isToldOfEnd) throw new PeerTlsError('gone', 'the other side has closed the connection');
        isToldOfEnd = true;
        return undefined;
      }
      await heard();
    }
  };
}

const receiverEvents = ['readable', 'end', 'close'] as const;

function inTime<Answer>(timeout: number, work: Promise<Answer>): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(
      () => reject(new PeerTlsError('timeout', `no header came over TLS within ${timeout} ms`)),
      timeout,
    );
    work.then(resolve, reject).finally(() => clearTimeout(timer));
  });
}

async function observed(
  socket: Socket,
  role: HandshakeEvent['role'],
  id: string | undefined,
  { now, onHandshake }: PeerJudge,
  shake: () => Promise<UnjudgedPeer>,
): Promise<UnjudgedPeer> {
  const start = now();
  const { remoteAddress: address, remotePort: port } = socket;
  const tellOutcome = (outcome: HandshakeEvent['outcome'], tls?: TLSSocket): void =>
    onHandshake({
      ...{ ...given({ id }), role, outcome, address, port, duration: now() - start },
      ...{ protocol: tls?.getProtocol() ?? undefined, cipher: tls?.getCipher().name },
    });
  try {
    const peer = await shake();
    tellOutcome('done', peer.socket);
    return peer;
  } catch (error) {
    if (error instanceof PeerTlsError) tellOutcome(error.code);
    throw error;
  }
}
