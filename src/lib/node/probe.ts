import type { SecureContext } from 'node:tls';
import type { FederationPolicy, PeerProfile, PeerReport, PeerTrust } from '../index.ts';

/** What a connection is good for before TLS. It ends with the function it was given to. */
export interface ClearStream {
  send(text: string): void;
  /** What comes next; undefined: the other side has closed. */
  receive(): Promise<Uint8Array | undefined>;
}

/** Each in milliseconds. */
export interface ProbeTimeouts {
  /** Name lookup included. Default: 10 seconds. */
  readonly connect: number;
  /** Everything before TLS. Default: 10 seconds. */
  readonly negotiate: number;
  /** Default: 10 seconds. */
  readonly handshake: number;
}

export interface ProbeQuestion {
  readonly port: number;
  /** Whom the other side is meant to be: `to` of a stream. */
  readonly domain: string;
  readonly trust: PeerTrust;
  /** Milliseconds since 1970. */
  readonly time: number;
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

export interface ProbeReport {
  readonly address: string;
  readonly port: number;
  /** `TLSv1.3` */
  readonly protocol: string | null;
  readonly cipher: string;
  readonly alpn: string | undefined;
  readonly chain: readonly Uint8Array[];
  readonly stapledOcsp: Uint8Array | undefined;
  readonly peer: PeerReport;
}

export type ProbePhase = 'connect' | 'negotiate' | 'handshake';

/** How far a probe came, and what stopped it. */
export class ProbeError extends Error {
  override readonly name = 'ProbeError';
  readonly phase: ProbePhase;
  /** `timeout`, `aborted`, `too-much-data`, `data-before-tls`, `closed`, or a code of node:net and node:tls. */
  readonly code: string;

  constructor(phase: ProbePhase, code: string, message: string, options?: ErrorOptions) {
    super(message, options);
    this.phase = phase;
    this.code = code;
  }
}

/**
 * What does a server present, and what would the policy say? Connects, takes the chain, hangs up without having sent or
 * read anything over TLS, and judges it. Nobody gets at the connection, so nobody can come to use one that was refused.
 *
 * @param host name or address to connect to
 * @throws ProbeError, and what `negotiate` throws
 */
export function probe(host: string, policy: FederationPolicy, question: ProbeQuestion): Promise<ProbeReport> {
  throw new Error('not yet');
}
