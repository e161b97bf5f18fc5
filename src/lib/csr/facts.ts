import { attributeType, oidName } from '../asn1/oids.ts';
import { findExtension, type BasicConstraints, type KeyUsage } from '../x509/extensions.ts';
import { publicKeyHash } from '../x509/fingerprint.ts';
import type { GeneralName } from '../x509/general-name.ts';
import { attributeValues, type Name } from '../x509/name.ts';
import {
  signatureAlgorithm,
  verifySignature,
  webCryptoVerifier,
  type SignatureAlgorithm,
  type SignatureStatus,
  type SignatureVerifier,
} from '../x509/signature.ts';
import type { RequestedName } from './build.ts';
import type { CertificateRequest } from './parse.ts';

/** What can be said of a request by itself; everything that takes a computation is done. */
export interface RequestFacts {
  readonly request: CertificateRequest;
  /** Does the request's signature hold under the key it carries? */
  readonly signature: SignatureStatus;
  readonly signatureAlgorithm: SignatureAlgorithm;
  /** `sha256:` and the base64 of the digest over the SubjectPublicKeyInfo. */
  readonly publicKeyHash: string;
  /** subjectAltName entries of the forms an Expressway knows, in order, a repeated one repeated. */
  readonly names: readonly RequestedName[];
  /** subjectAltName entries of every other form. */
  readonly otherNames: readonly GeneralName[];
  /** CNs of the subject that say something, in order. */
  readonly commonNames: readonly string[];
  /** Subject attribute types without a name in any standard we know, dotted. */
  readonly unnamedAttributes: readonly string[];
  /** Names such as `serverAuth`, dotted where there is none; undefined where the request names no usage. */
  readonly extendedKeyUsage: readonly string[] | undefined;
  readonly keyUsage: readonly KeyUsage[] | undefined;
  readonly basicConstraints: BasicConstraints | undefined;
}

const listedTypes: ReadonlySet<string> = new Set(Object.values(attributeType));
/** Every type under these has a name: X.520, and the pilot schema of RFC 1274. */
const namedArcs = ['2.5.4.', '0.9.2342.19200300.100.1.'];

const hasName = (type: string): boolean =>
  listedTypes.has(type) || namedArcs.some((arc) => type.startsWith(arc));

/**
 * Verifies the signature, hashes the key and lays out names and usages.
 */
export async function gatherRequestFacts(
  request: CertificateRequest,
  options: { readonly verifier?: SignatureVerifier } = {},
): Promise<RequestFacts> {
  const { verifier = webCryptoVerifier() } = options;
  const { signatureAlgorithm: algorithm, publicKey, certificationRequestInfo, signature } = request;
  return requestFacts(request, {
    signature: await verifySignature(algorithm, publicKey, certificationRequestInfo, signature, verifier),
    publicKeyHash: await publicKeyHash(publicKey.der),
  });
}

/** Lays out names and usages. */
export function requestFacts(
  request: CertificateRequest,
  computed: Pick<RequestFacts, 'signature' | 'publicKeyHash'>,
): RequestFacts {
  const { subject, extensions } = request;
  return {
    request,
    ...computed,
    signatureAlgorithm: signatureAlgorithm(request.signatureAlgorithm),
    ...splitNames(findExtension(extensions, 'subjectAltName')?.value ?? []),
    commonNames: commonNamesOf(subject),
    unnamedAttributes: unnamedAttributesOf(subject),
    extendedKeyUsage: findExtension(extensions, 'extKeyUsage')?.value.map((id) => oidName(id) ?? id),
    keyUsage: findExtension(extensions, 'keyUsage')?.value,
    basicConstraints: findExtension(extensions, 'basicConstraints')?.value,
  };
}

/** CNs that say something, in order. */
export const commonNamesOf = (subject: Name): string[] =>
  attributeValues(subject, attributeType.commonName).filter((name) => name.trim() !== '');

/** Attribute types of a name that no standard we know has a name for, dotted. */
export const unnamedAttributesOf = (name: Name): string[] =>
  name.rdns
    .flat()
    .map(({ type }) => type)
    .filter((type) => !hasName(type));

/** subjectAltName entries of the forms an Expressway knows, and those of every other form. */
export function splitNames(altNames: readonly GeneralName[]): Pick<RequestFacts, 'names' | 'otherNames'> {
  return {
    names: altNames.flatMap(requestedName),
    otherNames: altNames.filter((name) => requestedName(name).length === 0),
  };
}

/** The name as the Expressway writes it; none for a form it does not know. */
function requestedName(name: GeneralName): RequestedName[] {
  switch (name.kind) {
    case 'dNSName':
      return [{ type: 'DNS', value: name.value }];
    case 'srvName':
      return [{ type: 'SRV', value: name.value }];
    case 'xmppAddr':
      return [{ type: 'XMPP', value: name.value }];
    default:
      return [];
  }
}
