import type { Deployment, Cluster, Peer, Position, Service } from '../deployment/model.ts';
import type { NameKind } from './table.ts';

/** A subjectAltName entry: the GeneralName forms an Expressway knows. */
export interface AltName {
  readonly type: 'DNS' | 'SRV' | 'XMPP';
  readonly value: string;
}

/** Why a certificate carries a name. */
export interface Reason {
  /** Id of the row of san/table.ts that asks for it. */
  readonly row: string;
  readonly kind: NameKind;
  /** What was written in the deployment file, before a format was applied. */
  readonly written: string;
  readonly format: 'DNS' | 'CollabEdgeDNS' | 'SRVName' | 'XMPPAddress';
  /** Services in use that need the name; empty where it is only allowed. */
  readonly neededFor: readonly Service[];
  readonly position?: Position;
}

export interface PlannedName extends AltName {
  readonly reasons: readonly Reason[];
}

export function namesFor(deployment: Deployment, cluster: Cluster, peer: Peer): PlannedName[] {
  throw new Error(`${deployment.name} ${cluster.id} ${peer.name.name}`);
}
