import type { ExtendedKeyUsage, IssuedBy, Role } from '../deployment/model.ts';
import { ownClient } from '../product/client-store.ts';
import { hasClientStore, isBefore, releaseFacts } from '../product/release.ts';
import type { CertificateStoreName } from '../findings/requirements.ts';
import type { RequestPlan } from './plan.ts';

/** Of a request, what decides how its usages are to be put right. */
export type UsageCase = {
  readonly role: Role;
  readonly release: string;
  readonly store: CertificateStoreName;
};

const switchFrom = releaseFacts.serverEkuUploadSwitch.from;
const storesFrom = releaseFacts.separateClientStore.from;

/** Lines of the deployment file, as a cluster has them. */
export const usageLines = {
  serverOnly: 'request: { extendedKeyUsage: [serverAuth] }',
  own: 'client: { ca: private }',
  copy: 'client: copy of the server certificate',
} as const;

/** `client` of a cluster in whose client store goes a certificate of a private CA. */
export function ownClientLine(issuedBy: IssuedBy): string {
  const entries = Object.entries(ownClient(issuedBy)).map(([key, value]) => `${key}: ${value}`);
  return `client: { ${entries.join(', ')} }`;
}

/** A request without any usage asks for all. */
export const asksForClientAuth = ({ request: { extendedKeyUsage } }: RequestPlan): boolean =>
  extendedKeyUsage.length === 0 || extendedKeyUsage.includes('clientAuth');

/** What to do about client authentication that a public CA does not issue, or soon will not. */
export function withoutClientAuth({ role, release, store }: UsageCase): readonly string[] {
  if (store === 'client') {
    return [
      'Have the client certificate signed by a private CA: ca: private under client.',
      ...(role === 'E' ? [`Or, where nobody looks at its usages: ${usageLines.copy}.`] : []),
    ];
  }
  const hasTwoStores = hasClientStore(release);
  if (hasTwoStores) {
    const serverOnly = `Ask for serverAuth alone: ${usageLines.serverOnly}; the server store of ${release} takes it.`;
    // An Expressway-C opens the tunnels with its client certificate: first that, or it is without.
    return role === 'C'
      ? [`Plan a client certificate of a private CA: ${usageLines.own}.`, serverOnly]
      : [
          serverOnly,
          `Plan its client certificate: ${usageLines.own}; or, for mobile and remote access alone, ${usageLines.copy}.`,
        ];
  }
  if (role === 'E' && !isBefore(release, switchFrom)) {
    return [
      `Ask for serverAuth alone: ${usageLines.serverOnly}; on each Expressway-E run xConfiguration XCP TLS Certificate CVS EnableServerEkuUpload: On, and write serverEkuUpload: true.`,
      `Where partners look at the usages of a client: upgrade to ${storesFrom}, which keeps server and client certificate apart.`,
    ];
  }
  return [
    role === 'E'
      ? `Upgrade: an Expressway-E takes serverAuth alone from ${switchFrom}; from ${storesFrom} on server and client certificate are kept apart.`
      : `Set ca: private for this cluster: those who meet an Expressway-C are your own.`,
    role === 'E'
      ? 'Or use a private CA, where those outside can trust one.'
      : `Or upgrade to ${storesFrom}, which keeps server and client certificate apart.`,
  ];
}

/** What to do about a usage that the release demands and the request does not ask for. */
export function withMissingUsage(
  about: UsageCase,
  missing: readonly ExtendedKeyUsage[],
  isIssued: boolean,
): readonly string[] {
  const key = about.store === 'client' ? 'client.request.extendedKeyUsage' : 'request.extendedKeyUsage';
  if (!isIssued) return withoutClientAuth(about);
  return [
    `Add ${missing.join(' and ')} to ${key}.`,
    ...(about.store === 'client' && about.role === 'E'
      ? [`Or, where nobody looks at its usages: ${usageLines.copy}.`]
      : []),
  ];
}
