import type { Socket } from 'node:net';
import { connect, TLSSocket, type SecureContext } from 'node:tls';
import { aText, settingsWith, type Checks } from '../public/settings.ts';
import { aContext, aSignal, milliseconds, requireSocket } from './arguments.ts';
import { captureChain } from './capture-chain.ts';
import { PeerTlsError } from './peer-tls-error.ts';
import { acceptOptions, initiateOptions, type ContextChoice } from './tls-options.ts';

/** How long a handshake may take. */
export interface HandshakeOptions {
  /** Milliseconds until the socket is destroyed. Default: 10 seconds. */
  readonly timeout?: number;
  readonly signal?: AbortSignal;
}

/** How TLS is accepted on a socket. */
export interface AcceptTlsOptions extends HandshakeOptions {
  /** By STARTTLS: the one for `to` of the stream header. By direct TLS: a choice by server name. */
  readonly context: SecureContext | ContextChoice;
}

/** How TLS is begun on a socket. */
export interface InitiateTlsOptions extends HandshakeOptions {
  /** Whom we connect to: `to` of the stream header, never a host name from DNS. Sent as server name. */
  readonly domain: string;
  readonly context: SecureContext;
}

const handshakeChecks: Checks<HandshakeOptions> = { timeout: milliseconds, signal: aSignal };

export const acceptTlsChecks: Checks<AcceptTlsOptions> = {
  ...handshakeChecks,
  context: (argument, value) => {
    if (typeof value !== 'function') aContext(argument, value);
  },
};
export const initiateTlsChecks: Checks<InitiateTlsOptions> = {
  ...handshakeChecks,
  domain: aText,
  context: aContext,
};
const accepting = settingsWith(acceptTlsChecks, 'context');
const initiating = settingsWith(initiateTlsChecks, 'domain', 'context');

/** An encrypted connection to somebody who has still to be judged: verifyPeer() before anything is sent over it. */
export interface UnjudgedPeer {
  /** What happens to it ends in 'close'; its errors end no process, listened to or not. */
  readonly socket: TLSSocket;
  /** Of the other side, as it was when the handshake began. */
  readonly address: string | undefined;
  /** As captureChain() gives it. */
  readonly chain: readonly Uint8Array[];
  /** The OCSP response that came in the handshake, DER; outbound only. */
  readonly stapledOcsp: Uint8Array | undefined;
}

/**
 * The receiving side's handshake, on a socket fresh from the listener (direct TLS) or after `<proceed/>` (STARTTLS). Take
 * your listeners off the socket first, and refuse what has come after `<starttls/>`: it was not encrypted.
 *
 * @throws PeerTlsError, with the socket destroyed; TypeError for what is no socket and options that make no sense
 */
export async function acceptTls(socket: Socket, options: AcceptTlsOptions): Promise<UnjudgedPeer> {
  requireSocket(socket);
  accepting('options', options);
  const { context, ...rest } = options;
  const begin = () => new TLSSocket(socket, acceptOptions(context));
  return shakeHands(socket, begin, 'secure', rest);
}

/**
 * The initiating side's handshake, on a socket that is connected (direct TLS) or has had `<proceed/>` (STARTTLS). Take your
 * listeners off the socket first, and refuse what has come after `<proceed/>`: it was not encrypted.
 *
 * @throws PeerTlsError, or TypeError where `domain` is none; with the socket destroyed. TypeError for what is no socket and
 *   options that make no sense
 */
export async function initiateTls(socket: Socket, options: InitiateTlsOptions): Promise<UnjudgedPeer> {
  requireSocket(socket);
  initiating('options', options);
  const { domain, context, ...rest } = options;
  const begin = () => connect({ ...initiateOptions(domain, context), socket });
  return shakeHands(socket, begin, 'secureConnect', rest);
}

function shakeHands(
  socket: Socket,
  begin: () => TLSSocket,
  done: 'secure' | 'secureConnect',
  { timeout = 10_000, signal }: HandshakeOptions,
): Promise<UnjudgedPeer> {
  return new Promise((resolve, reject) => {
    if (signal?.aborted || socket.destroyed) {
      socket.destroy();
      reject(signal?.aborted ? aborted() : closed());
      return;
    }
    const address = socket.remoteAddress;
    let tls: TLSSocket;
    try {
      tls = begin();
    } catch (error) {
      socket.destroy();
      reject(error as Error);
      return;
    }
    let stapledOcsp: Uint8Array | undefined;
    // An error may come before the caller listens, or after the caller has given up.
    tls.on('error', () => {});
    const fail = (error: PeerTlsError): void => {
      settle();
      // node:tls itself would leave it open.
      socket.destroy();
      reject(error);
    };
    const onDone = (): void => {
      try {
        const chain = captureChain(tls);
        settle();
        resolve({ socket: tls, address, chain, stapledOcsp });
      } catch (error) {
        fail(error as PeerTlsError);
      }
    };
    const onStapled = (response: Uint8Array | null): void => void (stapledOcsp = response ?? undefined);
    const onError = (error: Error): void => fail(failed(error));
    const onClose = (): void => fail(closed());
    const onAbort = (): void => fail(aborted());
    const onTimeout = (): void =>
      fail(new PeerTlsError('timeout', `the TLS handshake was not done after ${timeout} ms`));
    const timer = setTimeout(onTimeout, timeout);
    const settle = (): void => {
      clearTimeout(timer);
      signal?.removeEventListener('abort', onAbort);
      tls.off(done, onDone).off('error', onError).off('close', onClose).off('OCSPResponse', onStapled);
    };
    tls.on(done, onDone).on('error', onError).on('close', onClose).on('OCSPResponse', onStapled);
    signal?.addEventListener('abort', onAbort);
  });
}

const aborted = () => new PeerTlsError('aborted', 'the TLS handshake was called off');
const closed = () => new PeerTlsError('closed', 'the other side closed the connection in the TLS handshake');

function failed(error: NodeJS.ErrnoException): PeerTlsError {
  const isClosed = error.code === 'ECONNRESET' || error.code === 'EPIPE';
  return isClosed
    ? new PeerTlsError('closed', closed().message, { cause: error })
    : new PeerTlsError('handshake-failed', `the TLS handshake failed: ${opensslReason(error)}`, {
        cause: error,
      });
}

/** `error:0A000126:SSL routines:…:no shared cipher:file:line:` without what only OpenSSL's authors can use. */
function opensslReason(error: Error & { readonly reason?: string }): string {
  return error.reason ?? error.message.trim();
}
