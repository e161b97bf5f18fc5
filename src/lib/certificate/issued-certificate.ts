import { attributeType, oidName, policyId } from '../asn1/oids.ts';
import type { RequestedName } from '../csr/build.ts';
import { commonNamesOf, splitNames, unnamedAttributesOf } from '../csr/facts.ts';
import { serialHex, type Certificate } from '../x509/certificate.ts';
import { findExtension, type KeyUsage } from '../x509/extensions.ts';
import { fingerprint, publicKeyHash } from '../x509/fingerprint.ts';
import type { GeneralName } from '../x509/general-name.ts';
import { attributeValues, type Name } from '../x509/name.ts';
import { isSelfSigned } from '../x509/self-signed.ts';
import {
  signatureAlgorithm,
  webCryptoVerifier,
  type SignatureAlgorithm,
  type SignatureVerifier,
} from '../x509/signature.ts';

/** What kind of CA issued a certificate, and what says so. */
export type IssuedBy =
  | { readonly kind: 'self-signed'; readonly from: 'its signature' }
  | { readonly kind: 'public'; readonly from: 'its policy' | 'its certificate transparency timestamps' }
  | { readonly kind: 'private'; readonly from: 'no mark of a public CA' };

/** What can be said of an issued certificate by itself; everything that takes a computation is done. */
export interface IssuedCertificate {
  readonly certificate: Certificate;
  /** SHA-256 over the certificate. */
  readonly fingerprint: string;
  /** `sha256:` and the base64 of the digest over the SubjectPublicKeyInfo. */
  readonly publicKeyHash: string;
  /** Lower-case hex. */
  readonly serialNumber: string;
  readonly signatureAlgorithm: SignatureAlgorithm;
  /** subjectAltName entries of the forms an Expressway knows, in order, a repeated one repeated. */
  readonly names: readonly RequestedName[];
  /** subjectAltName entries of every other form. */
  readonly otherNames: readonly GeneralName[];
  /** CNs of the subject that say something, in order. */
  readonly commonNames: readonly string[];
  /** Attribute types of subject and issuer without a name in any standard we know, dotted. */
  readonly unnamedAttributes: readonly string[];
  /** Names such as `serverAuth`, dotted where there is none; undefined where the certificate names no usage. */
  readonly extendedKeyUsage: readonly string[] | undefined;
  readonly keyUsage: readonly KeyUsage[] | undefined;
  /** basicConstraints says that it is a CA's. */
  readonly isCa: boolean;
  readonly isSelfSigned: boolean | 'not checked';
  readonly issuedBy: IssuedBy;
  /** The certificate that an Expressway makes for itself when it is installed. */
  readonly isTemporary: boolean;
  /** Where its revocation list is said to be, URIs in order. */
  readonly crlAddresses: readonly string[];
}

export interface CertificateFactsOptions {
  readonly verifier?: SignatureVerifier;
}

/** What takes a computation. */
export interface ComputedOfCertificate {
  readonly fingerprint: string;
  readonly publicKeyHash: string;
  readonly isSelfSigned: boolean | 'not checked';
}

/** Takes digests, verifies what claims to be self-signed and lays out names, usages and addresses. */
export async function gatherIssuedCertificate(
  certificate: Certificate,
  options: CertificateFactsOptions = {},
): Promise<IssuedCertificate> {
  const { verifier = webCryptoVerifier() } = options;
  return issuedCertificate(certificate, {
    fingerprint: await fingerprint(certificate.der, 'SHA-256'),
    publicKeyHash: await publicKeyHash(certificate.publicKey.der),
    isSelfSigned: await isSelfSigned(certificate, verifier),
  });
}

/** Lays out names, usages and addresses. */
export function issuedCertificate(
  certificate: Certificate,
  computed: ComputedOfCertificate,
): IssuedCertificate {
  const { extensions, subject, issuer } = certificate;
  return {
    certificate,
    ...computed,
    serialNumber: serialHex(certificate.serialNumber),
    signatureAlgorithm: signatureAlgorithm(certificate.signatureAlgorithm),
    ...splitNames(findExtension(extensions, 'subjectAltName')?.value ?? []),
    commonNames: commonNamesOf(subject),
    unnamedAttributes: [...new Set([subject, issuer].flatMap(unnamedAttributesOf))],
    extendedKeyUsage: findExtension(extensions, 'extKeyUsage')?.value.map((id) => oidName(id) ?? id),
    keyUsage: findExtension(extensions, 'keyUsage')?.value,
    isCa: findExtension(extensions, 'basicConstraints')?.value.ca ?? false,
    issuedBy: issuedBy(certificate, computed.isSelfSigned === true),
    isTemporary: hasText(subject, /^Temporary Certificate\b/) || hasText(issuer, /^Temporary CA\b/),
    crlAddresses: crlAddresses(certificate),
  };
}

/** Reserved policies of the CA/Browser Forum: one of them is in every publicly trusted certificate (7.1.2.7.9). */
const publicPolicies: readonly string[] = [
  policyId.extendedValidation,
  policyId.domainValidated,
  policyId.organizationValidated,
  policyId.individualValidated,
];

/** Without a mark of its own a certificate is not taken for a public one: rules for public CAs are then not for it. */
function issuedBy({ extensions }: Certificate, selfSigned: boolean): IssuedBy {
  if (selfSigned) return { kind: 'self-signed', from: 'its signature' };
  const mark = publicMark(extensions);
  return mark ? { kind: 'public', from: mark } : { kind: 'private', from: 'no mark of a public CA' };
}

type PublicMark = Extract<IssuedBy, { readonly kind: 'public' }>['from'];

function publicMark(extensions: Certificate['extensions']): PublicMark | undefined {
  const policies = findExtension(extensions, 'certificatePolicies')?.value ?? [];
  if (policies.some(({ id }) => publicPolicies.includes(id))) return 'its policy';
  return findExtension(extensions, 'signedCertificateTimestamps')
    ? 'its certificate transparency timestamps'
    : undefined;
}

/** It bears the policy or the certificate transparency timestamps of a publicly trusted CA. */
export const isOfPublicCa = ({ extensions }: Certificate): boolean => publicMark(extensions) !== undefined;

/** Expressway writes "Temporary Certificate" and "Temporary CA" with a UUID into O and OU. */
function hasText(name: Name, pattern: RegExp): boolean {
  const types = [
    attributeType.organizationName,
    attributeType.organizationalUnitName,
    attributeType.commonName,
  ];
  return types.some((type) => attributeValues(name, type).some((value) => pattern.test(value)));
}

function crlAddresses({ extensions }: Certificate): string[] {
  const points = findExtension(extensions, 'cRLDistributionPoints')?.value ?? [];
  return points.flatMap(({ distributionPoint }) =>
    distributionPoint?.kind === 'fullName'
      ? distributionPoint.names.flatMap((name) =>
          name.kind === 'uniformResourceIdentifier' ? [name.value] : [],
        )
      : [],
  );
}
