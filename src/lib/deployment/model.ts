/**
 * A deployment as read from its file: plain data, every name checked, with the line each name was written on.
 * Field labels and words are Cisco's own where the Expressway pages have one.
 */

export const services = [
  ...(['mra', 'xmppFederation', 'groupChatTls', 'jabberGuest', 'b2b'] as const),
  ...(['sipFederation', 'cmsWebProxy', 'webexHybrid'] as const),
] as const;
/** What a deployment is used for. */
export type Service = (typeof services)[number];

/** Expressway-C (inside) or Expressway-E (edge). */
export type Role = 'C' | 'E';

/** Words for `role` of a cluster: VCS had its own for C and E; a connector host is neither. */
export const clusterRoles = [
  'C',
  'E',
  'Control',
  'Expressway',
  'VCS Control',
  'VCS Expressway',
  'connector',
] as const;

/** Formats of "Unified CM registrations domains"; SRVName as older releases offered it. */
export const registrationFormats = ['DNS', 'CollabEdgeDNS', 'SRVName'] as const;
/** How a registration domain goes into a certificate, as the page calls it. */
export type RegistrationFormat = (typeof registrationFormats)[number];

/** Formats of "XMPP federation domains" and "IM and Presence chat node aliases". */
export const xmppFormats = ['DNS', 'XMPPAddress'] as const;
/** How an XMPP name goes into a certificate, as the page calls it. */
export type XmppFormat = (typeof xmppFormats)[number];

/** `tool`: expcert makes key and CSR. `expressway`: the box makes its own key and CSR. */
export type Custody = 'tool' | 'expressway';
/** Who issues: a public CA, or one of the organization. */
export type CaKind = 'private' | 'public';

/** Who carries requests and certificates between Expressway and CA: people with files, or the Expressway itself by ACME. */
export const issuedByWords = ['files', 'expressway-acme'] as const;
/** How the certificate gets onto the peer: as a file, or by the ACME client of the Expressway. */
export type IssuedBy = (typeof issuedByWords)[number];

/** Curves of EC keys. */
export type Curve = 'P-256' | 'P-384' | 'P-521';
/** `bits` is any number a file may ask for; rules say which of them work. */
export type KeySpec =
  { readonly type: 'rsa'; readonly bits: number } | { readonly type: 'ec'; readonly curve: Curve };

export const hashes = ['sha256', 'sha384', 'sha512'] as const;
/** Hashes that requests are signed with. */
export type Hash = (typeof hashes)[number];

/** `auto`: cluster name if clustered, else the peer's name. */
export type CommonNameMode = 'auto' | 'peer' | 'cluster';

export const extendedKeyUsages = ['serverAuth', 'clientAuth'] as const;
/** Usages that a request asks for. */
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

/** A domain that clients register with, and how its name goes into a certificate. */
export interface RegistrationDomain extends DeclaredName {
  readonly format: RegistrationFormat;
}

/** A chat node alias or federation domain, and how it goes into a certificate. */
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

/** What a request is to have besides names. */
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

/** Who signs, and how the request gets there. */
export interface Issuance {
  readonly ca: CaKind;
  /** Organization of the CA, as the issuer of its certificates has it; absent where nobody said. */
  readonly issuer?: string;
  readonly issuedBy: IssuedBy;
  readonly custody: Custody;
}

/** The client certificate of X15.5 and later, as its page takes it. */
export type ClientStore =
  /** "Copy server certificate file as client certificate". */
  | { readonly copyOfServer: true; readonly position?: Position }
  | ({
      readonly copyOfServer: false;
      readonly additionalNames: readonly DeclaredName[];
      readonly request: RequestSettings;
      readonly position?: Position;
    } & Issuance);

/** One Expressway of a cluster. */
export interface Peer {
  readonly name: DeclaredName;
  readonly additionalNames: readonly DeclaredName[];
  /** The deployment's request settings with the peer's own laid over them. */
  readonly request: RequestSettings;
  /** The cluster's client certificate with the peer's own laid over it; absent where the file has none. */
  readonly client?: ClientStore;
  /** File with the trusted CA list of this peer alone: lists are not replicated in a cluster. */
  readonly trustList?: string;
  readonly trustListPosition?: Position;
  /** Its certificate is in use: the key is known to be on the box. */
  readonly installed: boolean;
  /** IP addresses by which it is reached: from the internet, and in the DNS that the Expressway-C asks. */
  readonly addresses?: Readonly<Record<'outside' | 'inside', readonly string[]>>;
}

