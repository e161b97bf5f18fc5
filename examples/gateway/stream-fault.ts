import type { Decision } from 'expcert';
import { PeerTlsError } from 'expcert/node';

/** A stream has to end, with this stream error (RFC 6120 4.9.3). */
export class StreamFault extends Error {
  override readonly name = 'StreamFault';
  readonly condition: string;

  constructor(condition: string, text: string) {
    super(text);
    this.condition = condition;
  }
}

/** A connection has to end without a word (RFC 6120 5.4.3.2). */
export class Hangup extends Error {
  override readonly name = 'Hangup';
}

/** A stanza or a question cannot be brought to a domain: the condition for its sender. */
export class Undeliverable extends Error {
  override readonly name = 'Undeliverable';
  readonly condition: string;

  constructor(condition: string, text: string, options?: ErrorOptions) {
    super(text, options);
    this.condition = condition;
  }
}

/** What ends a stream that is refused. */
export function faultOf({ wire, rule }: Decision): StreamFault | Hangup {
  return wire.kind === 'stream error' ? new StreamFault(wire.condition, wire.text) : new Hangup(`refused by ${rule}`);
}

/** Of a failed handshake TLS itself has told the other side. What nobody has foreseen is our own fault. */
export function endingOf(error: unknown): StreamFault | Hangup {
  if (error instanceof StreamFault || error instanceof Hangup) return error;
  if (error instanceof PeerTlsError) return new Hangup(`${error.code}: ${error.message}`);
  if (error instanceof Undeliverable) return new Hangup(error.message);
  return new StreamFault('internal-server-error', 'something unforeseen has happened');
}
