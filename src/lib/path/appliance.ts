import { algorithmId, keyPurpose } from '../asn1/oids.ts';
import { equal } from '../bytes.ts';
import type { ExtensionName } from '../x509/extensions.ts';
import { sameName } from '../x509/name.ts';
import type { CertificateFacts } from './facts.ts';

/*
 * What OpenSSL 3.0 asks of a certificate when it verifies a chain without -x509_strict: that is what an Expressway
 * does. Each function is one of its checks; test/interop/appliance-openssl.test.ts holds them to the program.
 */

/** On what OpenSSL rests that a certificate is a CA's; `constraints` alone will do below the root. */
export type CaBy = 'constraints' | 'version-1-root' | 'key-usage' | 'certificate-type';

/** undefined: it is none, whatever its key usage says. */
export function caBy(facts: CertificateFacts): CaBy | undefined {
  const { basicConstraints, keyUsage, netscapeCertType } = facts.extensions;
  if (basicConstraints) return basicConstraints.value.ca ? 'constraints' : undefined;
  if (facts.certificate.version === 1 && isSelfSignedByLooks(facts)) return 'version-1-root';
  if (keyUsage) return 'key-usage';
  const isCaType = netscapeCertType?.value.some((type) => caTypes.includes(type)) ?? false;
  return isCaType ? 'certificate-type' : undefined;
}

const caTypes: readonly string[] = ['sslCA', 'smimeCA', 'objectSigningCA'];

/**
 * Do the authority key identifier and the kind of signature let this certificate be the issuer? What is absent on either
 * side speaks against nobody. OpenSSL passes over an issuer that does not fit, even where its key has made the signature.
 */
export function mayBeIssuer(child: CertificateFacts, issuer: CertificateFacts): boolean {
  return fitsKeyIdentifier(child, issuer) && fitsSignature(child, issuer);
}

function fitsKeyIdentifier(child: CertificateFacts, issuer: CertificateFacts): boolean {
  const authority = child.extensions.authorityKeyIdentifier?.value;
  if (!authority) return true;
  const { keyIdentifier, authorityCertSerialNumber: serial, authorityCertIssuer: names } = authority;
  const own = issuer.extensions.subjectKeyIdentifier?.value;
  if (keyIdentifier && own && !equal(keyIdentifier, own)) return false;
  if (serial && !equal(serial, issuer.certificate.serialNumber)) return false;
  const name = names?.find(({ kind }) => kind === 'directoryName');
  return name?.kind !== 'directoryName' || sameName(name.value, issuer.certificate.issuer);
}

function fitsSignature({ certificate }: CertificateFacts, issuer: CertificateFacts): boolean {
  const { id } = certificate.signatureAlgorithm;
  const { kind } = issuer.certificate.publicKey;
  if (id === algorithmId['id-RSASSA-PSS']) return kind === 'rsa' || kind === 'rsa-pss';
  if (id.startsWith(pkcs1)) return kind === 'rsa';
  return !id.startsWith(ecdsa) || kind === 'ec';
}

/** Arcs of the signature algorithms of PKCS #1 and X9.62. */
const pkcs1 = '1.2.840.113549.1.1.';
const ecdsa = '1.2.840.10045.4.';

/** By its names and key identifiers: OpenSSL does not verify the signature of a root. */
export function isSelfSignedByLooks(facts: CertificateFacts): boolean {
  return facts.isSelfIssued && mayBeIssuer(facts, facts);
}

const handledExtensions: ReadonlySet<ExtensionName> = new Set<ExtensionName>([
  'netscapeCertType',
  'keyUsage',
  'subjectAltName',
  'basicConstraints',
  'certificatePolicies',
  'cRLDistributionPoints',
  'extKeyUsage',
  'policyConstraints',
  'nameConstraints',
  'policyMappings',
  'inhibitAnyPolicy',
  'ocspNoCheck',
  'ipAddrBlocks',
  'autonomousSysIds',
]);

/** RFC 3820. A certificate that has it is refused, critical or not, where nobody asks for proxies. */
const proxyCertInfo = '1.3.6.1.5.5.7.1.14';

/** Object identifiers of extensions for which OpenSSL refuses a certificate. */
export function refusedExtensions({ certificate }: CertificateFacts): string[] {
  return certificate.extensions
    .filter(({ critical, id, name: own, malformed }) => {
      if (id === proxyCertInfo) return true;
      // It knows extensions by their identifiers; what it cannot decode is another matter.
      const name = own ?? malformed;
      const isHandled = name !== undefined && handledExtensions.has(name);
      return critical && !isHandled;
    })
    .map(({ id }) => id);
}

/** For what OpenSSL verifies a certificate: its sslserver and sslclient. */
export type TlsPurpose = 'server' | 'client';

/** The extension that rules a purpose out. */
export type RefusedBy = 'extended key usage' | 'key usage' | 'certificate type';

interface PurposeRow {
  readonly extendedKeyUsage: readonly string[];
  /** One of these will do. */
  readonly keyUsage: readonly string[];
  readonly certificateType: string;
}

const purposes: Readonly<Record<TlsPurpose, PurposeRow>> = {
  server: {
    extendedKeyUsage: [
      keyPurpose.serverAuth,
      keyPurpose.microsoftServerGatedCrypto,
      keyPurpose.netscapeServerGatedCrypto,
    ],
    keyUsage: ['digitalSignature', 'keyEncipherment', 'keyAgreement'],
    certificateType: 'sslServer',
  },
  client: {
    extendedKeyUsage: [keyPurpose.clientAuth],
    keyUsage: ['digitalSignature', 'keyAgreement'],
    certificateType: 'sslClient',
  },
};

/** What rules the purpose out in the certificate itself; undefined: nothing. anyExtendedKeyUsage counts for nothing. */
export function purposeRefusedInLeaf(facts: CertificateFacts, purpose: TlsPurpose): RefusedBy | undefined {
  const { keyUsage, netscapeCertType } = facts.extensions;
  const wanted = purposes[purpose];
  if (isRuledOutByExtendedKeyUsage(facts, wanted)) return 'extended key usage';
  if (netscapeCertType && !netscapeCertType.value.some((type) => type === wanted.certificateType))
    return 'certificate type';
  return isKeyUsageRefused(keyUsage?.value, purpose) ? 'key usage' : undefined;
}

/** Does a key usage extension with these bits rule the purpose out? undefined: there is none, and nothing is. */
export const isKeyUsageRefused = (bits: readonly string[] | undefined, purpose: TlsPurpose): boolean =>
  bits !== undefined && !bits.some((bit) => purposes[purpose].keyUsage.includes(bit));

/** What rules the purpose out in a CA above it; whether it is a CA at all is another question. */
export function purposeRefusedInCa(facts: CertificateFacts, purpose: TlsPurpose): RefusedBy | undefined {
  if (isRuledOutByExtendedKeyUsage(facts, purposes[purpose])) return 'extended key usage';
  const isOfOtherType =
    caBy(facts) === 'certificate-type' && !facts.extensions.netscapeCertType!.value.includes('sslCA');
  return isOfOtherType ? 'certificate type' : undefined;
}

function isRuledOutByExtendedKeyUsage({ extensions }: CertificateFacts, wanted: PurposeRow): boolean {
  const named = extensions.extKeyUsage?.value;
  return named !== undefined && !named.some((purpose) => wanted.extendedKeyUsage.includes(purpose));
}
