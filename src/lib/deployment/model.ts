/**
 * A deployment as read from its file: plain data, every name checked, with the line each name was written on.
 * Field labels and words are Cisco's own where the Expressway pages have one.
 */

export const services = ['mra', 'xmppFederation', 'groupChatTls', 'jabberGuest', 'b2b'] as const;
export type Service = (typeof services)[number];

/** Expressway-C (inside) or Expressway-E (edge). */
export type Role = 'C' | 'E';

/** Formats of "Unified CM registrations domains"; SRVName as older releases offered it. */
export const registrationFormats = ['DNS', 'CollabEdgeDNS', 'SRVName'] as const;
export type RegistrationFormat = (typeof registrationFormats)[number];

/** Formats of "XMPP federation domains" and "IM and Presence chat node aliases". */
export const xmppFormats = ['DNS', 'XMPPAddress'] as const;
export type XmppFormat = (typeof xmppFormats)[number];

/** `tool`: expcert makes key and CSR. `expressway`: the box makes its own key and CSR. */
export type Custody = 'tool' | 'expressway';
export type CaKind = 'private' | 'public';

export type Curve = 'P-256' | 'P-384' | 'P-521';
/** `bits` is any number a file may ask for; rules say which of them work. */
export type KeySpec =
  { readonly type: 'rsa'; readonly bits: number } | { readonly type: 'ec'; readonly curve: Curve };

export const hashes = ['sha256', 'sha384', 'sha512'] as const;
export type Hash = (typeof hashes)[number];

/** `auto`: cluster name if clustered, else the peer's name. */
export type CommonNameMode = 'auto' | 'peer' | 'cluster';

export const extendedKeyUsages = ['serverAuth', 'clientAuth'] as const;
export type ExtendedKeyUsage = (typeof extendedKeyUsages)[number];

/** Place in the deployment file, from 1. */
export interface Position {
  readonly line: number;
  readonly column: number;
  /** Column behind the value's last character, where it ends on the same line. */
  readonly endColumn?: number;
}

/** A DNS name that passed deployment/dns-name.ts. */
export interface DeclaredName {
  /** As it goes into a certificate: ASCII, the case kept as written. */
  readonly name: string;
  /** As written in the file, before an internationalised name became its A-label form. */
  readonly written: string;
  readonly position?: Position;
}

export interface RegistrationDomain extends DeclaredName {
  readonly format: RegistrationFormat;
}

export interface XmppName extends DeclaredName {
  readonly format: XmppFormat;
}

/** A phone security profile's name: free text on Unified CM, usable in a certificate only as a DNS name. */
export interface PhoneSecurityProfile {
  readonly written: string;
  /** Absent where the text is no DNS name at all. */
  readonly name?: string;
  readonly position?: Position;
}

/** One attribute of the subject besides CN, in the order of the file. */
export interface SubjectAttribute {
  /** `C`, `ST`, `L`, `O`, `OU`, `emailAddress`, or a dotted object identifier. */
  readonly type: string;
  readonly value: string;
  readonly position?: Position;
}

export interface RequestSettings {
  readonly key: KeySpec;
  readonly hash: Hash;
  readonly commonName: CommonNameMode;
  readonly extendedKeyUsage: readonly ExtendedKeyUsage[];
  readonly subject: readonly SubjectAttribute[];
  /** Where `request.key` was written, for findings about it. */
  readonly keyPosition?: Position;
  readonly extendedKeyUsagePosition?: Position;
}

export interface Peer {
  readonly name: DeclaredName;
  readonly additionalNames: readonly DeclaredName[];
  /** The deployment's request settings with the peer's own laid over them. */
  readonly request: RequestSettings;
}

export interface Cluster {
  /** The key under `clusters`, such as `core`. */
  readonly id: string;
  readonly role: Role;
  /** FQDN of the cluster; absent for a single Expressway. */
  readonly name?: DeclaredName;
  readonly ca: CaKind;
  readonly custody: Custody;
  readonly custodyPosition?: Position;
  readonly peers: readonly Peer[];
  readonly additionalNames: readonly DeclaredName[];
  /** This cluster's own list; absent where the deployment's list holds. */
  readonly chatNodeAliases?: readonly XmppName[];
  readonly trustList?: string;
  readonly trustListPosition?: Position;
  readonly talksTo: Readonly<Record<string, string>>;
  /** Where each link of `talksTo` was written. */
  readonly talksToPositions?: Readonly<Record<string, Position>>;
  readonly position?: Position;
}

