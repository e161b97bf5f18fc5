import { DerReader } from '../asn1/der-reader.ts';
import { bitString, sequence } from '../asn1/der-writer.ts';
import { algorithmId } from '../asn1/oids.ts';
import { explicit, implicit, tag } from '../asn1/tags.ts';
import { readBitOctets, readCount, skipInteger } from '../asn1/values.ts';
import { concat, type Bytes } from '../bytes.ts';
import { readAlgorithmIdentifier, type AlgorithmIdentifier } from '../x509/algorithm-identifier.ts';
import { readPublicKey, type PublicKey } from '../x509/public-key.ts';
import { toPkcs8 } from './pkcs8.ts';

/** How the private key is written: PKCS#8 (RFC 5958), PKCS#1 (RFC 8017), SEC1 (RFC 5915). */
export type PrivateKeySyntax = 'PKCS#8' | 'PKCS#1' | 'SEC1';

/**
 * A private key that has been read. Only what is public about it can be seen: neither JSON nor a debugger's output
 * shows the key itself.
 */
export class PrivateKeyInfo {
  readonly syntax: PrivateKeySyntax;
  /** How it was encrypted; undefined where it was not. */
  readonly encryption: string | undefined;
  readonly algorithm: AlgorithmIdentifier;
  /** Undefined where neither the file nor this platform tells it. */
  readonly publicKey: PublicKey | undefined;
  readonly #pkcs8: Bytes;

  constructor(
    syntax: PrivateKeySyntax,
    encryption: string | undefined,
    algorithm: AlgorithmIdentifier,
    publicKey: PublicKey | undefined,
    pkcs8: Bytes,
  ) {
    this.syntax = syntax;
    this.encryption = encryption;
    this.algorithm = algorithm;
    this.publicKey = publicKey;
    this.#pkcs8 = pkcs8;
  }

  /** The key itself as PKCS#8 PrivateKeyInfo in DER, for importKeyPair(). */
  toPkcs8(): Bytes {
    return this.#pkcs8;
  }
}

/**
 * Reads a private key that is not (or no longer) encrypted, and finds its public key.
 * @throws DecodeError `unsupported` for a SEC1 key without its curve, and those of the syntax
 */
export async function readPrivateKeyInfo(
  der: Uint8Array,
  encryption: string | undefined,
): Promise<PrivateKeyInfo> {
  const syntax = syntaxOf(der);
  const pkcs8 = toPkcs8(der);
  const info = DerReader.over(pkcs8).sequence('privateKeyInfo');
  readCount(info, 'version');
  const algorithm = readAlgorithmIdentifier(info, 'privateKeyAlgorithm');
  const privateKey = info.content(tag.octetString, 'privateKey');
  info.enterIf(explicit(0), 'attributes');
  const written = info.peek() === implicit(1) ? readBitOctets(info, 'publicKey', implicit(1)) : undefined;
  info.finish();
  const keyBits = written ?? publicBits(algorithm, privateKey);
  const spki = keyBits
    ? sequence(algorithm.der, bitString(keyBits))
    : await computedPublicKey(pkcs8, algorithm);
  return new PrivateKeyInfo(syntax, encryption, algorithm, spki && publicKeyFrom(spki), pkcs8);
}

function syntaxOf(der: Uint8Array): PrivateKeySyntax {
  const key = DerReader.over(der).sequence('privateKey');
  skipInteger(key, 'version');
  if (key.peek() === tag.sequence) return 'PKCS#8';
  if (key.peek() !== tag.integer) return 'SEC1';
  let integers = 1;
  for (; !key.done; integers++) key.element('integer');
  // OpenSSL's old DSA form is a row of integers too, six of them.
  if (integers < 9) key.fail('unsupported', 'a DSA key, or another that is no RSA key', key.start);
  return 'PKCS#1';
}

const publicKeyFrom = (spki: Bytes): PublicKey => readPublicKey(DerReader.over(spki));

/** The public key's octets where the private key holds them. */
function publicBits({ id }: AlgorithmIdentifier, privateKey: Uint8Array): Uint8Array | undefined {
  switch (id) {
    case algorithmId.rsaEncryption:
    case algorithmId['id-RSASSA-PSS']:
      return rsaPublicKey(privateKey);
    case algorithmId['id-ecPublicKey']:
      return ecPublicPoint(privateKey);
    default:
      return undefined;
  }
}

/** RSAPrivateKey starts with version, modulus and public exponent (RFC 8017 A.1.2). */
function rsaPublicKey(privateKey: Uint8Array): Bytes {
  const key = DerReader.over(privateKey).sequence('RSAPrivateKey');
  skipInteger(key, 'version');
  const modulusStart = key.at;
  skipInteger(key, 'modulus');
  skipInteger(key, 'publicExponent');
  return sequence(concat(key.bytes.subarray(modulusStart, key.at)));
}

/** ECPrivateKey may hold the public point (RFC 5915 section 3). */
function ecPublicPoint(privateKey: Uint8Array): Uint8Array | undefined {
  const key = DerReader.over(privateKey).sequence('ECPrivateKey');
  skipInteger(key, 'version');
  key.skip(tag.octetString, 'privateKey');
  key.enterIf(explicit(0), 'parameters');
  const point = key.enterIf(explicit(1), 'publicKey');
  return point && readBitOctets(point, 'publicKey');
}

/** What WebCrypto calls the algorithms whose private keys it can turn into public ones. */
const importAlgorithms: Readonly<Record<string, readonly EcKeyImportParams[] | readonly Algorithm[]>> = {
  [algorithmId['id-ecPublicKey']]: ['P-256', 'P-384', 'P-521'].map((namedCurve) => ({
    name: 'ECDSA',
    namedCurve,
  })),
  [algorithmId['id-Ed25519']]: [{ name: 'Ed25519' }],
};

/** Lets WebCrypto compute it: its JWK of a private key holds the public numbers. */
async function computedPublicKey(pkcs8: Bytes, { id }: AlgorithmIdentifier): Promise<Bytes | undefined> {
  const { subtle } = globalThis.crypto;
  for (const algorithm of importAlgorithms[id] ?? []) {
    try {
      const key = await subtle.importKey('pkcs8', pkcs8, algorithm, true, ['sign']);
      const { kty, crv, x, y } = await subtle.exportKey('jwk', key);
      const jwk = { kty, crv, x, ...(y !== undefined && { y }) } as JsonWebKey;
      const publicKey = await subtle.importKey('jwk', jwk, algorithm, true, ['verify']);
      return new Uint8Array(await subtle.exportKey('spki', publicKey));
    } catch {
      // Another curve, or an algorithm this platform does not know: the key is shown without its public half.
    }
  }
  return undefined;
}
