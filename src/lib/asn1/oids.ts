/**
 * Every object identifier of the project, once: name → dotted form, grouped by what it names.
 * Names are those of the defining standard.
 */

/** Attribute types of distinguished names (RFC 5280 appendix A, X.520, RFC 4519, RFC 2985, CA/B EV Guidelines). */
export const attributeType = {
  commonName: '2.5.4.3',
  surname: '2.5.4.4',
  serialNumber: '2.5.4.5',
  countryName: '2.5.4.6',
  localityName: '2.5.4.7',
  stateOrProvinceName: '2.5.4.8',
  streetAddress: '2.5.4.9',
  organizationName: '2.5.4.10',
  organizationalUnitName: '2.5.4.11',
  title: '2.5.4.12',
  description: '2.5.4.13',
  businessCategory: '2.5.4.15',
  postalCode: '2.5.4.17',
  postOfficeBox: '2.5.4.18',
  telephoneNumber: '2.5.4.20',
  name: '2.5.4.41',
  givenName: '2.5.4.42',
  initials: '2.5.4.43',
  generationQualifier: '2.5.4.44',
  x500UniqueIdentifier: '2.5.4.45',
  dnQualifier: '2.5.4.46',
  pseudonym: '2.5.4.65',
  organizationIdentifier: '2.5.4.97',
  userId: '0.9.2342.19200300.100.1.1',
  domainComponent: '0.9.2342.19200300.100.1.25',
  emailAddress: '1.2.840.113549.1.9.1',
  unstructuredName: '1.2.840.113549.1.9.2',
  unstructuredAddress: '1.2.840.113549.1.9.8',
  jurisdictionLocalityName: '1.3.6.1.4.1.311.60.2.1.1',
  jurisdictionStateOrProvinceName: '1.3.6.1.4.1.311.60.2.1.2',
  jurisdictionCountryName: '1.3.6.1.4.1.311.60.2.1.3',
} as const;

/** Certificate, CRL and CRL entry extensions. */
export const extensionId = {
  subjectDirectoryAttributes: '2.5.29.9',
  subjectKeyIdentifier: '2.5.29.14',
  keyUsage: '2.5.29.15',
  privateKeyUsagePeriod: '2.5.29.16',
  subjectAltName: '2.5.29.17',
  issuerAltName: '2.5.29.18',
  basicConstraints: '2.5.29.19',
  cRLNumber: '2.5.29.20',
  cRLReason: '2.5.29.21',
  holdInstructionCode: '2.5.29.23',
  invalidityDate: '2.5.29.24',
  deltaCRLIndicator: '2.5.29.27',
  issuingDistributionPoint: '2.5.29.28',
  certificateIssuer: '2.5.29.29',
  nameConstraints: '2.5.29.30',
  cRLDistributionPoints: '2.5.29.31',
  certificatePolicies: '2.5.29.32',
  policyMappings: '2.5.29.33',
  authorityKeyIdentifier: '2.5.29.35',
  policyConstraints: '2.5.29.36',
  extKeyUsage: '2.5.29.37',
  freshestCRL: '2.5.29.46',
  inhibitAnyPolicy: '2.5.29.54',
  authorityInfoAccess: '1.3.6.1.5.5.7.1.1',
  qcStatements: '1.3.6.1.5.5.7.1.3',
  ipAddrBlocks: '1.3.6.1.5.5.7.1.7',
  autonomousSysIds: '1.3.6.1.5.5.7.1.8',
  subjectInfoAccess: '1.3.6.1.5.5.7.1.11',
  tlsFeature: '1.3.6.1.5.5.7.1.24',
  ocspNonce: '1.3.6.1.5.5.7.48.1.2',
  ocspCrlReference: '1.3.6.1.5.5.7.48.1.3',
  ocspNoCheck: '1.3.6.1.5.5.7.48.1.5',
  ocspArchiveCutoff: '1.3.6.1.5.5.7.48.1.6',
  ocspExtendedRevoke: '1.3.6.1.5.5.7.48.1.9',
  signedCertificateTimestamps: '1.3.6.1.4.1.11129.2.4.2',
  precertificatePoison: '1.3.6.1.4.1.11129.2.4.3',
  certificateTemplateName: '1.3.6.1.4.1.311.20.2',
  caVersion: '1.3.6.1.4.1.311.21.1',
  previousCaCertificateHash: '1.3.6.1.4.1.311.21.2',
  certificateTemplate: '1.3.6.1.4.1.311.21.7',
  applicationPolicies: '1.3.6.1.4.1.311.21.10',
  ntdsCaSecurity: '1.3.6.1.4.1.311.25.2',
  netscapeCertType: '2.16.840.1.113730.1.1',
  netscapeComment: '2.16.840.1.113730.1.13',
} as const;

