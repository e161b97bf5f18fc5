import type { Socket } from 'node:net';
import type { SecureContext, TLSSocket } from 'node:tls';
import type { ContextChoice } from './tls-options.ts';

export interface HandshakeOptions {
  /** Milliseconds until the socket is destroyed. Default: 10 seconds. */
  readonly timeout?: number;
  readonly signal?: AbortSignal;
}

export interface AcceptTlsOptions extends HandshakeOptions {
  /** By STARTTLS: the one for `to` of the stream header. By direct TLS: a choice by server name. */
  readonly context: SecureContext | ContextChoice;
}

export interface InitiateTlsOptions extends HandshakeOptions {
  /** Whom we connect to: `to` of the stream header, never a host name from DNS. Sent as server name. */
  readonly domain: string;
  readonly context: SecureContext;
}

/** An encrypted connection to somebody who has still to be judged: verifyPeer() before anything is sent over it. */
export interface UnjudgedPeer {
  readonly socket: TLSSocket;
  /** As captureChain() gives it. */
  readonly chain: readonly Uint8Array[];
  /** The OCSP response that came in the handshake, DER; outbound only. */
  readonly stapledOcsp: Uint8Array | undefined;
}

/**
 * The receiving side's handshake, on a socket fresh from the listener (direct TLS) or after `<proceed/>` (STARTTLS). Take
 * your listeners off the socket first, and refuse what has come after `<starttls/>`: it was not encrypted.
 *
 * @throws PeerTlsError, with the socket destroyed
 */
export function acceptTls(socket: Socket, options: AcceptTlsOptions): Promise<UnjudgedPeer> {
  throw new Error('not yet');
}

/**
 * The initiating side's handshake, on a socket that is connected (direct TLS) or has had `<proceed/>` (STARTTLS). Take your
 * listeners off the socket first, and refuse what has come after `<proceed/>`: it was not encrypted.
 *
 * @throws PeerTlsError, with the socket destroyed
 */
export function initiateTls(socket: Socket, options: InitiateTlsOptions): Promise<UnjudgedPeer> {
  throw new Error('not yet');
}
