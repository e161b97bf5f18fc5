import type { AlgorithmIdentifier } from '../x509/algorithm-identifier.ts';
import type { PublicKey } from '../x509/public-key.ts';
import { signatureAlgorithm } from '../x509/signature.ts';

/** Digests for which colliding certificates have been made (MD5 in 2008) or which are older still. */
const brokenHashes: readonly string[] = ['MD2', 'MD4', 'MD5'];

/** Why a key is too weak to trust a signature made with it; undefined where it is not. */
export type KeyWeakness = 'too-short' | 'bad-exponent';

/**
 * RSA and DSA keys below the minimum, and RSA exponents for which a signature proves nothing: with 1 anybody
 * can sign, and an even one is no RSA key (RFC 8017 3.1).
 */
export function keyWeakness(key: PublicKey, minimumRsaBits: number): KeyWeakness | undefined {
  switch (key.kind) {
    case 'rsa':
    case 'rsa-pss':
      if (key.exponent < 3n || key.exponent % 2n === 0n) return 'bad-exponent';
      return key.bits < minimumRsaBits ? 'too-short' : undefined;
    case 'dsa':
      return key.bits !== undefined && key.bits < minimumRsaBits ? 'too-short' : undefined;
    default:
      return undefined;
  }
}

/** Is the digest of this signature algorithm too weak to rely on? */
export function isWeakSignature(algorithm: AlgorithmIdentifier, allowSha1: boolean): boolean {
  const { hash } = signatureAlgorithm(algorithm);
  return hash !== undefined && (brokenHashes.includes(hash) || (hash === 'SHA-1' && !allowSha1));
}