/** Extended key usages (RFC 5280 4.2.1.12 and others). */
export const keyPurpose = {
  anyExtendedKeyUsage: '2.5.29.37.0',
  serverAuth: '1.3.6.1.5.5.7.3.1',
  clientAuth: '1.3.6.1.5.5.7.3.2',
  codeSigning: '1.3.6.1.5.5.7.3.3',
  emailProtection: '1.3.6.1.5.5.7.3.4',
  ipsecEndSystem: '1.3.6.1.5.5.7.3.5',
  ipsecTunnel: '1.3.6.1.5.5.7.3.6',
  ipsecUser: '1.3.6.1.5.5.7.3.7',
  timeStamping: '1.3.6.1.5.5.7.3.8',
  OCSPSigning: '1.3.6.1.5.5.7.3.9',
  ipsecIKE: '1.3.6.1.5.5.7.3.17',
  sipDomain: '1.3.6.1.5.5.7.3.20',
  documentSigning: '1.3.6.1.5.5.7.3.36',
  smartcardLogon: '1.3.6.1.4.1.311.20.2.2',
  encryptedFileSystem: '1.3.6.1.4.1.311.10.3.4',
  kpDocumentSigning: '1.3.6.1.4.1.311.10.3.12',
  microsoftServerGatedCrypto: '1.3.6.1.4.1.311.10.3.3',
  netscapeServerGatedCrypto: '2.16.840.1.113730.4.1',
  keyPurposeClientAuth: '1.3.6.1.5.2.3.4',
  keyPurposeKdc: '1.3.6.1.5.2.3.5',
} as const;

/** type-id of otherNames. */
export const otherNameId = {
  /** RFC 6120 13.7.1.4. It is also used as an extended key usage. */
  xmppAddr: '1.3.6.1.5.5.7.8.5',
  /** RFC 4985. */
  dnsSRV: '1.3.6.1.5.5.7.8.7',
  /** RFC 9598. */
  smtpUTF8Mailbox: '1.3.6.1.5.5.7.8.9',
  userPrincipalName: '1.3.6.1.4.1.311.20.2.3',
  kerberosPrincipalName: '1.3.6.1.5.2.2',
  ntdsReplication: '1.3.6.1.4.1.311.25.1',
} as const;

/** Access methods (RFC 5280 4.2.2), policies and policy qualifiers (4.2.1.4), hold instructions (RFC 3280 5.3.2). */
export const accessMethod = {
  ocsp: '1.3.6.1.5.5.7.48.1',
  caIssuers: '1.3.6.1.5.5.7.48.2',
  timeStampingService: '1.3.6.1.5.5.7.48.3',
  caRepository: '1.3.6.1.5.5.7.48.5',
} as const;

export const policyId = {
  anyPolicy: '2.5.29.32.0',
  extendedValidation: '2.23.140.1.1',
  domainValidated: '2.23.140.1.2.1',
  organizationValidated: '2.23.140.1.2.2',
  individualValidated: '2.23.140.1.2.3',
  /** What the CA of a lab issues under: nobody is to rely on it. In the arc that needs no registration. */
  expcertLab: '2.25.473387194',
} as const;

export const policyQualifier = {
  cps: '1.3.6.1.5.5.7.2.1',
  unotice: '1.3.6.1.5.5.7.2.2',
} as const;

export const holdInstruction = {
  holdInstructionNone: '1.2.840.10040.2.1',
  holdInstructionCallIssuer: '1.2.840.10040.2.2',
  holdInstructionReject: '1.2.840.10040.2.3',
} as const;

/** An arc of identifiers that are numbered one after the other. */
const numbered = (arc: string, first: number, names: readonly string[]): Readonly<Record<string, string>> =>
  Object.fromEntries(names.map((name, i) => [name, `${arc}.${first + i}`]));