/** A zone towards another Expressway, where its name differs from the peers' own. */
export interface Zone {
  readonly peerAddress: DeclaredName;
  readonly tlsVerifySubjectName?: DeclaredName;
}

/** For a domain of its own in multitenant mode, chosen by server name indication. */
export interface DomainCertificate {
  readonly domain: DeclaredName;
  readonly additionalNames: readonly DeclaredName[];
}

/** Expressways that share a role, a configuration and their names. */
export interface Cluster extends Issuance {
  /** The key under `clusters`, such as `core`. */
  readonly id: string;
  readonly role: Role;
  /** Absent where the deployment's release holds. */
  readonly release?: string;
  /** FQDN of the cluster; absent for a single Expressway. */
  readonly name?: DeclaredName;
  readonly custodyPosition?: Position;
  readonly issuedByPosition?: Position;
  readonly peers: readonly Peer[];
  readonly additionalNames: readonly DeclaredName[];
  /** This cluster's own lists; absent where the deployment's list holds. */
  readonly registrationDomains?: readonly RegistrationDomain[];
  readonly federationDomains?: readonly XmppName[];
  readonly chatNodeAliases?: readonly XmppName[];
  readonly phoneSecurityProfiles?: readonly PhoneSecurityProfile[];
  /** X15.4: `EnableServerEkuUpload` is On. */
  readonly serverEkuUpload: boolean;
  readonly serverEkuUploadPosition?: Position;
  /** X15.5: "ExtendedKeyUsage Checking Mode". */
  readonly extendedKeyUsageChecking: boolean;
  readonly extendedKeyUsageCheckingPosition?: Position;
  /** "TLS verify mode" towards the nodes of a product; absent where nobody said. */
  readonly tlsVerify: Readonly<Partial<Record<'unifiedCm' | 'imp' | 'unityConnection', boolean | undefined>>>;
  readonly zones: readonly Zone[];
  readonly domainCertificates: readonly DomainCertificate[];
  readonly trustList?: string;
  readonly trustListPosition?: Position;
  /** What it connects to: the kind of link, or patterns of files with the certificates found there. */
  readonly talksTo: Readonly<Record<string, readonly string[]>>;
  /** Where each link of `talksTo` was written. */
  readonly talksToPositions?: Readonly<Record<string, Position>>;
  readonly position?: Position;
}

/** A connector host for Webex services: no Expressway-C and no Expressway-E. */
export interface ConnectorHost {
  readonly id: string;
  readonly peers: readonly DeclaredName[];
}

/** Nodes of other products, by the names that the Expressway-C has for them. */
export type Nodes = Readonly<
  Record<'unifiedCm' | 'imp' | 'unityConnection' | 'meetingServer', readonly DeclaredName[]>
>;

/** Files of the trusted certificates of one store. */
export type StoreFiles<Store extends string> = Readonly<Partial<Record<Store, string | undefined>>>;

/** Files with the trust stores of other sides. */
export interface TrustStores {
  readonly unifiedCm?: StoreFiles<'tomcat' | 'CallManager'> | undefined;
  readonly imp?: StoreFiles<'tomcat' | 'cup-xmpp' | 'cup'> | undefined;
  /** Of clients and partners outside. */
  readonly outside?: string | undefined;
}

/** SIP federation with Microsoft's products through IM and Presence. */
export interface SipFederation {
  readonly domains: readonly DeclaredName[];
  readonly partners: readonly DeclaredName[];
  /** Target of `_sipfederationtls._tcp`. */
  readonly target?: DeclaredName;
  /** Each "TLS Peer Subject" on IM and Presence. */
  readonly peerSubject?: readonly DeclaredName[];
  readonly federationRoutingFqdn?: DeclaredName;
}

/** "CMS Web Proxy" for Meeting Server. */
export interface CmsWebProxy {
  readonly guestAccountClientUris: readonly DeclaredName[];
}

