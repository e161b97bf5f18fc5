/** Why a handshake led to nothing. */
export type PeerTlsErrorCode =
  /** The handshake did not come to an end in time; the socket has been destroyed. */
  | 'timeout'
  /** The two sides did not agree, or what came was no TLS; the socket has been destroyed. */
  | 'handshake-failed'
  /** The connection ended before the handshake did, or before anybody asked for the chain. */
  | 'closed'
  /** The connection ended between the handshake and the verdict. */
  | 'gone'
  | 'aborted'
  /** A resumed session brings no fresh chain, only what somebody once presented. */
  | 'session-resumed'
  /** There is no chain before the handshake is done. */
  | 'handshake-unfinished';

/** Why there is no chain to judge. Never to be taken for "the peer presented no certificate". */
export class PeerTlsError extends Error {
  override readonly name = 'PeerTlsError';
  readonly code: PeerTlsErrorCode;

  constructor(code: PeerTlsErrorCode, message: string, options?: ErrorOptions) {
    super(message, options);
    this.code = code;
  }
}
