/** Who opened the stream: `in`, the other server to us; `out`, we to it. */
export type Direction = 'in' | 'out';

/** What TLS came to. `not used`: security mode "No TLS"; `insisted on`: in that mode the other side demands it. */
export type TlsState = 'up' | 'not-offered' | 'failed' | 'not used' | 'insisted on';

/**
 * What is to be said of the other server's certificate, in one word. `san-mismatch` and `cn-only` say nothing of a path:
 * none need have been looked for.
 */
export const certificateStates = [
  'none',
  'ok',
  'san-mismatch',
  'cn-only',
  'untrusted',
  'self-signed',
  'expired',
  'revoked',
  'rev-unknown',
  'untrusted+san-mismatch',
] as const;
/** What is to be said of the other server's certificate, in one word. */
export type CertificateState = (typeof certificateStates)[number];

/** Server dialback (XEP-0220) so far; `error`: the authoritative server could not be asked. */
export type DialbackState = 'not yet done' | 'valid' | 'invalid' | 'error';

/** What is known of a stream, or of one pair of domains on it. */
export interface DecisionFacts {
  readonly direction: Direction;
  /** Is the domain on our side one of ours? Default: yes. */
  readonly isToLocal?: boolean;
  readonly isAllowed: boolean;
  readonly tls: TlsState;
  /** Of interest only with TLS, and where neither R0 nor R1 refuses. */
  readonly certificate?: CertificateState;
  /** To say on the wire in the place of the words for `certificate`. */
  readonly certificateText?: string;
  readonly dialback: DialbackState;
  /** Why dialback had no result. Default: remote-server-timeout. */
  readonly dialbackError?: DialbackError;
  /** A further pair of domains on a stream that is up already. Default: no. */
  readonly isFurtherPair?: boolean;
}

/** Why dialback had no result. */
export type DialbackError = 'remote-connection-failed' | 'remote-server-not-found' | 'remote-server-timeout';

/**
 * A rule of docs/federation-decisions.md; `G3`, `G4` and `G8` are answers to what the guide leaves open. `mutual TLS`:
 * federation without dialback, where the certificate decides alone. `not judged`: nobody could look at the certificate.
 */
export type DecisionRule =
  | 'R0'
  | 'R1'
  | 'R2'
  | 'R3'
  | 'R4'
  | 'R5+R11'
  | 'R6'
  | 'R7'
  | 'R8'
  | 'R9'
  | 'R11'
  | 'G3'
  | 'G4'
  | 'G8'
  | 'mutual TLS'
  | 'not judged';

/**
 * - `accept`: stanzas of the pair may flow
 * - `reject`: they may not
 * - `defer`: not now; the stream stays, its stanzas bounce
 * - `do dialback`: nothing speaks against it so far, and dialback decides
 */
export type StreamVerdict = 'accept' | 'reject' | 'defer' | 'do dialback';

/** What to send. `text` goes into the error's <text/>; it tells the peer no more than it knows. */
export type WireAnswer =
  | { readonly kind: 'nothing' }
  /** Without </stream:stream> and without stream error (RFC 6120 5.4.3.2). */
  | { readonly kind: 'close TCP' }
  | { readonly kind: 'stream error'; readonly condition: StreamErrorCondition; readonly text: string }
  | { readonly kind: 'db:result'; readonly type: 'valid' }
  /** The stream is to be closed unless other pairs use it. */
  | { readonly kind: 'db:result'; readonly type: 'invalid' }
  | { readonly kind: 'db:result'; readonly type: 'error'; readonly condition: DialbackErrorCondition }
  | { readonly kind: 'SASL EXTERNAL success' };

/** RFC 6120 4.9.3. */
export type StreamErrorCondition =
  'host-unknown' | 'policy-violation' | 'not-authorized' | 'resource-constraint';
/** XEP-0220 2.5. */
export type DialbackErrorCondition =
  | 'item-not-found'
  | 'forbidden'
  | 'policy-violation'
  | 'not-authorized'
  | 'resource-constraint'
  | DialbackError;

/** What is to be told the operator though the stream may be. */
export type DecisionWarning =
  /** Security mode "No TLS". */
  | 'plaintext'
  /** TLS was wanted and did not come about. */
  | 'plaintext downgrade'
  | 'encrypted, no certificate'
  /** G1: the certificate proves nothing, dialback alone tells who it is. */
  | 'identity unproven';

/** What becomes of a stream, by which rule, and what to send. */
export interface Decision {
  readonly verdict: StreamVerdict;
  readonly rule: DecisionRule;
  readonly wire: WireAnswer;
  readonly warnings: readonly DecisionWarning[];
  /** TLS failed and may be done without: close, and connect again without it (R5). */
  readonly fallsBackToTcp: boolean;
}
