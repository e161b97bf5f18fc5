import { createHash } from 'node:crypto';
import {
  bitString,
  boolean,
  integer,
  namedBits,
  octetString,
  oid,
  sequence,
  tlv,
} from '../../src/lib/asn1/der-writer.ts';
import { extensionId, keyPurpose } from '../../src/lib/asn1/oids.ts';
import { explicit, implicit } from '../../src/lib/asn1/tags.ts';
import { readCertificate, type Certificate } from '../../src/lib/x509/certificate.ts';
import type { ExtensionName, KeyUsage } from '../../src/lib/x509/extensions.ts';
import { extensionDer, generalizedTime, utcTime } from './certificate-der.ts';
import { generalName, nameOf, rdn } from './general-names.ts';
import { publicKeyDer, signatureAlgorithmDer, signWith, type SigningHash } from './keys.ts';

/** The moment at which the tests judge; certificates are valid around it unless they say otherwise. */
export const judgedAt = Date.parse('2026-11-22T12:00:00Z');

export interface PointRecipe {
  /** General names. */
  readonly names?: readonly string[];
  /** `CN=…`, relative to the issuer of the list. */
  readonly relative?: string;
  /** Bits of ReasonFlags. */
  readonly reasons?: readonly number[];
  /** General names. */
  readonly issuer?: readonly string[];
}

/** A certificate as data. Only what is odd needs to be written; what is left out makes a good certificate. */
export interface CertificateRecipe {
  /** Entry of the hierarchy that issues it; default: itself. */
  readonly issuedBy?: string;
  /** `O=…, CN=…`; default: CN=<entry>. Empty: no subject. */
  readonly subject?: string;
  /** Default: the subject of the issuing entry. */
  readonly issuer?: string;
  /** Name for test/support/keys.ts; default: the entry's name. */
  readonly key?: string;
  /** Key that signs; default: the one of the issuing entry. */
  readonly signedWith?: string;
  readonly hash?: SigningHash;
  readonly version?: 1 | 2 | 3;
  readonly serial?: number | bigint;
  /** ISO 8601. */
  readonly notBefore?: string;
  readonly notAfter?: string;
  /** Default: whether it issues other entries. null: no basicConstraints. */
  readonly ca?: boolean | null;
  readonly pathLength?: number;
  /** null: no extension. */
  readonly keyUsage?: readonly KeyUsage[] | null;
  /** Names of keyPurpose or identifiers. Default: serverAuth in a leaf, none in a CA. */
  readonly eku?: readonly string[] | null;
  /** General names. Default: dns:host.example.com in a leaf, none in a CA. */
  readonly san?: readonly string[] | null;
  readonly permitted?: readonly string[];
  readonly excluded?: readonly string[];
  readonly policies?: readonly string[];
  readonly policyMappings?: readonly (readonly [issuerDomain: string, subjectDomain: string])[];
  readonly requireExplicitPolicy?: number;
  readonly inhibitPolicyMapping?: number;
  readonly inhibitAnyPolicy?: number;
  readonly distributionPoints?: readonly PointRecipe[];
  /** Extensions to leave out. */
  readonly without?: readonly ExtensionName[];
  /** Critical flags that differ from the standard's. */
  readonly critical?: { readonly [Name in ExtensionName]?: boolean };
  /** Extensions to add as they are. */
  readonly more?: readonly Uint8Array[];
  /** Fields as they are, header included. */
  readonly raw?: {
    readonly version?: Uint8Array;
    readonly serialNumber?: Uint8Array;
    readonly validity?: Uint8Array;
    /** Also what is issued by it has this issuer. */
    readonly subject?: Uint8Array;
    /** What stands in front of the signature. */
    readonly signatureAlgorithm?: Uint8Array;
    /** All of them, with the tag of the field. */
    readonly extensions?: Uint8Array;
  };
  /** Adds a subjectUniqueID. */
  readonly uniqueId?: boolean;
  /** Flips a bit of the signature. */
  readonly damaged?: boolean;
}

export type Hierarchy = Readonly<Record<string, CertificateRecipe>>;

/** Makes every certificate of a hierarchy: `{ root: {}, sub: { issuedBy: 'root' }, leaf: { issuedBy: 'sub' } }`. */
export function buildPki<H extends Hierarchy>(hierarchy: H): { readonly [Name in keyof H]: Certificate } {
  const entries = Object.entries(hierarchy).map(([name]) => [
    name,
    readCertificate(certificateDer(hierarchy, name)),
  ]);
  return Object.fromEntries(entries) as { [Name in keyof H]: Certificate };
}

