import { attributeType, keyPurpose } from '../asn1/oids.ts';
import { equal } from '../bytes.ts';
import type { GeneralName } from '../x509/general-name.ts';
import type { HashName } from '../x509/hash-algorithm.ts';
import type { KeyUsage } from '../x509/extensions.ts';
import { printIpAddress } from '../names/print-ip-address.ts';
import { attributeValues } from '../x509/name.ts';
import type { CurveName, PublicKey } from '../x509/public-key.ts';
import { signatureAlgorithm } from '../x509/signature-algorithm.ts';
import type { AlgorithmIdentifier } from '../x509/algorithm-identifier.ts';
import { wildcardParent } from '../names/host-name.ts';
import type { CertificateFacts } from './facts.ts';

/** Baseline Requirements 7.1.2.7.10: purposes a subscriber certificate must not have. */
export const purposesForbiddenInLeaf: readonly string[] = [
  keyPurpose.anyExtendedKeyUsage,
  keyPurpose.codeSigning,
  keyPurpose.emailProtection,
  keyPurpose.timeStamping,
  keyPurpose.OCSPSigning,
];

/** Baseline Requirements 7.1.2.7.11: bits a subscriber certificate must not have, whatever its key. */
export const usagesForbiddenInLeaf: readonly KeyUsage[] = ['nonRepudiation', 'keyCertSign', 'cRLSign'];

/** Alternative names that are neither host names nor addresses (Baseline Requirements 7.1.2.7.12). */
export function namesOfForbiddenForm({ extensions }: CertificateFacts): GeneralName[] {
  const names = extensions.subjectAltName?.value ?? [];
  return names.filter(({ kind }) => kind !== 'dNSName' && kind !== 'iPAddress');
}

/**
 * Common names that are not, character for character, one of the alternative names (Baseline Requirements 7.1.4.3;
 * addresses in the text form of RFC 3986 and RFC 5952). Of a wildcard name its FQDN portion is taken too: the section
 * speaks of both, and certificates named after the domain below their wildcard are common.
 */
export function commonNamesNotListed({ certificate, extensions }: CertificateFacts): string[] {
  const listed = new Set((extensions.subjectAltName?.value ?? []).flatMap(textsOfName));
  return attributeValues(certificate.subject, attributeType.commonName).filter((name) => !listed.has(name));
}

function textsOfName(name: GeneralName): string[] {
  if (name.kind === 'iPAddress') return [printIpAddress(name.value)];
  if (name.kind !== 'dNSName') return [];
  const parent = wildcardParent(name.value);
  return parent === undefined ? [name.value] : [name.value, parent];
}

/** What is wrong with an authority key identifier (Baseline Requirements 7.1.2.1.3 and 7.1.2.11.1). */
export type KeyIdentifierFault = 'no-key-identifier' | 'names-issuer-certificate' | 'not-the-issuers-key';

/** @param issuerKeyIdentifier subject key identifier of the issuer; undefined: not known */
export function keyIdentifierFault(
  { extensions }: CertificateFacts,
  issuerKeyIdentifier: Uint8Array | undefined,
): KeyIdentifierFault | undefined {
  const authority = extensions.authorityKeyIdentifier?.value;
  if (!authority) return undefined;
  if (!authority.keyIdentifier) return 'no-key-identifier';
  if (authority.authorityCertIssuer || authority.authorityCertSerialNumber) return 'names-issuer-certificate';
  const isOther = issuerKeyIdentifier !== undefined && !equal(authority.keyIdentifier, issuerKeyIdentifier);
  return isOther ? 'not-the-issuers-key' : undefined;
}

/** Baseline Requirements 6.1.5, 6.1.6: RSA from 2048 bits in whole octets, or a named NIST curve. */
export function isPermittedKey(key: PublicKey): boolean {
  switch (key.kind) {
    case 'rsa':
      return key.bits >= 2048 && key.bits % 8 === 0 && key.exponent >= 3n && key.exponent % 2n === 1n;
    case 'ec':
      return key.curve !== undefined && !key.explicitParameters;
    default:
      return false;
  }
}

const hashOfCurve: Readonly<Record<CurveName, HashName>> = {
  'P-256': 'SHA-256',
  'P-384': 'SHA-384',
  'P-521': 'SHA-512',
};

/** Baseline Requirements 7.1.3.2, given the key that signed. */
export function isPermittedSignature(algorithm: AlgorithmIdentifier, issuerKey: PublicKey): boolean {
  const { scheme } = signatureAlgorithm(algorithm);
  switch (scheme?.kind) {
    case 'rsa-pkcs1':
      return isSha2(scheme.hash);
    case 'rsa-pss': {
      const { hash, maskHash, saltLength } = scheme.parameters;
      return isSha2(hash) && maskHash === hash && saltLength * 8 === Number(hash.slice('SHA-'.length));
    }
    case 'ecdsa':
      return (
        issuerKey.kind === 'ec' &&
        issuerKey.curve !== undefined &&
        hashOfCurve[issuerKey.curve] === scheme.hash
      );
    default:
      return false;
  }
}

const isSha2 = (hash: HashName): boolean => hash === 'SHA-256' || hash === 'SHA-384' || hash === 'SHA-512';

/** Names below the wildcards of a certificate. */
export function wildcardParents({ extensions }: CertificateFacts): string[] {
  const parents: string[] = [];
  for (const name of extensions.subjectAltName?.value ?? []) {
    const parent = name.kind === 'dNSName' ? wildcardParent(name.value.toLowerCase()) : undefined;
    if (parent !== undefined) parents.push(parent);
  }
  return parents;
}
