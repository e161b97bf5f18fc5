import { requireObject } from '../public/argument.ts';
import type { PeerReport } from '../index.ts';
import { type StreamEnding } from '../federation/stream-ending.ts';
import type { PeerTlsErrorCode } from './peer-tls-error.ts';

/** What every event of a guard says. */
export interface GuardEvent {
  /** What the caller gave as the stream's id, so that events can be joined with its log. */
  readonly id?: string;
}

/** What a metrics system wants to know of a verdict. No names: those are for logs. */
export interface VerdictEvent extends GuardEvent {
  /** What the other side is in the handshake. */
  readonly role: 'client' | 'server';
  readonly verdict: PeerReport['decision']['verdict'];
  readonly rule: PeerReport['decision']['rule'];
  /** Of the certificate; undefined: there is no TLS. */
  readonly state: PeerReport['state'] | undefined;
  /** Codes of the reasons, each once, in order. */
  readonly codes: readonly string[];
  /** Milliseconds, by the clock of the guard. */
  readonly duration: number;
  /** Asked again of a stream that is open. */
  readonly isRecheck?: true;
}

/** How a handshake came out. */
export interface HandshakeEvent extends GuardEvent {
  readonly role: 'client' | 'server';
  readonly outcome: 'done' | PeerTlsErrorCode;
  /** `TLSv1.3`; undefined, like the next: it did not come to that. */
  readonly protocol: string | undefined;
  readonly cipher: string | undefined;
  readonly address: string | undefined;
  readonly port: number | undefined;
  readonly duration: number;
}

/** A stream is ended because what spoke for it no longer does. */
export interface EndingEvent extends GuardEvent, StreamEnding {
  readonly role: 'client' | 'server';
}

/**
 * An event under the names of OpenTelemetry's semantic conventions, where they have one, and of our own, `expcert.*`;
 * docs/telemetry.md lists them.
 */
export function telemetryOf(event: VerdictEvent | HandshakeEvent | EndingEvent): Attributes {
  requireObject('event', event, 'an event of a peerGuard', 'role');
  const given: Readonly<Record<string, Attribute | undefined>> = {
    ...{ 'expcert.stream.id': event.id, 'expcert.peer.role': event.role },
    ...attributesOf(event),
  };
  return Object.fromEntries(
    Object.entries(given).filter((entry): entry is [string, Attribute] => entry[1] !== undefined),
  );
}

/** The value of an attribute. */
export type Attribute = string | number | boolean | readonly string[];
/** Attributes of a span or a log record. */
export type Attributes = Readonly<Record<string, Attribute>>;

function attributesOf(
  event: VerdictEvent | HandshakeEvent | EndingEvent,
): Readonly<Record<string, Attribute | undefined>> {
  if ('outcome' in event) {
    const isDone = event.outcome === 'done';
    return {
      'tls.established': isDone,
      'tls.protocol.name': isDone ? 'tls' : undefined,
      'tls.protocol.version': event.protocol?.replace(/^TLSv/, ''),
      'tls.cipher': event.cipher,
      // The conventions call the side that listens the server, and both `peer` from where one stands.
      ...(event.role === 'server' && { 'server.address': event.address, 'server.port': event.port }),
      'network.peer.address': event.address,
      'network.peer.port': event.port,
      'network.transport': 'tcp',
      'error.type': isDone ? undefined : event.outcome,
      'expcert.handshake.duration': event.duration,
    };
  }
  if ('condition' in event) return { 'expcert.ending.condition': event.condition };
  return {
    'expcert.verdict': event.verdict,
    'expcert.rule': event.rule,
    'expcert.certificate.state': event.state,
    'expcert.finding.codes': event.codes,
    'expcert.verdict.duration': event.duration,
    'expcert.recheck': event.isRecheck ?? false,
  };
}
