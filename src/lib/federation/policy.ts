import type {
  DeclaredName,
  Deployment,
  FederationPartner,
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
  /** SHA-256 of public keys, lower-case hexadecimal; the certificate must have one of them. Empty: any key. */
  readonly pins: readonly string[];
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

/** What holds towards a domain. */
export interface PolicyTowards {
  readonly stream: StreamPolicy;
  readonly certificates: CertificatePolicy;
  /** File with the CAs that may speak for it, and no others; undefined: those that may speak for everybody. */
  readonly anchors?: string | undefined;
}

/** The federation settings of a deployment, ready to decide about streams. */
export interface FederationPolicy {
  /** Our own federation domains and chat node aliases. */
  readonly localDomains: ReadonlySet<string>;
  readonly privacy: PrivacyPolicy;
  readonly stream: StreamPolicy;
  readonly certificates: CertificatePolicy;
  /** Towards domains and chat node aliases of partners with whom something else is agreed. */
  readonly partners: ReadonlyMap<string, PolicyTowards>;
  /** Where the secret is kept; reading it is the caller's. */
  readonly dialbackSecret: { readonly env: string } | { readonly file: string } | undefined;
}

/** Undefined where the deployment file has no block `federation`. */
export function federationPolicy(deployment: Deployment): FederationPolicy | undefined {
  const { federation: settings, federationDomains, chatNodeAliases } = deployment;
  if (!settings) return undefined;
  const forAll: PolicyTowards = {
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
      pins: [],
    },
  };
  return {
    localDomains: domainsOf([...federationDomains, ...chatNodeAliases]),
    privacy: {
      // What IM and Presence terminates does not come here.
      isOn: settings.xmppFederationSupport && settings.managedBy === 'expressway',
      mode: settings.privacyMode,
      allowList: domainsOf(settings.allowList),
      denyList: domainsOf(settings.denyList),
      useStaticRoutes: settings.useStaticRoutes,
      staticRoutes: routesOf(settings),
    },
    ...forAll,
    partners: partnersOf(settings, forAll),
    dialbackSecret: settings.dialbackSecret,
  };
}

/** @param domain from toALabels() */
export const policyTowards = (policy: FederationPolicy, domain: string): PolicyTowards =>
  policy.partners.get(domain) ?? policy;

function partnersOf(
  { partners }: FederationSettings,
  forAll: PolicyTowards,
): ReadonlyMap<string, PolicyTowards> {
  const byDomain = new Map<string, PolicyTowards>();
  for (const partner of partners) {
    if (!hasOwnPolicy(partner)) continue;
    const towards = policyWith(partner, forAll);
    // Of a domain that stands twice, the first entry counts; federation/entry-twice tells.
    for (const name of namesOfPartner(partner)) if (!byDomain.has(name)) byDomain.set(name, towards);
  }
  return byDomain;
}

export const namesOfPartner = ({ domain, chatNodeAliases }: FederationPartner): readonly string[] =>
  [domain, ...chatNodeAliases].map(domainOf);

const hasOwnPolicy = ({ policy: { pins, ...rest } }: FederationPartner): boolean =>
  pins.length > 0 || Object.values(rest).some((value) => value !== undefined);

function policyWith({ policy }: FederationPartner, { stream, certificates }: PolicyTowards): PolicyTowards {
  return {
    stream: {
      ...stream,
      securityMode: policy.securityMode ?? stream.securityMode,
      requireCertificates: policy.requireClientSideSecurityCertificates ?? stream.requireCertificates,
    },
    certificates: {
      ...certificates,
      revocationCheck: policy.revocationCheck ?? certificates.revocationCheck,
      unknownRevocation: policy.unknownRevocation ?? certificates.unknownRevocation,
      pins: policy.pins,
    },
    anchors: policy.anchors,
  };
}

/** Files with CAs that may speak for some domains only, and for which. */
export function partnerAnchorFiles({
  partners,
}: FederationPolicy): readonly { readonly domains: readonly string[]; readonly anchors: string }[] {
  const byFile = new Map<string, string[]>();
  for (const [domain, { anchors }] of partners)
    if (anchors !== undefined) byFile.set(anchors, [...(byFile.get(anchors) ?? []), domain]);
  return [...byFile].map(([anchors, domains]) => ({ domains, anchors }));
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
