import { keyPurpose } from '../asn1/oids.ts';
import type { KeyUsage, NameConstraints } from '../x509/extensions.ts';
import { applianceLimits, defaultLimits, type PathLimits } from './budget.ts';
import { constraintSet, type ConstraintSet } from './name-constraints.ts';
import type { ReferenceIdentity } from './reference-identity.ts';

/**
 * Which document says what a good certificate is:
 * - `rfc5280`: RFC 5280 and RFC 9525.
 * - `webpki`: in addition what the CA/Browser Forum's TLS Baseline Requirements ask of public TLS certificates.
 * - `appliance`: no document but OpenSSL's chain verification, which is what Expressways do; purposes are its sslserver
 *   and sslclient. Besides, RSA keys under 1024 bits or with an exponent that protects nothing, and MD2, MD4 and MD5,
 *   are refused though it takes them. Anchors are the entries of a trusted-CA list: a path must come to a self-signed one.
 */
export type PathProfile = 'rfc5280' | 'webpki' | 'appliance';

/** What the presented certificate is judged for; `any` asks nothing but a path. */
export type PathPurpose = 'server' | 'client' | 'any';

/**
 * `every`: any good path will do. `first`: the one path that OpenSSL builds, which takes the first issuer that fits and
 * never turns back.
 */
export type PathSearch = 'every' | 'first';

/** Which certificates must be shown not to be revoked. */
export type RevocationScope = 'none' | 'leaf' | 'chain';

/** How OCSP responses are judged (RFC 6960 3.2 and 4.2.2). */
export interface OcspOptions {
  /** Milliseconds by which the responder's clock may differ. Default: five minutes. */
  readonly clockTolerance: number;
  /**
   * Milliseconds for which a response without nextUpdate counts, besides the tolerance: it says that there is always a newer
   * one (RFC 6960 4.2.2.1). A response with nextUpdate counts until then, however old it is.
   * Default: 0.
   */
  readonly maximumAge: number;
  /**
   * What must be known of a delegated responder whose certificate does not say ocsp-nocheck: that it is good, or only
   * nothing bad. Default: `good`.
   */
  readonly responderStatus: 'good' | 'not-revoked';
  /** The nonce of the request: responses without it do not count. Default: undefined, none was sent. */
  readonly nonce: Uint8Array | undefined;
}

/** Inputs (c), (e), (f), (g) of RFC 5280 6.1.1. */
export interface PolicyInputs {
  /** user-initial-policy-set: dotted object identifiers; the one element anyPolicy accepts every policy. */
  readonly initialPolicies: readonly string[];
  readonly requireExplicitPolicy: boolean;
  readonly inhibitPolicyMapping: boolean;
  readonly inhibitAnyPolicy: boolean;
}

export interface PathOptions {
  /** Milliseconds since 1970: the moment the path must be valid at. */
  readonly time: number;
  /** Default: `rfc5280`. */
  readonly profile: PathProfile;
  /** Default: `server`. */
  readonly purpose: PathPurpose;
  /** Default: `every`; for the profile appliance `first`. */
  readonly search: PathSearch;
  /**
   * Judge also whether the certificates keep the profile of RFC 5280 sections 4 and 5 (what "conforming CAs
   * MUST" do), and not only what the algorithm of section 6 looks at. Default: yes.
   */
  readonly conformance: boolean;
  /**
   * Object identifiers of purposes the leaf must serve, and every CA above it must allow. A key usage extension of the leaf
   * must have one of the bits that RFC 5280 4.2.1.12 names for each and that its kind of key can do.
   * Default: that of `purpose`; for the profile appliance none, its purposes say it.
   */
  readonly extendedKeyUsage: readonly string[];
  /**
   * The leaf must name the purpose: no EKU extension, or anyExtendedKeyUsage alone, is not enough.
   * Default: with the profile webpki.
   */
  readonly explicitExtendedKeyUsage: boolean;
  /** Bits a keyUsage extension of the leaf must have besides. Default: none. */
  readonly keyUsage: readonly KeyUsage[];
  /** The leaf must be valid for every one of these. Default: none. */
  readonly identities: readonly ReferenceIdentity[];
  /**
   * `certificate`: the anchor is a certificate, and its own validity, constraints and usages count.
   * `name-and-key`: the anchor is a name and a key, as RFC 5280 6.1.1 (d) has it.
   * Default: `certificate`.
   */
  readonly anchors: 'certificate' | 'name-and-key';
  /** CA certificates that may stand between leaf and anchor, self-issued ones not counted. Default: any number. */
  readonly maxIntermediates: number | undefined;
  /** Smallest modulus of an RSA key in bits (and of p for DSA). Default: 2048; for the profile appliance 1024. */
  readonly minimumRsaBits: number;
  /** Largest modulus of an RSA key in bits whose signatures are checked at all; undefined: 16,384. */
  readonly mostRsaBits: number | undefined;
  /** Default: no; for the profile appliance yes. */
  readonly allowSha1: boolean;
  /** Names of acceptable signature algorithms (`sha256WithRSAEncryption`); undefined: all that are strong enough. */
  readonly signatureAlgorithms: readonly string[] | undefined;
  /** Serial numbers as RFC 5280 4.1.2.2 wants them: positive, at most 20 octets. Default: yes. */
  readonly strictSerialNumbers: boolean;
  /** Some CAs write `.example.com` in a dNSName constraint; RFC 5280 4.2.1.10 knows no leading dot there. Default: `reject`. */
  readonly leadingDotConstraints: 'reject' | 'subdomains';
  /** Default: every policy is accepted. */
  readonly policies: PolicyInputs;
  /** initial-permitted-subtrees and initial-excluded-subtrees (RFC 5280 6.1.1 (h), (i)). */
  readonly nameConstraints: readonly ConstraintSet[];
  /** Default: `none`. */
  readonly revocation: RevocationScope;
  /** What an unknown status means: by default the path is not accepted. */
  readonly acceptUnknownRevocation: boolean;
  /** Look up also the certificates of a path that reaches an anchor and is bad for another reason. Default: no. */
  readonly revocationDespiteErrors: boolean;
  /**
   * The certificate came from a TLS server that was asked for an OCSP response: one that promises it (RFC 7633) is not
   * known to be good by anything else. Default: no.
   */
  readonly mustStaple: boolean;
  readonly ocsp: OcspOptions;
  /** Is this name (lower case, without wildcard) one under which strangers register? undefined: nobody can tell. */
  readonly isPublicSuffix: ((name: string) => boolean) | undefined;
  readonly limits: PathLimits;
}