/** Those that are named and no more (FIPS 203 to 205, RFC 8692, NIST's register, draft-ietf-lamps-pq-composite-sigs). */
const furtherAlgorithms: Readonly<Record<string, string>> = {
  rsa: '2.5.8.1.1',
  dhpublicnumber: '1.2.840.10046.2.1',
  sm2: '1.2.156.10197.1.301',
  ...numbered('2.16.840.1.101.3.4.3', 3, ['id-dsa-with-sha384', 'id-dsa-with-sha512']),
  'ecdsa-with-SHA3-224': '2.16.840.1.101.3.4.3.9',
  ...numbered('2.16.840.1.101.3.4.3', 11, [
    'ecdsa-with-SHA3-384',
    'ecdsa-with-SHA3-512',
    'id-rsassa-pkcs1-v1-5-with-sha3-224',
    'id-rsassa-pkcs1-v1-5-with-sha3-256',
    'id-rsassa-pkcs1-v1-5-with-sha3-384',
    'id-rsassa-pkcs1-v1-5-with-sha3-512',
  ]),
  ...numbered(
    '2.16.840.1.101.3.4.3',
    20,
    ['SHA2', 'SHAKE'].flatMap((hash) =>
      ['128s', '128f', '192s', '192f', '256s', '256f'].map((size) => `SLH-DSA-${hash}-${size}`),
    ),
  ),
  ...numbered('2.16.840.1.101.3.4.4', 1, ['ML-KEM-512', 'ML-KEM-768', 'ML-KEM-1024']),
  ...numbered('1.3.6.1.5.5.7.6', 30, [
    'id-RSASSA-PSS-SHAKE128',
    'id-RSASSA-PSS-SHAKE256',
    'id-ecdsa-with-shake128',
    'id-ecdsa-with-shake256',
  ]),
  ...numbered('1.3.6.1.5.5.7.6', 37, [
    'id-MLDSA44-RSA2048-PSS-SHA256',
    'id-MLDSA44-RSA2048-PKCS15-SHA256',
    'id-MLDSA44-Ed25519-SHA512',
    'id-MLDSA44-ECDSA-P256-SHA256',
    'id-MLDSA65-RSA3072-PSS-SHA512',
    'id-MLDSA65-RSA3072-PKCS15-SHA512',
    'id-MLDSA65-RSA4096-PSS-SHA512',
    'id-MLDSA65-RSA4096-PKCS15-SHA512',
    'id-MLDSA65-ECDSA-P256-SHA512',
    'id-MLDSA65-ECDSA-P384-SHA512',
    'id-MLDSA65-ECDSA-brainpoolP256r1-SHA512',
    'id-MLDSA65-Ed25519-SHA512',
    'id-MLDSA87-ECDSA-P384-SHA512',
    'id-MLDSA87-ECDSA-brainpoolP384r1-SHA512',
    'id-MLDSA87-Ed448-SHAKE256',
    'id-MLDSA87-RSA3072-PSS-SHA512',
    'id-MLDSA87-RSA4096-PSS-SHA512',
    'id-MLDSA87-ECDSA-P521-SHA512',
  ]),
};

/** Public key and signature algorithms (RFC 3279, 4055, 5480, 5758, 8410). */
export const algorithmId = {
  rsaEncryption: '1.2.840.113549.1.1.1',
  md2WithRSAEncryption: '1.2.840.113549.1.1.2',
  md4WithRSAEncryption: '1.2.840.113549.1.1.3',
  md5WithRSAEncryption: '1.2.840.113549.1.1.4',
  sha1WithRSAEncryption: '1.2.840.113549.1.1.5',
  'id-RSAES-OAEP': '1.2.840.113549.1.1.7',
  'id-mgf1': '1.2.840.113549.1.1.8',
  'id-RSASSA-PSS': '1.2.840.113549.1.1.10',
  sha256WithRSAEncryption: '1.2.840.113549.1.1.11',
  sha384WithRSAEncryption: '1.2.840.113549.1.1.12',
  sha512WithRSAEncryption: '1.2.840.113549.1.1.13',
  sha224WithRSAEncryption: '1.2.840.113549.1.1.14',
  'sha512-224WithRSAEncryption': '1.2.840.113549.1.1.15',
  'sha512-256WithRSAEncryption': '1.2.840.113549.1.1.16',
  /** The OIW's own number for sha1WithRSAEncryption, still made by old Microsoft tools. */
  sha1WithRSASignature: '1.3.14.3.2.29',
  'id-ecPublicKey': '1.2.840.10045.2.1',
  'id-ecDH': '1.3.132.1.12',
  'ecdsa-with-SHA1': '1.2.840.10045.4.1',
  'ecdsa-with-SHA224': '1.2.840.10045.4.3.1',
  'ecdsa-with-SHA256': '1.2.840.10045.4.3.2',
  'ecdsa-with-SHA384': '1.2.840.10045.4.3.3',
  'ecdsa-with-SHA512': '1.2.840.10045.4.3.4',
  'ecdsa-with-SHA3-256': '2.16.840.1.101.3.4.3.10',
  'id-dsa': '1.2.840.10040.4.1',
  'id-dsa-with-sha1': '1.2.840.10040.4.3',
  'id-dsa-with-sha224': '2.16.840.1.101.3.4.3.1',
  'id-dsa-with-sha256': '2.16.840.1.101.3.4.3.2',
  'id-X25519': '1.3.101.110',
  'id-X448': '1.3.101.111',
  'id-Ed25519': '1.3.101.112',
  'id-Ed448': '1.3.101.113',
  'ML-DSA-44': '2.16.840.1.101.3.4.3.17',
  'ML-DSA-65': '2.16.840.1.101.3.4.3.18',
  'ML-DSA-87': '2.16.840.1.101.3.4.3.19',
} as const;

