import { hasClientStore, holdsFor, opensConnections, releaseFacts } from '../product/release.ts';
import type { PeerPlan, Plan, RequestPlan } from './plan.ts';

/**
 * Do the Expressways of the other role look at the usages of the client that opens a zone to them? "ExtendedKeyUsage
 * Checking Mode" is On unless somebody has set it; their SSH tunnels look at them whatever it says.
 */
export function zonesCheckUsage({ deployment }: Plan, { role }: Pick<RequestPlan, 'role'>): boolean {
  const others = deployment.clusters.filter((cluster) => cluster.role !== role);
  const isChecking = others.map(
    ({ extendedKeyUsageChecking, release = deployment.release }) =>
      extendedKeyUsageChecking || !holdsFor(releaseFacts.separateClientStore, release),
  );
  return isChecking.length === 0 || isChecking.includes(true);
}

/** The switch of X15.4 with which an Expressway-E takes a certificate without clientAuth. */
export const isServerEkuUploadOn = (
  { deployment }: Plan,
  { cluster, role, release }: Pick<RequestPlan, 'cluster' | 'role' | 'release'>,
): boolean =>
  role === 'E' &&
  holdsFor(releaseFacts.serverEkuUploadSwitch, release) &&
  deployment.clusters.some(({ id, serverEkuUpload }) => id === cluster && serverEkuUpload);

/** A service in use makes it open connections, for which it shows the certificate of the client store. */
export const opensAnyConnection = (
  { services }: Pick<Plan, 'services'>,
  { role }: Pick<RequestPlan, 'role'>,
): boolean => services.some((service) => opensConnections(role, service));

/** Partners outside see the certificate of its client store. */
export const showsClientOutside = (plan: Plan, request: Pick<RequestPlan, 'role' | 'release'>): boolean =>
  request.role === 'E' && hasClientStore(request.release) && opensAnyConnection(plan, request);

/** Its client store gets a certificate of a private CA that is not the one of the server certificate. */
export const hasPrivateClientCa = ({ client, ca, issuer }: PeerPlan): boolean =>
  client?.copyOfServer === false && client.ca === 'private' && (ca !== 'private' || client.issuer !== issuer);