export function subjectOf(hierarchy: Hierarchy, name: string): string {
  return hierarchy[name]?.subject ?? `CN=${name}`;
}

function certificateDer(hierarchy: Hierarchy, name: string): Uint8Array {
  const recipe = hierarchy[name]!;
  const issuedBy = recipe.issuedBy ?? name;
  const signingKey = recipe.signedWith ?? hierarchy[issuedBy]?.key ?? issuedBy;
  const hash = recipe.hash ?? 'sha256';
  const algorithm = signatureAlgorithmDer(signingKey, hash);
  const { version = 3, raw = {} } = recipe;
  const extensions = version === 3 ? extensionsOf(hierarchy, name, signingKey) : [];
  const tbs = sequence(
    ...(raw.version ? [raw.version] : version === 1 ? [] : [tlv(explicit(0), integer(version - 1))]),
    raw.serialNumber ?? integer(recipe.serial ?? 1000 + Object.keys(hierarchy).indexOf(name)),
    algorithm,
    (recipe.issuer === undefined ? hierarchy[issuedBy]?.raw?.subject : undefined) ??
      nameOf(recipe.issuer ?? subjectOf(hierarchy, issuedBy)),
    raw.validity ??
      sequence(timeDer(recipe.notBefore ?? '2026-01-01'), timeDer(recipe.notAfter ?? '2027-12-31')),
    raw.subject ?? nameOf(subjectOf(hierarchy, name)),
    publicKeyDer(recipe.key ?? name),
    ...(recipe.uniqueId ? [tlv(implicit(2), Uint8Array.of(0, 7))] : []),
    ...(raw.extensions
      ? [raw.extensions]
      : extensions.length > 0
        ? [tlv(explicit(3), sequence(...extensions))]
        : []),
  );
  return signed(tbs, raw.signatureAlgorithm ?? algorithm, signWith(signingKey, hash, tbs), recipe.damaged);
}

/** SEQUENCE { what is signed, algorithm, signature }. */
export function signed(
  tbs: Uint8Array,
  algorithm: Uint8Array,
  signature: Uint8Array,
  damaged = false,
): Uint8Array {
  if (damaged) signature[signature.length - 1]! ^= 1;
  return sequence(tbs, algorithm, bitString(signature));
}

/** RFC 5280 4.1.2.5: UTCTime through 2049. */
export function timeDer(iso: string): Uint8Array {
  const digits = new Date(iso).toISOString().replace(/\.\d+/, '').replace(/[-:T]/g, '');
  return digits < '2050' ? utcTime(digits.slice(2)) : generalizedTime(digits);
}

export function keyIdentifier(key: string): Uint8Array {
  // The key bits are the last octets of every SubjectPublicKeyInfo used here; any digest would do.
  return new Uint8Array(createHash('sha1').update(publicKeyDer(key)).digest());
}

const standardCriticality: { readonly [Name in ExtensionName]?: boolean } = {
  keyUsage: true,
  basicConstraints: true,
  nameConstraints: true,
  policyConstraints: true,
  inhibitAnyPolicy: true,
  issuingDistributionPoint: true,
  deltaCRLIndicator: true,
};

export type ExtensionContents = { [Name in ExtensionName]?: Uint8Array | undefined };

/** The extensions that are there, with their critical flags. */
export function extensionsDer(
  contents: ExtensionContents,
  { critical = {}, without = [], more = [] }: Pick<CertificateRecipe, 'critical' | 'without' | 'more'>,
): Uint8Array[] {
  const made = (Object.keys(contents) as ExtensionName[]).flatMap((name) => {
    const content = contents[name];
    if (!content || without.includes(name)) return [];
    return [extensionDer(extensionId[name], content, critical[name] ?? standardCriticality[name] ?? false)];
  });
  return [...made, ...more];
}