export const curveId = {
  secp192r1: '1.2.840.10045.3.1.1',
  secp224r1: '1.3.132.0.33',
  secp256r1: '1.2.840.10045.3.1.7',
  secp256k1: '1.3.132.0.10',
  secp384r1: '1.3.132.0.34',
  secp521r1: '1.3.132.0.35',
  brainpoolP256r1: '1.3.36.3.3.2.8.1.1.7',
  brainpoolP384r1: '1.3.36.3.3.2.8.1.1.11',
  brainpoolP512r1: '1.3.36.3.3.2.8.1.1.13',
} as const;

/** Those that are named and no more (SEC 2, X9.62, RFC 5639). */
const furtherCurves: Readonly<Record<string, string>> = {
  secp160k1: '1.3.132.0.9',
  secp160r1: '1.3.132.0.8',
  secp192k1: '1.3.132.0.31',
  secp224k1: '1.3.132.0.32',
  sect163k1: '1.3.132.0.1',
  sect163r2: '1.3.132.0.15',
  ...numbered('1.3.132.0', 16, ['sect283k1', 'sect283r1']),
  ...numbered('1.3.132.0', 26, ['sect233k1', 'sect233r1']),
  ...numbered('1.3.132.0', 36, ['sect409k1', 'sect409r1', 'sect571k1', 'sect571r1']),
  ...numbered('1.2.840.10045.3.0', 1, ['c2pnb163v1', 'c2pnb163v2', 'c2pnb163v3', 'c2pnb176v1']),
  ...numbered('1.2.840.10045.3.0', 5, ['c2tnb191v1', 'c2tnb191v2', 'c2tnb191v3']),
  brainpoolP224r1: '1.3.36.3.3.2.8.1.1.5',
  brainpoolP320r1: '1.3.36.3.3.2.8.1.1.9',
};

export const hashId = {
  'id-md5': '1.2.840.113549.2.5',
  'id-sha1': '1.3.14.3.2.26',
  'id-sha224': '2.16.840.1.101.3.4.2.4',
  'id-sha256': '2.16.840.1.101.3.4.2.1',
  'id-sha384': '2.16.840.1.101.3.4.2.2',
  'id-sha512': '2.16.840.1.101.3.4.2.3',
} as const;

/** Those that are named and no more. */
const furtherHashes = numbered('2.16.840.1.101.3.4.2', 5, [
  'id-sha512-224',
  'id-sha512-256',
  'id-sha3-224',
  'id-sha3-256',
  'id-sha3-384',
  'id-sha3-512',
]);

/** Attributes of PKCS#10 requests and PKCS#12 bags (RFC 2985, Microsoft). */
export const requestAttribute = {
  challengePassword: '1.2.840.113549.1.9.7',
  extensionRequest: '1.2.840.113549.1.9.14',
  /** Microsoft's own number for extensionRequest. */
  certificateExtensions: '1.3.6.1.4.1.311.2.1.14',
  osVersion: '1.3.6.1.4.1.311.13.2.3',
  requestClientInfo: '1.3.6.1.4.1.311.21.20',
  enrollmentCspProvider: '1.3.6.1.4.1.311.13.2.2',
} as const;

