import type { Deviation, Fault } from '../asn1/der-reader.ts';
import { toHex } from '../bytes.ts';
import type { CertificateRequest, RequestAttribute } from '../csr/parse.ts';
import { requestAttribute } from '../asn1/oids.ts';
import { serialHex, type Certificate } from '../x509/certificate.ts';
import type { Crl, RevokedCertificate } from '../x509/crl.ts';
import { faultText } from '../x509/fault-text.ts';
import { fingerprint } from '../x509/fingerprint.ts';
import { branch, count, leaf, utc, type Description } from './description.ts';
import { describeExtension, describeExtensions } from './extensions.ts';
import { describePublicKey, describeSignature } from './keys.ts';
import { describeGeneralNames, describeName, textOrHex, withOid } from './names.ts';

export async function describeCertificate(certificate: Certificate): Promise<Description[]> {
  const { subjectUniqueId, issuerUniqueId } = certificate;
  return [
    leaf('version', String(certificate.version)),
    leaf('serial number', serialHex(certificate.serialNumber)),
    describeName('issuer', certificate.issuer),
    branch('validity', [
      leaf('not before', utc(certificate.notBefore)),
      leaf('not after', utc(certificate.notAfter)),
    ]),
    describeName('subject', certificate.subject),
    await describePublicKey('public key', certificate.publicKey),
    ...(issuerUniqueId ? [leaf('issuer unique ID', toHex(issuerUniqueId))] : []),
    ...(subjectUniqueId ? [leaf('subject unique ID', toHex(subjectUniqueId))] : []),
    ...describeExtensions('extensions', certificate.extensions),
    describeSignature(certificate.signatureAlgorithm, certificate.signature),
    ...(await describeFingerprints(certificate.der)),
    ...describeDeviations(certificate.deviations),
    ...describeFaults(certificate.faults),
  ];
}

export async function describeFingerprints(der: Uint8Array): Promise<Description[]> {
  return [
    leaf('SHA-256 fingerprint', await fingerprint(der, 'SHA-256')),
    leaf('SHA-1 fingerprint', await fingerprint(der, 'SHA-1')),
  ];
}

/** Breaches of the encoding rules that were read all the same. */
export function describeDeviations(deviations: readonly Deviation[]): Description[] {
  if (deviations.length === 0) return [];
  const children = deviations.map(({ what, field, offset }) => leaf(field || `byte ${offset}`, what));
  return [branch('breaches of DER', children)];
}

/** Parts that are not written as their standards demand. */
export function describeFaults(faults: readonly Fault[]): Description[] {
  if (faults.length === 0) return [];
  return [
    branch(
      'malformed parts',
      faults.map((fault) => leaf(fault.field || fault.part, faultText(fault))),
    ),
  ];
}

export async function describeRequest(request: CertificateRequest): Promise<Description[]> {
  const others = request.attributes.filter(({ type }) => !extensionRequests.includes(type));
  return [
    describeName('subject', request.subject),
    await describePublicKey('public key', request.publicKey),
    ...describeExtensions('extensions asked for', request.extensions),
    ...(others.length > 0 ? [branch('attributes', others.map(describeAttribute))] : []),
    describeSignature(request.signatureAlgorithm, request.signature),
    ...(await describeFingerprints(request.der)),
    ...describeDeviations(request.deviations),
    ...describeFaults(request.faults),
  ];
}

const extensionRequests: readonly string[] = [
  requestAttribute.extensionRequest,
  requestAttribute.certificateExtensions,
];

function describeAttribute({ type, values }: RequestAttribute): Description {
  // It authorises the revocation of the certificate, so it is a secret between requester and CA.
  if (type === requestAttribute.challengePassword) return leaf(withOid(type), '(a secret, not shown)');
  return leaf(withOid(type), values.map(textOrHex).join(', '));
}

export async function describeCrl(crl: Crl): Promise<Description[]> {
  const entries = Array.from(crl.revoked, describeRevoked);
  return [
    leaf('version', String(crl.version)),
    describeName('issuer', crl.issuer),
    leaf('this update', utc(crl.thisUpdate)),
    leaf('next update', crl.nextUpdate === undefined ? 'not given' : utc(crl.nextUpdate)),
    ...describeExtensions('extensions', crl.extensions),
    branch('revoked', entries, count(entries.length, 'certificate')),
    describeSignature(crl.signatureAlgorithm, crl.signature),
    ...(await describeFingerprints(crl.der)),
    ...describeDeviations(crl.deviations),
    ...describeFaults(crl.faults),
  ];
}

function describeRevoked(entry: RevokedCertificate): Description {
  const isOwn = entry.extensions.some(({ name }) => name === 'certificateIssuer');
  const inherited = !isOwn && entry.certificateIssuer;
  return branch(
    serialHex(entry.serialNumber),
    [
      ...(inherited ? [branch('issuer, from an entry before', describeGeneralNames(inherited))] : []),
      ...entry.extensions.map(describeExtension),
    ],
    utc(entry.revocationDate),
  );
}
