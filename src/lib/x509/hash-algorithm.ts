import { sha1 } from '@noble/hashes/legacy.js';
import { sha224, sha256, sha384, sha512 } from '@noble/hashes/sha2.js';
import { hashId } from '../asn1/oids.ts';
import { hasNullParameters, type AlgorithmIdentifier } from './algorithm-identifier.ts';

/** Hashes of signatures. */
export type HashName = 'SHA-1' | 'SHA-224' | 'SHA-256' | 'SHA-384' | 'SHA-512';

/** Octets of a digest. */
export const hashLengths: Readonly<Record<HashName, number>> = {
  'SHA-1': 20,
  'SHA-224': 28,
  'SHA-256': 32,
  'SHA-384': 48,
  'SHA-512': 64,
};

const hashById: Readonly<Record<string, HashName>> = {
  [hashId['id-sha1']]: 'SHA-1',
  [hashId['id-sha224']]: 'SHA-224',
  [hashId['id-sha256']]: 'SHA-256',
  [hashId['id-sha384']]: 'SHA-384',
  [hashId['id-sha512']]: 'SHA-512',
};

/** RFC 4055 2.1: NULL and absent parameters are the same for hashes. undefined: not one of ours. */
export function hashOf(algorithm: AlgorithmIdentifier): HashName | undefined {
  const isPlain = algorithm.parameters === undefined || hasNullParameters(algorithm);
  return isPlain ? hashById[algorithm.id] : undefined;
}

const digests: Readonly<Record<HashName, (data: Uint8Array) => Uint8Array>> = {
  'SHA-1': sha1,
  'SHA-224': sha224,
  'SHA-256': sha256,
  'SHA-384': sha384,
  'SHA-512': sha512,
};

/** Digest of some hundred octets, such as a name or a key. At once, so that whoever compares it need not wait. */
export function hash(name: HashName, data: Uint8Array): Uint8Array {
  return digests[name](data);
}
