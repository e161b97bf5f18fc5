import type { CaKind, IssuedBy, Role, Service } from '../deployment/model.ts';
import { opensConnections } from './release.ts';

/** Of a cluster, what decides what goes into its client stores. */
export interface ClientStoreCase {
  readonly role: Role;
  readonly ca: CaKind;
  readonly services: Iterable<Service>;
  /** The certificates of all its peers' server stores have clientAuth. */
  readonly hasClientAuth: boolean;
}

/**
 * Does a client store need a certificate of its own, or does a copy of the server certificate serve? It serves with
 * clientAuth in it, which private CAs go on issuing; without, where nobody is connected to who looks for it.
 */
export function needsOwnClient({ role, ca, services, hasClientAuth }: ClientStoreCase): boolean {
  if (ca === 'private' && hasClientAuth) return false;
  return role === 'C' || [...services].some((service) => opensConnections(role, service));
}

/** `client` of a cluster whose client store gets a certificate of its own. */
export const ownClient = (issuedBy: IssuedBy) => ({
  ca: 'private' as const,
  // The Expressway fetches certificates of one public CA only.
  ...(issuedBy !== 'files' && { issuedBy: 'files' as const }),
});
