import type { DerReader } from '../asn1/der-reader.ts';
import { extensionId, oidName } from '../asn1/oids.ts';
import { readAnyString, readIa5String } from '../asn1/strings.ts';
import { tag } from '../asn1/tags.ts';
import { readGeneralizedTime } from '../asn1/time.ts';
import { readCeilingCount, readDefaultFalse, readNull, readOid, readUnsigned } from '../asn1/values.ts';
import { readAccessDescriptions, type AccessDescription } from './access-descriptions.ts';
import { readAutonomousSysIds, readIpAddrBlocks, type Resources } from './address-resources.ts';
import { readAuthorityKeyIdentifier, type AuthorityKeyIdentifier } from './authority-key-identifier.ts';
import { readCertificateTemplate, type CertificateTemplate } from './certificate-template.ts';
import { readTimestampList, type SignedCertificateTimestamp } from './certificate-transparency.ts';
import {
  readBasicConstraints,
  readNameConstraints,
  readPolicyConstraints,
  type BasicConstraints,
  type NameConstraints,
  type PolicyConstraints,
} from './constraints.ts';
import { readDirectoryAttributes, type DirectoryAttribute } from './directory-attributes.ts';
import {
  readDistributionPoints,
  readIssuingDistributionPoint,
  readRevocationReason,
  type DistributionPoint,
  type IssuingDistributionPoint,
  type RevocationReason,
} from './distribution-points.ts';
import { readGeneralNames, type GeneralName } from './general-name.ts';
import { IdentifierSet } from './identifier-set.ts';
import {
  readExtKeyUsage,
  readKeyUsage,
  readNetscapeCertType,
  readTlsFeature,
  type KeyUsage,
  type NetscapeCertType,
} from './key-usage.ts';
import {
  readCertificatePolicies,
  readPolicyMappings,
  type PolicyInformation,
  type PolicyMapping,
} from './policies.ts';

export type { Resources } from './address-resources.ts';
export type { AccessDescription } from './access-descriptions.ts';
export type { AuthorityKeyIdentifier } from './authority-key-identifier.ts';
export type { CertificateTemplate } from './certificate-template.ts';
export type { SignedCertificateTimestamp } from './certificate-transparency.ts';
export type { BasicConstraints, GeneralSubtree, NameConstraints, PolicyConstraints } from './constraints.ts';
export type { DirectoryAttribute } from './directory-attributes.ts';
export type {
  DistributionPoint,
  DistributionPointName,
  IssuingDistributionPoint,
  ReasonFlag,
  RevocationReason,
} from './distribution-points.ts';
export type { KeyUsage, NetscapeCertType } from './key-usage.ts';
export type { NoticeReference, PolicyInformation, PolicyMapping, PolicyQualifier } from './policies.ts';

/** Extension name → type of its decoded value. */
export interface ExtensionValues {
  readonly authorityKeyIdentifier: AuthorityKeyIdentifier;
  readonly subjectKeyIdentifier: Uint8Array;
  readonly keyUsage: readonly KeyUsage[];
  readonly certificatePolicies: readonly PolicyInformation[];
  readonly policyMappings: readonly PolicyMapping[];
  readonly subjectAltName: readonly GeneralName[];
  readonly issuerAltName: readonly GeneralName[];
  readonly subjectDirectoryAttributes: readonly DirectoryAttribute[];
  readonly basicConstraints: BasicConstraints;
  readonly nameConstraints: NameConstraints;
  readonly policyConstraints: PolicyConstraints;
  /** Dotted object identifiers. */
  readonly extKeyUsage: readonly string[];
  readonly cRLDistributionPoints: readonly DistributionPoint[];
  readonly inhibitAnyPolicy: number;
  readonly freshestCRL: readonly DistributionPoint[];
  readonly authorityInfoAccess: readonly AccessDescription[];
  readonly subjectInfoAccess: readonly AccessDescription[];
  readonly ipAddrBlocks: readonly Resources[];
  readonly autonomousSysIds: readonly Resources[];
  readonly cRLNumber: bigint;
  readonly deltaCRLIndicator: bigint;
  readonly issuingDistributionPoint: IssuingDistributionPoint;
  readonly cRLReason: RevocationReason;
  /** Milliseconds since 1970. */
  readonly invalidityDate: number;
  readonly certificateIssuer: readonly GeneralName[];
  /** Dotted object identifier. */
  readonly holdInstructionCode: string;
  readonly signedCertificateTimestamps: readonly SignedCertificateTimestamp[];
  readonly precertificatePoison: null;
  /** TLS extension numbers (RFC 7633); 5 is "must staple". */
  readonly tlsFeature: readonly number[];
  readonly ocspNoCheck: null;
  readonly certificateTemplateName: string;
  readonly certificateTemplate: CertificateTemplate;
  readonly applicationPolicies: readonly PolicyInformation[];
  readonly netscapeCertType: readonly NetscapeCertType[];
  readonly netscapeComment: string;
}

/** An extension that is decoded, by the name its standard gives it. */
export type ExtensionName = keyof ExtensionValues;

/** What every extension has. */
export interface AnyExtension {
  /** Dotted object identifier. */
  readonly id: string;
  readonly critical: boolean;
  /** Content of extnValue: the extension's own DER. */
  readonly der: Uint8Array;
  /** What it says it is, although it cannot be read as that, or is there a second time; only where faults are kept. */
  readonly malformed?: ExtensionName;
}

