import type { Service } from '../deployment/model.ts';
import type { Citation } from '../findings/sources.ts';

/** Where a name is asked for: on the internet, or in the DNS that the Expressway-C asks. */
export const dnsViews = ['external', 'internal'] as const;
/** From where a name is asked for. */
export type DnsView = (typeof dnsViews)[number];

/**
 * `needed`: a service fails without it. `recommended`: something works less well. `forbidden`: a service fails or goes astray
 * with it.
 */
export type RecordNeed = 'needed' | 'recommended' | 'forbidden';

/** `sure`: Cisco's text says so. `likely`: known from secondary texts. `inferred`: follows from texts that are sure. */
export type Certainty = 'sure' | 'likely' | 'inferred';

/** One target of a service record (RFC 2782). */
export interface ServiceTarget {
  readonly priority: number;
  readonly weight: number;
  readonly port: number;
  /** FQDN without trailing dot. */
  readonly target: string;
}

/** What stands behind a name. Lists are whole: a name has every entry, and no other. */
export type RecordData =
  /** `targets` are absent where the deployment file does not say them. */
  | { readonly type: 'SRV'; readonly targets?: readonly ServiceTarget[] }
  /** A and AAAA; `addresses` are empty where the deployment file does not say them. */
  | { readonly type: 'address'; readonly of: readonly AddressOf[] }
  /** The reverse record of each address of the name; it names this name and no other. */
  | { readonly type: 'PTR'; readonly of: AddressOf; readonly target: string };

/** Whose addresses: a peer, or a node of another product. */
export interface AddressOf {
  readonly host: string;
  /** In words, where the deployment file has no address: `public address of expe1.example.com`. */
  readonly says: string;
  readonly addresses: readonly string[];
}

/** One name in one view, and what is to be there, or must not be. */
export interface DnsRecord {
  /** Row of the table of records, such as `DNS-3`. */
  readonly row: string;
  readonly view: DnsView;
  readonly need: RecordNeed;
  readonly certainty: Certainty;
  /** FQDN without trailing dot; of a PTR the host whose address is asked. */
  readonly name: string;
  /** Whose administrators keep it: the shortest domain of the deployment that the name is in. */
  readonly zone: string;
  readonly data: RecordData;
  readonly services: readonly Service[];
  readonly reason: string;
  readonly citations: readonly [Citation, ...Citation[]];
}
