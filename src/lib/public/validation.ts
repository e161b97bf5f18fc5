import type { PathSettings as Settings } from '../path/options.ts';
import type { ReferenceIdentity } from '../path/reference-identity.ts';
import type { RevocationStatus } from '../revocation/status.ts';
import {
  checkRevocation as findStatus,
  type RevocationSettings as StatusSettings,
} from '../validation/check-revocation.ts';
import { matchIdentity as isFor } from '../validation/match-identity.ts';
import { PathValidator as Validator, type PathReport as Report } from '../validation/validate-path.ts';
import type { NameConstraints } from '../x509/extensions.ts';
import { webCryptoVerifier as verifierOn, type SignatureVerifier } from '../x509/signature.ts';
import { keyUsages } from '../x509/key-usage.ts';
import { momentOf, requireObject, requireOptions, wrong } from './argument.ts';
import { bytesOf, type DerInput } from './der-of.ts';
import { requireCrypto } from './key-pair.ts';
import { certificateOf, certificatesOf, crlsOf, ocspResponsesOf, type DerInputs } from './read.ts';
import {
  aFunction,
  anything,
  aText,
  aVerifier,
  each,
  numberFrom,
  objectWith,
  oneOf,
  settingsWith,
  that,
  yesNo,
  type Checks,
} from './settings.ts';

/** What a path may be made of; nothing is fetched. */
export interface PathMaterial {
  /** Certificates that are trusted, self-signed or not. */
  readonly anchors: DerInputs;
  /** Certificates that may help, in any order. */
  readonly intermediates?: DerInputs | undefined;
  readonly crls?: DerInputs | undefined;
  readonly ocspResponses?: DerInputs | undefined;
  /** Default: WebCrypto, which answers asynchronously. */
  readonly verifier?: SignatureVerifier | undefined;
}

/** What a path is judged by; only the moment has no default. */
export interface PathSettings extends Omit<Settings, 'time'> {
  /** The moment the path must be valid at. */
  readonly at: Date;
}

/** What `valid` says nothing about, because the settings did not ask for it. */
export type NotAsked = 'identities' | 'revocation';

/** The answer of a path validation. */
export interface PathReport extends Report {
  /** `identities`: no name was asked for, and the path is good for whatever names the certificate has. */
  readonly notAsked: readonly NotAsked[];
}

const count = numberFrom(0);
const subtrees = each(
  'an array of subtrees',
  that('an object', (value) => typeof value === 'object'),
);

/** What concerns the evidence of revocation as well as paths. */
const revocationChecks: Checks<Omit<StatusSettings, 'time'>> = {
  ocsp: settingsWith<NonNullable<Settings['ocsp']>>({
    clockTolerance: count,
    maximumAge: count,
    responderStatus: oneOf('good', 'not-revoked'),
    nonce: that('bytes', (value) => bytesOf(value) !== undefined),
  }),
  allowSha1: yesNo,
  minimumRsaBits: count,
  conformance: yesNo,
  limits: settingsWith<NonNullable<Settings['limits']>>({
    signatureCost: count,
    partialPaths: count,
    candidates: count,
    pathLength: count,
    nameConstraintComparisons: count,
    policies: count,
  }),
};

const pathChecks: Checks<Omit<Settings, 'time'>> = {
  ...revocationChecks,
  profile: oneOf('rfc5280', 'webpki', 'appliance'),
  purpose: oneOf('server', 'client', 'any'),
  search: oneOf('every', 'first'),
  extendedKeyUsage: each(
    'an array of object identifiers',
    that(
      'an object identifier such as 1.3.6.1.5.5.7.3.1',
      (value) => typeof value === 'string' && /^[0-2](\.\d+)+$/.test(value),
    ),
  ),
  explicitExtendedKeyUsage: yesNo,
  keyUsage: each('an array of key usages', oneOf(...keyUsages)),
  identities: each('an array of identities', requireIdentity),
  anchors: oneOf('certificate', 'name-and-key'),
  maxIntermediates: numberFrom(0, 'whole'),
  mostRsaBits: count,
  signatureAlgorithms: each('an array of names of signature algorithms', aText),
  strictSerialNumbers: yesNo,
  leadingDotConstraints: oneOf('reject', 'subdomains'),
  policies: objectWith<NonNullable<Settings['policies']>>({
    initialPolicies: each('an array of object identifiers', aText),
    requireExplicitPolicy: yesNo,
    inhibitPolicyMapping: yesNo,
    inhibitAnyPolicy: yesNo,
  }),
  nameConstraints: each(
    'an array of name constraints',
    objectWith<NameConstraints>({ permittedSubtrees: subtrees, excludedSubtrees: subtrees }),
  ),
  revocation: oneOf('none', 'leaf', 'chain'),
  acceptUnknownRevocation: yesNo,
  revocationDespiteErrors: yesNo,
  mustStaple: yesNo,
  isPublicSuffix: aFunction,
};

