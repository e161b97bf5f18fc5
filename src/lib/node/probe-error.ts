/** How far a probe came. */
export type ProbePhase = 'connect' | 'negotiate' | 'handshake';

/** How far a probe came, and what stopped it. */
export class ProbeError extends Error {
  override readonly name = 'ProbeError';
  readonly phase: ProbePhase;
  /**
   * `timeout`, `aborted`, `closed`; before TLS also `too-much-data` and `data-before-tls`; of connecting those of node:net,
   * such as `ECONNREFUSED`; of the handshake those of PeerTlsError.
   */
  readonly code: string;

  constructor(phase: ProbePhase, code: string, message: string, options?: ErrorOptions) {
    super(message, options);
    this.phase = phase;
    this.code = code;
  }
}