/** An extension with its decoded value. */
export interface KnownExtension<Name extends ExtensionName> extends AnyExtension {
  readonly name: Name;
  readonly value: ExtensionValues[Name];
}

/** An extension that is kept as bytes. */
export interface UnknownExtension extends AnyExtension {
  readonly name: undefined;
  readonly value: undefined;
}

/** An extension: decoded where it is known and sound, else its bytes. */
export type Extension = { [Name in ExtensionName]: KnownExtension<Name> }[ExtensionName] | UnknownExtension;

/** What is known of each extension: how to read the content of extnValue. Its identifier is in asn1/oids.ts. */
const readValue: { readonly [Name in ExtensionName]: (value: DerReader) => ExtensionValues[Name] } = {
  authorityKeyIdentifier: readAuthorityKeyIdentifier,
  subjectKeyIdentifier: (value) => value.content(tag.octetString, ''),
  keyUsage: readKeyUsage,
  certificatePolicies: readCertificatePolicies,
  policyMappings: readPolicyMappings,
  subjectAltName: (value) => readGeneralNames(value, ''),
  issuerAltName: (value) => readGeneralNames(value, ''),
  subjectDirectoryAttributes: readDirectoryAttributes,
  basicConstraints: readBasicConstraints,
  nameConstraints: readNameConstraints,
  policyConstraints: readPolicyConstraints,
  extKeyUsage: readExtKeyUsage,
  cRLDistributionPoints: readDistributionPoints,
  inhibitAnyPolicy: (value) => readCeilingCount(value, ''),
  freshestCRL: readDistributionPoints,
  authorityInfoAccess: readAccessDescriptions,
  subjectInfoAccess: readAccessDescriptions,
  ipAddrBlocks: readIpAddrBlocks,
  autonomousSysIds: readAutonomousSysIds,
  cRLNumber: (value) => readUnsigned(value, ''),
  deltaCRLIndicator: (value) => readUnsigned(value, ''),
  issuingDistributionPoint: readIssuingDistributionPoint,
  cRLReason: readRevocationReason,
  invalidityDate: (value) => readGeneralizedTime(value, ''),
  certificateIssuer: (value) => readGeneralNames(value, ''),
  holdInstructionCode: (value) => readOid(value, ''),
  signedCertificateTimestamps: readTimestampList,
  precertificatePoison: (value) => readNull(value, ''),
  tlsFeature: readTlsFeature,
  ocspNoCheck: (value) => readNull(value, ''),
  certificateTemplateName: (value) => readAnyString(value, ''),
  certificateTemplate: readCertificateTemplate,
  applicationPolicies: readCertificatePolicies,
  netscapeCertType: readNetscapeCertType,
  netscapeComment: (value) => readIa5String(value, ''),
};

const knownById: ReadonlyMap<string, ExtensionName> = new Map(
  (Object.keys(readValue) as ExtensionName[]).map((name) => [extensionId[name], name]),
);

/**
 * Reads SEQUENCE SIZE (1..MAX) OF Extension (RFC 5280 4.1): each at most once (4.2), the known ones decoded,
 * all others kept as bytes. Throws DecodeError, whose field path names the extension; where the reader keeps faults,
 * only for what is wrong around the values.
 */
export function readExtensions(reader: DerReader, field: string): readonly Extension[] {
  const sequence = reader.sequence(field);
  if (sequence.done) sequence.breach('empty', 'there must be at least one extension');
  const extensions: Extension[] = [];
  const seen = new IdentifierSet();
  while (!sequence.done) {
    const { at } = sequence;
    const extension = readExtension(sequence.sequence(''));
    const { id } = extension;
    if (seen.add(id)) {
      extensions.push(extension);
      continue;
    }
    sequence.breach('duplicate', 'a second extension of this kind', at, oidName(id) ?? id, false);
    extensions.push(asOctets(extension));
  }
  return extensions;
}

function readExtension(extension: DerReader): Extension {
  const id = readOid(extension, 'extnID');
  const name = knownById.get(id);
  extension.startPart(id);
  const critical = readDefaultFalse(extension, 'critical');
  const content = extension.enter(tag.octetString, name ?? oidName(id) ?? id);
  extension.finish();
  const der = content.whole;
  if (name === undefined) return { id, critical, der, name, value: undefined };
  const read: (content: DerReader) => unknown = readValue[name];
  const value = content.attempt(() => readWhole(content, read));
  // The compiler cannot see that `name` and `value` belong together.
  if (value !== undefined) return { id, critical, der, name, value } as Extension;
  return { id, critical, der, name: undefined, value: undefined, malformed: name };
}

function readWhole<Value>(content: DerReader, read: (content: DerReader) => Value): Value {
  const value = read(content);
  if (!content.done) content.breach('trailing-bytes', `${content.end - content.at} bytes left over`);
  return value;
}

function asOctets({ id, critical, der, name }: Extension): Extension {
  return { id, critical, der, name: undefined, value: undefined, ...(name && { malformed: name }) };
}

/** The extension of this name, typed; undefined where absent. */
export function findExtension<Name extends ExtensionName>(
  extensions: readonly Extension[],
  name: Name,
): KnownExtension<Name> | undefined {
  return extensions.find((extension) => extension.name === name) as KnownExtension<Name> | undefined;
}
