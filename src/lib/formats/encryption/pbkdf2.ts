import { pbkdf2 as pbkdf2InJavaScript } from '@noble/hashes/pbkdf2.js';
import { DerReader } from '../../asn1/der-reader.ts';
import { pkcsId } from '../../asn1/oids.ts';
import { tag } from '../../asn1/tags.ts';
import { readCount } from '../../asn1/values.ts';
import { concat, type Bytes } from '../../bytes.ts';
import { readAlgorithmIdentifier, type AlgorithmIdentifier } from '../../x509/algorithm-identifier.ts';
import { unsupported } from './cipher.ts';
import { digests, weightOfDigest } from './key-derivation.ts';
import { spend, type Work } from './work.ts';

export type HmacDigest = 'SHA-1' | 'SHA-224' | 'SHA-256' | 'SHA-384' | 'SHA-512';

/** HMACs by object identifier (RFC 8018 B.1.2). */
export const hmacDigests: Readonly<Record<string, HmacDigest>> = {
  [pkcsId.hmacWithSHA1]: 'SHA-1',
  [pkcsId.hmacWithSHA224]: 'SHA-224',
  [pkcsId.hmacWithSHA256]: 'SHA-256',
  [pkcsId.hmacWithSHA384]: 'SHA-384',
  [pkcsId.hmacWithSHA512]: 'SHA-512',
};

export interface Pbkdf2Parameters {
  readonly salt: Uint8Array;
  readonly iterations: number;
  readonly keyLength: number | undefined;
  readonly digest: HmacDigest;
}

/** PBKDF2-params (RFC 8018 A.2). */
export function readPbkdf2({ parameters: der }: AlgorithmIdentifier): Pbkdf2Parameters {
  const parameters = DerReader.over(der ?? new Uint8Array(), 'PBKDF2').sequence('parameters');
  const salt = parameters.content(tag.octetString, 'salt');
  const iterations = readCount(parameters, 'iterationCount');
  const keyLength = parameters.peek() === tag.integer ? readCount(parameters, 'keyLength') : undefined;
  const prf = parameters.done ? pkcsId.hmacWithSHA1 : readAlgorithmIdentifier(parameters, 'prf').id;
  parameters.finish();
  const digest = hmacDigests[prf];
  if (!digest) throw unsupported(prf);
  return { salt, iterations, keyLength, digest };
}

/** @param length octets of key */
export async function pbkdf2(
  { salt, iterations, digest }: Pbkdf2Parameters,
  secret: Bytes,
  length: number,
  work: Work,
): Promise<Bytes> {
  // WebCrypto has no SHA-224.
  if (digest === 'SHA-224') {
    spend(work, iterations, weightOfDigest);
    return concat(pbkdf2InJavaScript(digests[digest], secret, salt, { c: iterations, dkLen: length }));
  }
  spend(work, iterations);
  const { subtle } = globalThis.crypto;
  const base = await subtle.importKey('raw', secret, 'PBKDF2', false, ['deriveBits']);
  const algorithm = { name: 'PBKDF2', hash: digest, salt: new Uint8Array(salt), iterations };
  return new Uint8Array(await subtle.deriveBits(algorithm, base, length * 8));
}
