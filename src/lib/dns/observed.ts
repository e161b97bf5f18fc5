import type { FederationPartner } from '../deployment/model.ts';
import type { Answer } from './answer.ts';
import type { DnsRecord, DnsView, ServiceTarget } from './record.ts';

/** A target of a service record, and what its name is. */
export interface ObservedTarget extends ServiceTarget {
  /** A and AAAA together. */
  readonly answer: Answer;
}

/** An address, and the name that it leads back to. */
export interface ObservedAddress {
  readonly address: string;
  /** PTR. */
  readonly answer: Answer;
}

/** A record of the plan, and what the resolver has behind it. */
export interface ObservedRecord {
  readonly record: DnsRecord;
  /** SRV, or A and AAAA together; of a PTR record those of its host. */
  readonly answer: Answer;
  readonly targets: readonly ObservedTarget[];
  /** Of a PTR record: each address of the host, the other way round. */
  readonly reverse: readonly ObservedAddress[];
  /** Names under which it was found though it does not belong there. */
  readonly mistyped: readonly string[];
}

/** A zone of the deployment by itself. */
export interface ObservedZone {
  readonly zone: string;
  /** A name that nobody makes, asked for what the records are. */
  readonly unlikely: Answer;
  /** Who may issue for names of the zone. */
  readonly caa: Answer;
}

/** A partner of XMPP federation that is found by DNS. */
export interface ObservedPartner {
  readonly name: string;
  readonly partner: FederationPartner;
  readonly answer: Answer;
  readonly targets: readonly ObservedTarget[];
}

/** What a resolver said of the records of a deployment. */
export interface ObservedDns {
  readonly view: DnsView;
  readonly records: readonly ObservedRecord[];
  readonly zones: readonly ObservedZone[];
  readonly partners: readonly ObservedPartner[];
}
