import { createHash, createPrivateKey, createPublicKey, sign, type KeyObject } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { bitString, integer, nullValue, octetString, oid, sequence } from '../../src/lib/asn1/der-writer.ts';
import { algorithmId, curveId } from '../../src/lib/asn1/oids.ts';

/** PKCS#8 of an Ed25519 key up to its seed (RFC 8410 section 7). */
const ed25519Prefix = Buffer.from('302e020100300506032b657004220420', 'hex');

const known = new Map<string, KeyObject>();

/**
 * A private key that is the same in every run: `rsa-2048`, `ec-p-256` and the like from fixtures/keys, `p256-NAME` a key on
 * P-256 made from the name, every other name an Ed25519 key made from it. Ed25519 and RSA signatures are the same in every
 * run too.
 */
export function privateKeyOf(name: string): KeyObject {
  const key = known.get(name) ?? makeKey(name);
  known.set(name, key);
  return key;
}

function makeKey(name: string): KeyObject {
  if (/^(?:rsa|ec)-/.test(name)) {
    return createPrivateKey(readFileSync(join(import.meta.dirname, `../../fixtures/keys/${name}.pem`)));
  }
  const seed = createHash('sha256').update(name).digest();
  if (name.startsWith('p256-')) {
    // ECPrivateKey (RFC 5915) without the public key, which is calculated where it is absent.
    const scalar = sequence(integer(1), octetString(seed));
    const algorithm = sequence(oid(algorithmId['id-ecPublicKey']), oid(curveId.secp256r1));
    const der = Buffer.from(sequence(integer(0), algorithm, octetString(scalar)));
    return createPrivateKey({ key: der, format: 'der', type: 'pkcs8' });
  }
  return createPrivateKey({ key: Buffer.concat([ed25519Prefix, seed]), format: 'der', type: 'pkcs8' });
}

/** `hostile-rsa-3072-e3071`: a modulus and an exponent of so many bits, for which nobody has a private key. */
function hostileKeyDer(name: string): Uint8Array {
  const [, bits, exponentBits] = /^hostile-rsa-(\d+)-e(\d+)/.exec(name)!.map(Number) as [
    number,
    number,
    number,
  ];
  const digits = Array.from({ length: bits / 256 }, (_, i) =>
    createHash('sha256').update(`${name} ${i}`).digest('hex'),
  );
  const modulus = BigInt(`0x${digits.join('')}`) | (1n << BigInt(bits - 1)) | 1n;
  const exponent = (1n << BigInt(exponentBits)) - 1n;
  const algorithm = sequence(oid(algorithmId.rsaEncryption), nullValue());
  return sequence(algorithm, bitString(sequence(integer(modulus), integer(exponent))));
}

export function publicKeyDer(name: string): Uint8Array {
  if (name.startsWith('hostile-')) return hostileKeyDer(name);
  return new Uint8Array(createPublicKey(privateKeyOf(name)).export({ format: 'der', type: 'spki' }));
}

/** Hashes an algorithm can be asked for; Ed25519 has its own. */
export type SigningHash = 'md5' | 'sha1' | 'sha256' | 'sha384' | 'sha512';

/** AlgorithmIdentifier that a signature with this key has. */
export function signatureAlgorithmDer(keyName: string, hash: SigningHash): Uint8Array {
  const { asymmetricKeyType: type } = privateKeyOf(keyName);
  if (type === 'ed25519') return sequence(oid(algorithmId['id-Ed25519']));
  const digest = hash.toUpperCase();
  if (type === 'ec') {
    return sequence(oid(algorithmId[`ecdsa-with-${digest}` as 'ecdsa-with-SHA256']));
  }
  return sequence(oid(algorithmId[`${hash}WithRSAEncryption` as 'sha256WithRSAEncryption']), nullValue());
}

export function signWith(keyName: string, hash: SigningHash, data: Uint8Array): Uint8Array {
  const key = privateKeyOf(keyName);
  return new Uint8Array(sign(key.asymmetricKeyType === 'ed25519' ? null : hash, data, key));
}
