import type {
  CaKind,
  Cluster,
  Custody,
  Deployment,
  Peer,
  Position,
  RequestSettings,
  Role,
  Service,
  SubjectAttribute,
} from '../deployment/model.ts';
import type { PlannedName } from '../san/required.ts';
import { namesFor } from '../san/required.ts';

/** What one peer's request must hold. */
export interface PeerPlan {
  readonly cluster: string;
  readonly role: Role;
  readonly peer: string;
  readonly release: string;
  readonly ca: CaKind;
  readonly custody: Custody;
  readonly commonName: string;
  /** Why this name is the CN. */
  readonly commonNameFrom: 'cluster' | 'peer';
  /** Subject besides CN, in the order of the file. */
  readonly subject: readonly SubjectAttribute[];
  readonly request: RequestSettings;
  /** In the order the Expressway page lists them; no name twice. */
  readonly names: readonly PlannedName[];
  readonly position?: Position;
}

export interface Plan {
  readonly deployment: Deployment;
  readonly services: readonly Service[];
  readonly peers: readonly PeerPlan[];
}