/** The settings with the moment as the library has it inside. */
function settingsOf<Given extends { readonly at: Date }>(settings: Given, checks: Checks<Omit<Given, 'at'>>) {
  requireOptions('settings', settings);
  const { at, ...rest } = settings;
  const time = momentOf('settings.at', at);
  settingsWith(checks)('settings', rest);
  return { ...rest, time };
}

/** What is of the forms of certificates and lists is looked at where it is read. */
const materialChecks = settingsWith<PathMaterial>({
  anchors: anything,
  intermediates: anything,
  crls: anything,
  ocspResponses: anything,
  verifier: aVerifier,
});

function materialOf(material: PathMaterial) {
  materialChecks('material', material);
  const { anchors, intermediates, crls, ocspResponses, verifier } = material;
  return {
    anchors: certificatesOf('material.anchors', anchors),
    intermediates: certificatesOf('material.intermediates', intermediates),
    crls: crlsOf('material.crls', crls),
    ocspResponses: ocspResponsesOf('material.ocspResponses', ocspResponses),
    ...(verifier && { verifier }),
  };
}

/** Anchors, intermediates and lists made ready for many validations. */
export class PathValidator {
  readonly #validator: Validator;
  readonly #notAsked: readonly NotAsked[];

  /** @throws TypeError for settings that make no sense; DecodeError for material that cannot be read */
  constructor(material: PathMaterial, settings: PathSettings) {
    requireObject('material', material, 'an object with anchors', 'anchors');
    this.#validator = new Validator(materialOf(material), settingsOf(settings, pathChecks));
    this.#notAsked = [
      ...((settings.identities ?? []).length === 0 ? (['identities'] as const) : []),
      ...((settings.revocation ?? 'none') === 'none' ? (['revocation'] as const) : []),
    ];
  }

  /**
   * @param intermediates what came with this certificate, besides those given before
   * @throws DecodeError for a certificate that cannot be read
   */
  async validate(certificate: DerInput, intermediates?: DerInputs): Promise<PathReport> {
    const given = certificatesOf('intermediates', intermediates);
    return this.#with(await this.#validator.validate(certificateOf('certificate', certificate), given));
  }

  /**
   * The same at once.
   *
   * @throws TypeError if the verifier is not synchronous; DecodeError for a certificate that cannot be read
   */
  validateSync(certificate: DerInput, intermediates?: DerInputs): PathReport {
    const given = certificatesOf('intermediates', intermediates);
    return this.#with(this.#validator.validateSync(certificateOf('certificate', certificate), given));
  }

  #with(report: Report): PathReport {
    return { ...report, notAsked: this.#notAsked };
  }
}

/**
 * Is there a path from the certificate to an anchor, and is the certificate good for what it is wanted for? Looks at
 * nothing but what is given: no clock, no network, no store of the system. Defaults: profile `rfc5280`, purpose `server`,
 * RSA from 2048 bits, no SHA-1, no revocation check, and no name: what was not asked is in `notAsked`.
 *
 * @param certificate in the forms that readCertificate() takes
 * @param settings `at` is obligatory; `identities` are the names the certificate must be for
 * @returns `valid`, and the findings about the best path
 * @throws TypeError for settings that make no sense; DecodeError for what cannot be read
 * @see RFC 5280 section 6
 *
 * @example
 * ```ts
 * import { readFile } from 'node:fs/promises';
 * import { checkRevocation, matchIdentity, open, validatePath } from 'expcert';
 *
 * const certificates = async (path: string) =>
 *   (await open([{ path, bytes: await readFile(path) }])).recognised.filter((thing) => thing.kind === 'certificate');
 * const [leaf, issuing] = await certificates('expe1.pem');
 * const material = { anchors: await certificates('roots.p7b'), intermediates: [issuing!] };
 * const identity = { kind: 'dns', name: 'expe2.example.com' } as const;
 * const { valid } = await validatePath(leaf!, material, { at: new Date(), identities: [identity] });
 * console.log(valid, matchIdentity(leaf!, { kind: 'dns', name: 'expe1.example.com' })); // prints: true false
 * const evidence = { crls: [await readFile('issuing.crl')] };
 * console.log((await checkRevocation(leaf!, issuing!, evidence, { at: new Date() })).status); // prints: good
 * ```
 */