export interface Policy {
  /** Absent: by the lifetime, as expiryDays() has it. */
  readonly expiryWarnDays?: number | undefined;
  readonly expiryErrorDays?: number | undefined;
  readonly minRsaBits: number;
  readonly allowWildcard: boolean;
  readonly internalSuffixes: readonly string[];
}

export interface Waiver {
  readonly rule: string;
  readonly where?: string;
  readonly until: string;
  readonly reason: string;
  readonly position?: Position;
}

/** `literal`: as the guide words its settings. `hardened`: what they leave open is decided for safety. */
export const federationProfiles = ['literal', 'hardened'] as const;
export type FederationProfile = (typeof federationProfiles)[number];

export const securityModes = ['TLS required', 'TLS optional', 'No TLS'] as const;
export type SecurityMode = (typeof securityModes)[number];

/** Usages by which a federated server's certificate may be accepted; `xmppAddr` as RFC 6120 13.7.1.4 has it. */
export const peerUsages = ['serverAuth', 'clientAuth', 'anyExtendedKeyUsage', 'xmppAddr'] as const;
export type PeerUsage = (typeof peerUsages)[number];

/** `if loaded`: as soon as there is any revocation list or OCSP response, as the guide has it. */
export const revocationChecks = ['off', 'if loaded', 'always'] as const;
export type RevocationCheck = (typeof revocationChecks)[number];

/** What a partner says of its own side. */
export interface FederationPartner {
  readonly domain: DeclaredName;
  readonly chatNodeAliases: readonly DeclaredName[];
  /** Absent where the partner has not said. */
  readonly securityMode?: SecurityMode;
  /** It accepts certificates (SASL EXTERNAL) and no server dialback. */
  readonly onlySaslExternal: boolean;
}

/** "Settings for XMPP Federation" of an Expressway-E, as its page has them, and those of a gateway besides. */
export interface FederationSettings {
  readonly xmppFederationSupport: boolean;
  readonly useStaticRoutes: boolean;
  readonly staticRoutes: readonly { readonly domain: DeclaredName; readonly address: string }[];
  /** Where the dialback secret is kept; never the secret itself. */
  readonly dialbackSecret?: { readonly env: string } | { readonly file: string };
  readonly securityMode: SecurityMode;
  readonly requireClientSideSecurityCertificates: boolean;
  readonly privacyMode: 'Off' | 'Allow list' | 'Deny list';
  readonly allowList: readonly DeclaredName[];
  readonly denyList: readonly DeclaredName[];
  /** From here on the Expressway has no such field. */
  readonly profile: FederationProfile;
  readonly saslExternal: boolean;
  readonly peerUsages: { readonly inbound: readonly PeerUsage[]; readonly outbound: readonly PeerUsage[] };
  readonly peerNames: {
    readonly xmppAddress: boolean;
    /** SRV-IDs of `_xmpp-client` too. */
    readonly clientService: boolean;
    /** The CN where no alternative name says anything, as RFC 6125 allowed. */
    readonly commonName: boolean;
  };
  readonly revocationCheck: RevocationCheck;
  readonly unknownRevocation: 'reject' | 'accept';
  readonly partners: readonly FederationPartner[];
  /** Where the settings begin, and where those are written that findings point at. */
  readonly positions: Readonly<Record<string, Position>>;
}

export interface Deployment {
  readonly version: 1;
  /** File name for messages; empty where the text came from elsewhere. */
  readonly file: string;
  readonly name: string;
  /** Expressway release, `X14.2`. */
  readonly release: string;
  readonly services: Readonly<Record<Service, boolean>>;
  readonly registrationDomains: readonly RegistrationDomain[];
  readonly federationDomains: readonly XmppName[];
  readonly chatNodeAliases: readonly XmppName[];
  readonly phoneSecurityProfiles: readonly PhoneSecurityProfile[];
  /** Which roles' certificates carry the profile names; the C is needed, the E allowed. */
  readonly phoneSecurityProfilesOn: readonly Role[];
  readonly clusters: readonly Cluster[];
  readonly policy: Policy;
  readonly waivers: readonly Waiver[];
  readonly federation?: FederationSettings;
}
