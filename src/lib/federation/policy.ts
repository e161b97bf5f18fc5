import type {
  DeclaredName,
  Deployment,
  FederationProfile,
  FederationSettings,
  PeerUsage,
  RevocationCheck,
  SecurityMode,
} from '../deployment/model.ts';

/** Which names of a certificate count, besides DNS-IDs and SRV-IDs of `_xmpp-server`. */
export interface AcceptedNames {
  readonly xmppAddress: boolean;
  readonly clientService: boolean;
  readonly commonName: boolean;
}

/** What decides about a certificate. */
export interface CertificatePolicy {
  /** The certificate must name one of these in its extendedKeyUsage, if it has the extension. */
  readonly usages: { readonly inbound: readonly PeerUsage[]; readonly outbound: readonly PeerUsage[] };
  readonly names: AcceptedNames;
  readonly revocationCheck: RevocationCheck;
  readonly unknownRevocation: 'reject' | 'accept';
  readonly minRsaBits: number;
}

/** What decides about a stream once its certificate has been judged. */
export interface StreamPolicy {
  readonly securityMode: SecurityMode;
  readonly requireCertificates: boolean;
  readonly profile: FederationProfile;
  /** May a verified certificate stand in for dialback? */
  readonly saslExternal: boolean;
}

/** Whom to federate with. Domains are A-labels in lower case. */
export interface PrivacyPolicy {
  readonly isOn: boolean;
  readonly mode: FederationSettings['privacyMode'];
  readonly allowList: ReadonlySet<string>;
  readonly denyList: ReadonlySet<string>;
  readonly useStaticRoutes: boolean;
  /** Addresses of equal rank, in the order of the file. */
  readonly staticRoutes: ReadonlyMap<string, readonly string[]>;
}

/** The federation settings of a deployment, ready to decide about streams. */
export interface FederationPolicy {
  /** Our own federation domains and chat node aliases. */
  readonly localDomains: ReadonlySet<string>;
  readonly privacy: PrivacyPolicy;
  readonly stream: StreamPolicy;
  readonly certificates: CertificatePolicy;
  /** Where the secret is kept; reading it is the caller's. */
  readonly dialbackSecret: { readonly env: string } | { readonly file: string } | undefined;
}

/** Undefined where the deployment file has no block `federation`. */
export function federationPolicy(deployment: Deployment): FederationPolicy | undefined {
  const { federation: settings, federationDomains, chatNodeAliases } = deployment;
  if (!settings) return undefined;
  return {
    localDomains: domainsOf([...federationDomains, ...chatNodeAliases]),
    privacy: {
      isOn: settings.xmppFederationSupport,
      mode: settings.privacyMode,
      allowList: domainsOf(settings.allowList),
      denyList: domainsOf(settings.denyList),
      useStaticRoutes: settings.useStaticRoutes,
      staticRoutes: routesOf(settings),
    },
    stream: {
      securityMode: settings.securityMode,
      requireCertificates: settings.requireClientSideSecurityCertificates,
      profile: settings.profile,
      saslExternal: settings.saslExternal,
    },
    certificates: {
      usages: settings.peerUsages,
      names: settings.peerNames,
      revocationCheck: settings.revocationCheck,
      unknownRevocation: settings.unknownRevocation,
      minRsaBits: deployment.policy.minRsaBits,
    },
    dialbackSecret: settings.dialbackSecret,
  };
}

/** As domains are compared; the deployment reader has made A-labels of them. */
export const domainOf = ({ name }: DeclaredName): string => name.toLowerCase();

const domainsOf = (names: readonly DeclaredName[]): ReadonlySet<string> => new Set(names.map(domainOf));

function routesOf({ staticRoutes }: FederationSettings): Map<string, string[]> {
  const routes = new Map<string, string[]>();
  for (const { domain, address } of staticRoutes) {
    const addresses = routes.get(domainOf(domain)) ?? [];
    if (!addresses.includes(address)) routes.set(domainOf(domain), [...addresses, address]);
  }
  return routes;
}
