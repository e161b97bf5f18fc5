import type { Fault } from '../asn1/der-reader.ts';
import { extensionId, oidName, requestAttribute } from '../asn1/oids.ts';
import type { ExtensionName } from './extensions.ts';

/** What says how an extension is to be written. */
const standards: Readonly<Record<ExtensionName, string>> = {
  authorityKeyIdentifier: 'RFC 5280 4.2.1.1',
  subjectKeyIdentifier: 'RFC 5280 4.2.1.2',
  keyUsage: 'RFC 5280 4.2.1.3',
  certificatePolicies: 'RFC 5280 4.2.1.4',
  policyMappings: 'RFC 5280 4.2.1.5',
  subjectAltName: 'RFC 5280 4.2.1.6',
  issuerAltName: 'RFC 5280 4.2.1.7',
  subjectDirectoryAttributes: 'RFC 5280 4.2.1.8',
  basicConstraints: 'RFC 5280 4.2.1.9',
  nameConstraints: 'RFC 5280 4.2.1.10',
  policyConstraints: 'RFC 5280 4.2.1.11',
  extKeyUsage: 'RFC 5280 4.2.1.12',
  cRLDistributionPoints: 'RFC 5280 4.2.1.13',
  inhibitAnyPolicy: 'RFC 5280 4.2.1.14',
  freshestCRL: 'RFC 5280 4.2.1.15',
  authorityInfoAccess: 'RFC 5280 4.2.2.1',
  subjectInfoAccess: 'RFC 5280 4.2.2.2',
  ipAddrBlocks: 'RFC 3779 2.2',
  autonomousSysIds: 'RFC 3779 3.2',
  cRLNumber: 'RFC 5280 5.2.3',
  deltaCRLIndicator: 'RFC 5280 5.2.4',
  issuingDistributionPoint: 'RFC 5280 5.2.5',
  cRLReason: 'RFC 5280 5.3.1',
  invalidityDate: 'RFC 5280 5.3.2',
  certificateIssuer: 'RFC 5280 5.3.3',
  holdInstructionCode: 'RFC 3280 5.3.2',
  signedCertificateTimestamps: 'RFC 6962 3.3',
  precertificatePoison: 'RFC 6962 3.1',
  tlsFeature: 'RFC 7633 4.1',
  ocspNoCheck: 'RFC 6960 4.2.2.2.1',
  certificateTemplateName: 'MS-WCCE 2.2.2.7.7.1',
  certificateTemplate: 'MS-WCCE 2.2.2.7.7.2',
  applicationPolicies: 'MS-WCCE 2.2.2.7.7.3',
  netscapeCertType: "Netscape's certificate extensions",
  netscapeComment: "Netscape's certificate extensions",
};

/** Fields of certificates, requests, lists and OCSP responses, as Fault has them. */
const fieldStandards: Readonly<Record<string, string>> = {
  version: 'RFC 5280 4.1.2.1',
  serialNumber: 'RFC 5280 4.1.2.2',
  issuer: 'RFC 5280 4.1.2.4',
  validity: 'RFC 5280 4.1.2.5',
  subject: 'RFC 5280 4.1.2.6',
  uniqueIdentifiers: 'RFC 5280 4.1.2.8',
  extensions: 'RFC 5280 4.2',
  subjectPublicKeyInfo: 'RFC 5280 4.1.2.7',
  signatureAlgorithm: 'RFC 5280 4.1.1.2',
  signatureValue: 'RFC 5280 4.1.1.3',
  thisUpdate: 'RFC 5280 5.1.2.4',
  nextUpdate: 'RFC 5280 5.1.2.5',
  revokedCertificates: 'RFC 5280 5.1.2.6',
  crlExtensions: 'RFC 5280 5.1.2.7',
  subjectPKInfo: 'RFC 2986 4.1',
  attributes: 'RFC 2986 4.1',
  signature: 'RFC 2986 4.2',
  [requestAttribute.extensionRequest]: 'RFC 2985 5.4.2',
  [requestAttribute.certificateExtensions]: 'MS-WCCE 2.2.2.7',
  [requestAttribute.challengePassword]: 'RFC 2985 5.4.1',
  producedAt: 'RFC 6960 4.2.1',
  responses: 'RFC 6960 4.2.1',
  responseExtensions: 'RFC 6960 4.4',
};

const standardOfId: ReadonlyMap<string, string> = new Map(
  (Object.keys(standards) as ExtensionName[]).map((name) => [extensionId[name], standards[name]]),
);

/** What the fault breaks. */
export function standardOf({ part, code, isRead, field }: Fault): string {
  // Of a request the version is another one, of an OCSP response too.
  if (field === 'certificationRequestInfo.version') return fieldStandards.attributes!;
  if (field.startsWith('responseBytes') && !standardOfId.has(part))
    return fieldStandards[part] ?? fieldStandards.responses!;
  if (code === 'duplicate' && !isRead) return 'RFC 5280 4.2';
  return fieldStandards[part] ?? standardOfId.get(part) ?? 'RFC 5280 4.2';
}

/** `netscapeComment: expected IA5String, found PrintableString (against …)`; a field within the part is named too. */
export function faultText(fault: Fault): string {
  const part = oidName(fault.part) ?? fault.part;
  const below = fault.field.split(`${part}.`)[1];
  return `${part}${below === undefined ? '' : `, ${below}`}: ${fault.what} (against ${standardOf(fault)})`;
}