function extensionsOf(hierarchy: Hierarchy, name: string, signingKey: string): Uint8Array[] {
  const recipe = hierarchy[name]!;
  const ca = recipe.ca === undefined ? issuesOthers(hierarchy, name) : recipe.ca;
  const key = recipe.key ?? name;
  const isSelfSigned = signingKey === key;
  const san = recipe.san === undefined ? (ca ? null : ['dns:host.example.com']) : recipe.san;
  const eku = recipe.eku === undefined ? (ca ? null : ['serverAuth']) : recipe.eku;
  const usages = recipe.keyUsage === undefined ? defaultKeyUsage(ca) : recipe.keyUsage;
  const contents: ExtensionContents = {
    authorityKeyIdentifier: isSelfSigned ? undefined : sequence(tlv(implicit(0), keyIdentifier(signingKey))),
    subjectKeyIdentifier: octetString(keyIdentifier(key)),
    keyUsage: usages ? namedBits(usages.map((usage) => keyUsageBits.indexOf(usage))) : undefined,
    basicConstraints: ca === null ? undefined : basicConstraintsDer(ca, recipe.pathLength),
    extKeyUsage: eku ? sequence(...eku.map((purpose) => oid(purposeId(purpose)))) : undefined,
    subjectAltName: san ? sequence(...san.map(generalName)) : undefined,
    ...constraintContents(recipe),
    cRLDistributionPoints: recipe.distributionPoints
      ? sequence(...recipe.distributionPoints.map((point) => sequence(...pointDer(point))))
      : undefined,
  };
  // RFC 5280 4.2.1.6: critical where nothing else names the subject.
  const critical = { subjectAltName: subjectOf(hierarchy, name) === '', ...recipe.critical };
  return extensionsDer(contents, { ...recipe, critical });
}

/** Is it, or another certificate of the same name and key, the issuer of another entry? */
function issuesOthers(hierarchy: Hierarchy, name: string): boolean {
  const isSameEntity = (other: string): boolean =>
    subjectOf(hierarchy, other) === subjectOf(hierarchy, name) &&
    (hierarchy[other]?.key ?? other) === (hierarchy[name]!.key ?? name);
  return Object.entries(hierarchy).some(
    ([entry, { issuedBy = entry }]) => issuedBy !== entry && isSameEntity(issuedBy),
  );
}

const keyUsageBits: readonly KeyUsage[] = [
  'digitalSignature',
  'nonRepudiation',
  'keyEncipherment',
  'dataEncipherment',
  'keyAgreement',
  'keyCertSign',
  'cRLSign',
  'encipherOnly',
  'decipherOnly',
];

const defaultKeyUsage = (ca: boolean | null): readonly KeyUsage[] =>
  ca ? ['keyCertSign', 'cRLSign'] : ['digitalSignature'];

const purposeId = (purpose: string): string =>
  (keyPurpose as Readonly<Record<string, string>>)[purpose] ?? purpose;

const basicConstraintsDer = (ca: boolean, pathLength: number | undefined): Uint8Array =>
  sequence(...(ca ? [boolean(true)] : []), ...(pathLength === undefined ? [] : [integer(pathLength)]));

function constraintContents(recipe: CertificateRecipe): ExtensionContents {
  const { permitted, excluded, policies, policyMappings, inhibitAnyPolicy } = recipe;
  const hasNames = permitted !== undefined || excluded !== undefined;
  const hasPolicies = recipe.requireExplicitPolicy !== undefined || recipe.inhibitPolicyMapping !== undefined;
  return {
    nameConstraints: hasNames ? sequence(...subtrees(0, permitted), ...subtrees(1, excluded)) : undefined,
    certificatePolicies: policies ? sequence(...policies.map((policy) => sequence(oid(policy)))) : undefined,
    policyMappings: policyMappings
      ? sequence(...policyMappings.map(([issuer, subject]) => sequence(oid(issuer), oid(subject))))
      : undefined,
    policyConstraints: hasPolicies
      ? sequence(...count(0, recipe.requireExplicitPolicy), ...count(1, recipe.inhibitPolicyMapping))
      : undefined,
    inhibitAnyPolicy: inhibitAnyPolicy === undefined ? undefined : integer(inhibitAnyPolicy),
  };
}

const subtrees = (tagNumber: number, bases: readonly string[] | undefined): Uint8Array[] =>
  bases && bases.length > 0
    ? [tlv(explicit(tagNumber), ...bases.map((base) => sequence(generalName(base))))]
    : [];

const count = (tagNumber: number, value: number | undefined): Uint8Array[] =>
  value === undefined ? [] : [tlv(implicit(tagNumber), integer(value).subarray(2))];

/** Fields of a DistributionPoint; the first two are also those of an IssuingDistributionPoint. */
export function pointDer({ names, relative, reasons, issuer }: PointRecipe): Uint8Array[] {
  const fullName = names ? tlv(explicit(0), ...names.map(generalName)) : undefined;
  const relativeName = relative ? tlv(explicit(1), rdn(relative).subarray(2)) : undefined;
  const name = fullName ?? relativeName;
  return [
    ...(name ? [tlv(explicit(0), name)] : []),
    ...(reasons ? [tlv(implicit(1), namedBits(reasons).subarray(2))] : []),
    ...(issuer ? [tlv(explicit(2), ...issuer.map(generalName))] : []),
  ];
}