export async function validatePath(
  certificate: DerInput,
  material: PathMaterial,
  settings: PathSettings,
): Promise<PathReport> {
  return new PathValidator(material, settings).validate(certificate);
}

/** Evidence for or against a certificate; all of it is verified before it counts. */
export interface RevocationMaterial {
  readonly crls?: DerInputs;
  readonly ocspResponses?: DerInputs;
  /** Certificates that may help, such as those of separate signers of lists, in any order. */
  readonly certificates?: DerInputs;
  /** Default: WebCrypto. */
  readonly verifier?: SignatureVerifier;
}

/** Only the moment has no default. */
export interface RevocationSettings extends Omit<StatusSettings, 'time'> {
  /** The moment the status is asked for. */
  readonly at: Date;
}

const evidenceChecks = settingsWith<RevocationMaterial>({
  crls: anything,
  ocspResponses: anything,
  certificates: anything,
  verifier: aVerifier,
});

/**
 * Is the certificate revoked, by the lists and OCSP responses given? Good, revoked with when and why, or unknown with the
 * reason for each piece of evidence that could not be used; what unknown means is for the caller to decide. Nothing is
 * fetched.
 *
 * @param issuer the CA that issued the certificate, taken as trusted; validatePath() checks whole paths
 * @param settings `at` is obligatory
 * @throws TypeError for settings that make no sense; DecodeError for what cannot be read
 * @see RFC 5280 section 6.3, RFC 6960 section 3.2
 */
export async function checkRevocation(
  certificate: DerInput,
  issuer: DerInput,
  evidence: RevocationMaterial,
  settings: RevocationSettings,
): Promise<RevocationStatus> {
  evidenceChecks('evidence', evidence);
  const { crls, ocspResponses, certificates, verifier } = evidence;
  const asked = settingsOf(settings, revocationChecks);
  return findStatus(
    certificateOf('certificate', certificate),
    certificateOf('issuer', issuer),
    {
      crls: crlsOf('evidence.crls', crls),
      ocspResponses: ocspResponsesOf('evidence.ocspResponses', ocspResponses),
      certificates: certificatesOf('evidence.certificates', certificates),
      ...(verifier && { verifier }),
    },
    asked,
  );
}

/** What each kind of identity holds besides its kind. */
const identityFields: Readonly<Record<ReferenceIdentity['kind'], readonly string[]>> = {
  dns: ['name'],
  ip: ['address'],
  email: ['address'],
  srv: ['service', 'name'],
  xmpp: ['domain'],
};

function requireIdentity(argument: string, identity: unknown): void {
  const expected = "an identity such as { kind: 'dns', name }";
  requireObject(argument, identity, expected, 'kind');
  const fields = identity as Readonly<Record<string, unknown>>;
  const names = Object.entries(identityFields).find(([kind]) => kind === fields.kind)?.[1];
  if (!names) throw wrong(`${argument}.kind`, 'dns, ip, email, srv or xmpp', fields.kind);
  for (const name of names) {
    if (typeof fields[name] !== 'string') throw wrong(`${argument}.${name}`, 'a text', fields[name]);
  }
}

/**
 * Is the certificate for this host, address, mailbox, service or XMPP domain? Only subject alternative names count, never
 * the CN; a wildcard stands for one whole label. Whether the certificate is to be trusted is for validatePath() to say.
 *
 * @throws TypeError for what is no identity; DecodeError for a certificate that cannot be read
 * @see RFC 9525 section 6
 */
export function matchIdentity(certificate: DerInput, identity: ReferenceIdentity): boolean {
  requireIdentity('identity', identity);
  return isFor(certificateOf('certificate', certificate), identity);
}

/**
 * A verifier on WebCrypto: what is used where none is given. Importing a key costs more than using it, so it remembers keys:
 * one per task, then drop it.
 *
 * @param crypto default: the platform's
 */
export function webCryptoVerifier(crypto: Crypto = globalThis.crypto): SignatureVerifier {
  requireCrypto('crypto', crypto);
  return verifierOn(crypto);
}