/** PKCS#7, #8, #9 and #12 and the encryption inside them (RFC 5652, 5958, 7292, 8018, 7914). */
export const pkcsId = {
  data: '1.2.840.113549.1.7.1',
  signedData: '1.2.840.113549.1.7.2',
  envelopedData: '1.2.840.113549.1.7.3',
  encryptedData: '1.2.840.113549.1.7.6',
  friendlyName: '1.2.840.113549.1.9.20',
  localKeyId: '1.2.840.113549.1.9.21',
  x509Certificate: '1.2.840.113549.1.9.22.1',
  x509Crl: '1.2.840.113549.1.9.23.1',
  keyBag: '1.2.840.113549.1.12.10.1.1',
  pkcs8ShroudedKeyBag: '1.2.840.113549.1.12.10.1.2',
  certBag: '1.2.840.113549.1.12.10.1.3',
  crlBag: '1.2.840.113549.1.12.10.1.4',
  sdsiCertificate: '1.2.840.113549.1.9.22.2',
  secretBag: '1.2.840.113549.1.12.10.1.5',
  safeContentsBag: '1.2.840.113549.1.12.10.1.6',
  pbeWithSHAAnd128BitRC4: '1.2.840.113549.1.12.1.1',
  pbeWithSHAAnd40BitRC4: '1.2.840.113549.1.12.1.2',
  'pbeWithSHAAnd3-KeyTripleDES-CBC': '1.2.840.113549.1.12.1.3',
  'pbeWithSHAAnd2-KeyTripleDES-CBC': '1.2.840.113549.1.12.1.4',
  'pbeWithSHAAnd128BitRC2-CBC': '1.2.840.113549.1.12.1.5',
  'pbeWithSHAAnd40BitRC2-CBC': '1.2.840.113549.1.12.1.6',
  'pbeWithMD5AndDES-CBC': '1.2.840.113549.1.5.3',
  'pbeWithSHA1AndDES-CBC': '1.2.840.113549.1.5.10',
  'pbeWithMD5AndRC2-CBC': '1.2.840.113549.1.5.6',
  'pbeWithSHA1AndRC2-CBC': '1.2.840.113549.1.5.11',
  PBKDF2: '1.2.840.113549.1.5.12',
  PBES2: '1.2.840.113549.1.5.13',
  PBMAC1: '1.2.840.113549.1.5.14',
  scrypt: '1.3.6.1.4.1.11591.4.11',
  hmacWithSHA1: '1.2.840.113549.2.7',
  hmacWithSHA224: '1.2.840.113549.2.8',
  hmacWithSHA256: '1.2.840.113549.2.9',
  hmacWithSHA384: '1.2.840.113549.2.10',
  hmacWithSHA512: '1.2.840.113549.2.11',
  'hmacWithSHA512-224': '1.2.840.113549.2.12',
  'hmacWithSHA512-256': '1.2.840.113549.2.13',
  'aes128-CBC': '2.16.840.1.101.3.4.1.2',
  'aes192-CBC': '2.16.840.1.101.3.4.1.22',
  'aes256-CBC': '2.16.840.1.101.3.4.1.42',
  'aes128-GCM': '2.16.840.1.101.3.4.1.6',
  'aes192-GCM': '2.16.840.1.101.3.4.1.26',
  'aes256-GCM': '2.16.840.1.101.3.4.1.46',
  'des-EDE3-CBC': '1.2.840.113549.3.7',
  'rc2-CBC': '1.2.840.113549.3.2',
  desCBC: '1.3.14.3.2.7',
  'camellia128-CBC': '1.2.392.200011.61.1.1.1.2',
  'camellia192-CBC': '1.2.392.200011.61.1.1.1.3',
  'camellia256-CBC': '1.2.392.200011.61.1.1.1.4',
  'aria256-CBC': '1.2.410.200046.1.1.12',
  'seed-CBC': '1.2.410.200004.1.4',
} as const;

/** OCSP response types (RFC 6960). */
export const ocspId = {
  basic: '1.3.6.1.5.5.7.48.1.1',
} as const;

const groups: readonly Readonly<Record<string, string>>[] = [
  attributeType,
  extensionId,
  keyPurpose,
  otherNameId,
  accessMethod,
  policyId,
  policyQualifier,
  holdInstruction,
  algorithmId,
  furtherAlgorithms,
  curveId,
  furtherCurves,
  hashId,
  furtherHashes,
  requestAttribute,
  pkcsId,
  ocspId,
];

const nameByOid: ReadonlyMap<string, string> = new Map(
  groups.flatMap((group) => Object.entries(group).map(([name, dotted]) => [dotted, name] as const)),
);

/** The standard's name of a dotted object identifier; undefined for one that is not listed here. */
export function oidName(dotted: string): string | undefined {
  return nameByOid.get(dotted);
}

/** All listed object identifiers in dotted form. */
export const knownOids: readonly string[] = [...nameByOid.keys()];
