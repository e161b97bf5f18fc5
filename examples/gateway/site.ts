import type { Resolver } from 'node:dns/promises';
import {
  toALabels,
  type AddressRefusal,
  type ConnectionPlaces,
  type Decision,
  type DialbackSecrets,
  type FederationPolicy,
  type OutboundAttempts,
} from 'expcert';
import type { FetchEvent, LocalContexts, PeerGuard } from 'expcert/node';
import type { Connection } from './connection.ts';
import type { ReaderLimits } from './xml.ts';
import type { Element } from './xml.ts';

/** Milliseconds that a peer may keep us waiting, by what we wait for. */
export interface Timeouts {
  readonly connect: number;
  readonly header: number;
  readonly features: number;
  readonly startTls: number;
  readonly handshake: number;
  /** Everything from TLS to the first pair of domains that is accepted. */
  readonly authentication: number;
  /** Between stanzas; then the stream is closed in good order. */
  readonly inactivity: number;
  /** For the other side's </stream:stream>. */
  readonly closing: number;
}

/** For those who read the log, and for metrics. */
export type GatewayEvent =
  | {
      readonly kind: 'verdict';
      readonly id: string | undefined;
      readonly direction: 'in' | 'out';
      readonly local: string;
      readonly remote: string;
      readonly decision: Decision;
      /** Of the certificate; undefined: there is no TLS. */
      readonly state: string | undefined;
      readonly codes: readonly string[];
    }
  | {
      readonly kind: 'opened';
      /** Of the connection, in all that is told of it. */
      readonly id: string;
      readonly direction: 'in' | 'out';
      readonly local: string;
      readonly remote: string;
    }
  | {
      readonly kind: 'closed';
      readonly id: string;
      readonly direction: 'in' | 'out';
      readonly phase: string;
      readonly why: string;
    }
  /** A connection for which there was no place. */
  | { readonly kind: 'turned away'; readonly address: string }
  /** What speaks against the settings, at the start and whenever they are read again. */
  | { readonly kind: 'setting'; readonly told: string }
  | { readonly kind: 'list'; readonly event: FetchEvent }
  /** Something nobody has asked for: a result of dialback, or a stanza on a stream that goes the other way. */
  | { readonly kind: 'unsolicited'; readonly what: string };

/** What all streams of a gateway have in common. */
export interface Site {
  readonly policy: FederationPolicy;
  readonly guard: PeerGuard;
  readonly contexts: LocalContexts;
  /** undefined: no dialback, only SASL EXTERNAL. */
  readonly secrets: DialbackSecrets | undefined;
  readonly resolver: Resolver;
  /** Who may hold an inbound connection. */
  readonly places: ConnectionPlaces;
  /** Connections to servers of a domain. */
  readonly attempts: OutboundAttempts;
  /** Questions to them about dialback keys. */
  readonly questions: OutboundAttempts;
  /** Why not to connect to an address. */
  readonly addressRefusal: (address: string, isStaticRoute: boolean) => AddressRefusal | undefined;
  /** All that are open, or on their way. */
  readonly connections: Set<Connection>;
  readonly timeouts: Timeouts;
  readonly limits: { readonly unauthenticated: ReaderLimits; readonly authenticated: ReaderLimits };
  readonly now: () => number;
  /** Takes stanzas from accepted pairs of domains. */
  readonly deliver: (stanza: Element) => void;
  readonly onEvent: (event: GatewayEvent) => void;
}

const second = 1000;

export const defaultTimeouts: Timeouts = {
  connect: 10 * second,
  header: 10 * second,
  features: 20 * second,
  startTls: 10 * second,
  handshake: 10 * second,
  authentication: 30 * second,
  inactivity: 600 * second,
  closing: 2 * second,
};

export const defaultLimits: Site['limits'] = {
  unauthenticated: { element: 10_000, depth: 6, total: 64_000 },
  authenticated: { element: 256 * 1024, depth: 64, total: Infinity },
};

/** As domains are compared everywhere; what is no domain stays what it is, and matches none. */
export function canonical(domain: string): string {
  const parsed = toALabels(domain);
  return 'name' in parsed ? parsed.name : domain;
}

/** Of `user@domain/resource`. */
export function domainOf(address: string): string {
  const [bare] = address.split('/', 1);
  return canonical(bare!.slice(bare!.indexOf('@') + 1));
}