/** What the organization asks of keys and dates. */
export interface Policy {
  /** Absent: by the lifetime, as expiryDays() has it. */
  readonly expiryWarnDays?: number | undefined;
  readonly expiryErrorDays?: number | undefined;
  readonly minRsaBits: number;
  readonly allowWildcard: boolean;
  readonly internalSuffixes: readonly string[];
}

/** A finding that is accepted for now: which, where, until when and why. */
export interface Waiver {
  readonly rule: string;
  readonly where?: string;
  readonly until: string;
  readonly reason: string;
  readonly position?: Position;
}

/** `literal`: as the guide words its settings. `hardened`: what they leave open is decided for safety. */
export const federationProfiles = ['literal', 'hardened'] as const;
/** `literal`: as the guide says. `hardened`: gaps of the guide are closed. */
export type FederationProfile = (typeof federationProfiles)[number];

export const securityModes = ['TLS required', 'TLS optional', 'No TLS'] as const;
/** The security mode of XMPP federation, as the page calls it. */
export type SecurityMode = (typeof securityModes)[number];

/** Usages by which a federated server's certificate may be accepted; `xmppAddr` as RFC 6120 13.7.1.4 has it. */
export const peerUsages = ['serverAuth', 'clientAuth', 'anyExtendedKeyUsage', 'xmppAddr'] as const;
/** Usages of which a federated server's certificate must have one. */
export type PeerUsage = (typeof peerUsages)[number];

/** `if loaded`: as soon as there is any revocation list or OCSP response, as the guide has it. */
export const revocationChecks = ['off', 'if loaded', 'always'] as const;
/** Whether federated servers are asked for revocation. */
export type RevocationCheck = (typeof revocationChecks)[number];

export const unknownRevocations = ['reject', 'accept'] as const;

/** Who terminates XMPP federation: the Expressway-E, or IM and Presence itself. */
export const federationManagers = ['expressway', 'imp'] as const;

/** What holds towards one partner; what is absent, as for all. */
export interface PartnerPolicy {
  readonly securityMode?: SecurityMode | undefined;
  readonly requireClientSideSecurityCertificates?: boolean | undefined;
  /** File with the CAs that may speak for this partner, and no others. */
  readonly anchors?: string | undefined;
  /** SHA-256 of public keys (SubjectPublicKeyInfo), lower-case hexadecimal; asked in addition to the path. */
  readonly pins: readonly string[];
  readonly revocationCheck?: RevocationCheck | undefined;
  readonly unknownRevocation?: (typeof unknownRevocations)[number] | undefined;
}

/** A federated organization. */
export interface FederationPartner {
  readonly domain: DeclaredName;
  readonly chatNodeAliases: readonly DeclaredName[];
  /** On its own side; absent where the partner has not said. */
  readonly securityMode?: SecurityMode;
  /** It accepts certificates (SASL EXTERNAL) and no server dialback. */
  readonly onlySaslExternal: boolean;
  readonly policy: PartnerPolicy;
}

/** "Settings for XMPP Federation" of an Expressway-E, as its page has them, and those of a gateway besides. */
export interface FederationSettings {
  readonly managedBy: (typeof federationManagers)[number];
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
  readonly unknownRevocation: (typeof unknownRevocations)[number];
  readonly partners: readonly FederationPartner[];
  /** Where the settings begin, and where those are written that findings point at. */
  readonly positions: Readonly<Record<string, Position>>;
}

/** A comment by which a starter asks for something. */
export interface StarterMark {
  /** `own names`: heading of the whole file; `replace`: the line holds an example; `confirm`: it was guessed. */
  readonly asks: 'own names' | 'replace' | 'confirm';
  readonly position: Position;
}

/** A deployment file as it was read: every name checked, every default filled in. */
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
  readonly connectorHosts: readonly ConnectorHost[];
  readonly nodes: Nodes;
  /** Domains of the addresses on IM and Presence; where the file lists none, the federation domains. */
  readonly presenceDomains: readonly DeclaredName[];
  readonly trustStores: TrustStores;
  /** Patterns of files that are not looked at. */
  readonly ignore: readonly string[];
  readonly sipFederation?: SipFederation;
  readonly cmsWebProxy?: CmsWebProxy;
  readonly policy: Policy;
  readonly waivers: readonly Waiver[];
  readonly federation?: FederationSettings;
  /** What a starter still asks for; absent where it asks for nothing. */
  readonly starterMarks?: readonly StarterMark[];
}