export const anyPolicy = '2.5.29.32.0';

export const defaultPolicies: PolicyInputs = {
  initialPolicies: [anyPolicy],
  requireExplicitPolicy: false,
  inhibitPolicyMapping: false,
  inhibitAnyPolicy: false,
};

/** As openssl's ocsp has it. */
const fiveMinutes = 5 * 60 * 1000;

export const defaultOcspOptions: OcspOptions = {
  clockTolerance: fiveMinutes,
  maximumAge: 0,
  responderStatus: 'good',
  nonce: undefined,
};

const usageOfPurpose: Readonly<Record<PathPurpose, readonly string[]>> = {
  server: [keyPurpose.serverAuth],
  client: [keyPurpose.clientAuth],
  any: [],
};

type Optional<Options> = { readonly [Name in keyof Options]?: Options[Name] | undefined };

/** What a caller may say; only the time has no default. */
export type PathSettings = Pick<PathOptions, 'time'> &
  Optional<Omit<PathOptions, 'time' | 'limits' | 'nameConstraints' | 'ocsp'>> & {
    readonly limits?: Partial<PathLimits> | undefined;
    readonly nameConstraints?: readonly NameConstraints[] | undefined;
    readonly ocsp?: Partial<OcspOptions> | undefined;
  };

/**
 * Settings with everything filled in. Defaults: profile rfc5280, purpose server, every path, anchors judged as
 * certificates, RSA from 2048 bits, no SHA-1, every policy, no revocation check. For the profile appliance: the first
 * path, RSA from 1024 bits, SHA-1 too.
 */
export function pathOptions(settings: PathSettings): PathOptions {
  const purpose = settings.purpose ?? 'server';
  const profile = settings.profile ?? 'rfc5280';
  const isAppliance = profile === 'appliance';
  const leadingDotConstraints = settings.leadingDotConstraints ?? 'reject';
  if (!Number.isFinite(settings.time))
    throw new TypeError('time must be a number of milliseconds since 1970');
  return {
    time: settings.time,
    profile,
    purpose,
    search: settings.search ?? (isAppliance ? 'first' : 'every'),
    conformance: settings.conformance ?? true,
    extendedKeyUsage: settings.extendedKeyUsage ?? (isAppliance ? [] : usageOfPurpose[purpose]),
    explicitExtendedKeyUsage: settings.explicitExtendedKeyUsage ?? profile === 'webpki',
    keyUsage: settings.keyUsage ?? [],
    identities: settings.identities ?? [],
    anchors: settings.anchors ?? 'certificate',
    maxIntermediates: settings.maxIntermediates,
    minimumRsaBits: settings.minimumRsaBits ?? (isAppliance ? 1024 : 2048),
    mostRsaBits: settings.mostRsaBits,
    allowSha1: settings.allowSha1 ?? isAppliance,
    signatureAlgorithms: settings.signatureAlgorithms,
    strictSerialNumbers: settings.strictSerialNumbers ?? true,
    leadingDotConstraints,
    policies: settings.policies ?? defaultPolicies,
    nameConstraints: (settings.nameConstraints ?? []).map((value) =>
      constraintSet(value, leadingDotConstraints),
    ),
    revocation: settings.revocation ?? 'none',
    acceptUnknownRevocation: settings.acceptUnknownRevocation ?? false,
    revocationDespiteErrors: settings.revocationDespiteErrors ?? false,
    mustStaple: settings.mustStaple ?? false,
    ocsp: ocspOptions(settings.ocsp),
    isPublicSuffix: settings.isPublicSuffix,
    limits: { ...defaultLimits, ...(isAppliance && applianceLimits), ...settings.limits },
  };
}

function ocspOptions(settings: Partial<OcspOptions> = {}): OcspOptions {
  const options = { ...defaultOcspOptions, ...settings };
  for (const name of ['clockTolerance', 'maximumAge'] as const)
    if (!(options[name] >= 0 && Number.isFinite(options[name])))
      throw new TypeError(`ocsp.${name} must be a number of milliseconds, 0 or more`);
  return options;
}
