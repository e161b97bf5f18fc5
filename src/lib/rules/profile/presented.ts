import type { RequestedName } from '../../csr/build.ts';
import { holdsFor, releaseFacts, rsaBitsMade, subjectOidsAllowed } from '../../product/release.ts';
import { altNameText } from '../../san/required.ts';
import type { KeyUsage } from '../../x509/extensions.ts';
import type { GeneralName } from '../../x509/general-name.ts';
import type { Name } from '../../x509/name.ts';
import { publicKeyText, type PublicKey } from '../../x509/public-key.ts';
import type { SignatureAlgorithm } from '../../x509/signature.ts';
import { releaseOf, type ProfileFacts } from './facts.ts';

/** What a request asks for and a certificate says in the same words. */
export interface Presented {
  readonly subject: Name;
  readonly publicKey: PublicKey;
  /** `sha256:` and the base64 of the digest over the SubjectPublicKeyInfo. */
  readonly publicKeyHash: string;
  readonly signatureAlgorithm: SignatureAlgorithm;
  readonly names: readonly RequestedName[];
  readonly otherNames: readonly GeneralName[];
  readonly commonNames: readonly string[];
  readonly unnamedAttributes: readonly string[];
  readonly extendedKeyUsage: readonly string[] | undefined;
  readonly keyUsage: readonly KeyUsage[] | undefined;
}

export type ProfileArea = 'csr' | 'cert';

/** Is it asked for, or allowed, to be used for this? Without any usage, or with any, it is restricted to none. */
export function hasUsage(
  { extendedKeyUsage: usages }: Pick<Presented, 'extendedKeyUsage'>,
  usage: 'serverAuth' | 'clientAuth',
): boolean {
  return usages === undefined || usages.includes(usage) || usages.includes('anyExtendedKeyUsage');
}

/** Below this TLS servers must not go (RFC 9325 section 4.5). */
const leastRsaBits = 2048;
/** From here on zones stay down. */
const refusedRsaBits = 8192;
const brokenHashes = ['MD2', 'MD4', 'MD5', 'SHA-1'];

/** What of it is too weak for TLS, in words. */
export function weaknessesOf({ publicKey, signatureAlgorithm: { hash } }: Presented): string[] {
  const isRsa = publicKey.kind === 'rsa' || publicKey.kind === 'rsa-pss';
  return [
    ...(isRsa && publicKey.bits < leastRsaBits ? [publicKeyText(publicKey)] : []),
    ...(hash !== undefined && brokenHashes.includes(hash) ? [`a signature with ${hash}`] : []),
  ];
}

/** Who does not take the key. A public CA is asked with a request; its certificate shows that it took it. */
export function refusesKey(
  { publicKey }: Presented,
  { peer }: ProfileFacts,
  area: ProfileArea,
): 'the Expressway' | 'a public CA' | undefined {
  if (publicKey.kind === 'rsa' && publicKey.bits >= refusedRsaBits) return 'the Expressway';
  return area === 'csr' && peer?.ca === 'public' && !isForPublicCa(publicKey) ? 'a public CA' : undefined;
}

/** A short RSA key is a weakness. */
function isForPublicCa(key: PublicKey): boolean {
  if (key.kind === 'rsa') return key.bits % 8 === 0 || key.bits < leastRsaBits;
  return key.kind === 'ec' && key.curve !== undefined && !key.explicitParameters;
}

/** Nobody is known to have used such a key; one that is too weak or too long is no question of that. */
export function isKeyUntested(presented: Presented, facts: ProfileFacts, area: ProfileArea): boolean {
  const { publicKey: key } = presented;
  if (area === 'csr' && facts.peer?.ca === 'public' && key.kind !== 'rsa') return false;
  if (key.kind === 'ec') return key.curve === undefined || key.explicitParameters;
  if (key.kind !== 'rsa' && key.kind !== 'rsa-pss') return true;
  if (key.bits < leastRsaBits) return false;
  return key.kind === 'rsa-pss' || (key.bits < refusedRsaBits && !rsaBitsMade.includes(key.bits));
}

/** Its length and the least that the deployment's policy asks for, where it is shorter. */
export function belowPolicy(
  { publicKey }: Presented,
  { plan }: ProfileFacts,
): { bits: number; minimum: number } | undefined {
  const minimum = plan?.deployment.policy.minRsaBits ?? 0;
  if (publicKey.kind !== 'rsa' || publicKey.bits < leastRsaBits) return undefined;
  const { bits } = publicKey;
  return bits < minimum ? { bits, minimum } : undefined;
}

/** The release in use, where it is too old for a key of this kind. */
export function releaseTooOld({ publicKey }: Presented, facts: ProfileFacts): string | undefined {
  const release = releaseOf(facts);
  if (release === undefined || publicKey.kind !== 'ec') return undefined;
  return holdsFor(releaseFacts.ecdsaCertificates, release) ? undefined : release;
}

/** No finding speaks against its key. */
export const isKeySound = (presented: Presented, facts: ProfileFacts, area: ProfileArea): boolean =>
  weaknessesOf(presented).length === 0 &&
  refusesKey(presented, facts, area) === undefined &&
  !isKeyUntested(presented, facts, area) &&
  releaseTooOld(presented, facts) === undefined;

/** Names and CNs that stand for many machines, as findings show them. */
export const wildcardsOf = ({ names, commonNames }: Presented): string[] =>
  [...names.map(altNameText), ...commonNames.map((name) => `CN ${name}`)].filter(isWildcard);

export const isWildcard = (name: string): boolean => name.includes('*');

/** Attribute types without a name that SSH tunnels cannot bear. */
export const refusedAttributes = ({ unnamedAttributes }: Presented): string[] =>
  unnamedAttributes.filter((oid) => !subjectOidsAllowed.includes(oid));
