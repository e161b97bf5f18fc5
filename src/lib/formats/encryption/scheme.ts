import { DerReader } from '../../asn1/der-reader.ts';
import { pkcsId } from '../../asn1/oids.ts';
import { tag } from '../../asn1/tags.ts';
import { readCount } from '../../asn1/values.ts';
import type { Bytes } from '../../bytes.ts';
import { DecodeError } from '../../errors.ts';
import { readAlgorithmIdentifier, type AlgorithmIdentifier } from '../../x509/algorithm-identifier.ts';
import {
  aesCipher,
  desCipher,
  rc2Cipher,
  readCipher,
  unsupported,
  unsupportedEncryption,
  type Cipher,
} from './cipher.ts';
import { opensslPemKey, pbkdf1, pkcs12Key, scrypt, type DigestName } from './key-derivation.ts';
import { pkcs12Encodings, pkcs5Encodings, type PassphraseEncoding } from './passphrase.ts';
import { pbkdf2, readPbkdf2 } from './pbkdf2.ts';
import type { Work } from './work.ts';

/** A way to encrypt with a passphrase, understood, before any passphrase is tried. */
export interface EncryptionScheme {
  /** As people call it: `AES-256 (PBKDF2, HMAC-SHA-256, 2048 rounds)`, `RC2-40 (PKCS#12, SHA-1, 2000 rounds)`. */
  readonly name: string;
  readonly encodings: PassphraseEncoding;
  /** The plain octets; undefined where the padding shows that the secret is wrong. */
  decrypt(secret: Bytes, encrypted: Uint8Array, work: Work): Promise<Bytes | undefined>;
}

/**
 * The scheme an AlgorithmIdentifier names: PBES2 (RFC 8018), PKCS#12's own (RFC 7292 appendix C), PBES1.
 * @throws DecodeError `unsupported`, naming what is not read, and those of its syntax
 */
export function readEncryptionScheme(algorithm: AlgorithmIdentifier): EncryptionScheme {
  if (algorithm.id === pkcsId.PBES2) return readPbes2(algorithm);
  return readPkcs12Scheme(algorithm) ?? readPbes1(algorithm) ?? fail(algorithm.id);
}

function fail(id: string): never {
  throw unsupported(id);
}

const parametersOf = ({ parameters }: AlgorithmIdentifier, field: string): DerReader =>
  DerReader.over(parameters ?? new Uint8Array(), field).sequence('parameters');

function readPbes2(algorithm: AlgorithmIdentifier): EncryptionScheme {
  const parameters = parametersOf(algorithm, 'PBES2');
  const derivation = readAlgorithmIdentifier(parameters, 'keyDerivationFunc');
  const encryption = readAlgorithmIdentifier(parameters, 'encryptionScheme');
  parameters.finish();
  if (derivation.id === pkcsId.scrypt) return readScryptScheme(derivation, encryption);
  if (derivation.id !== pkcsId.PBKDF2) throw unsupported(derivation.id);
  const parts = readPbkdf2(derivation);
  const cipher = readCipher(encryption, parts.keyLength);
  return {
    name: `${cipher.name} (PBKDF2, HMAC-${parts.digest}, ${parts.iterations} rounds)`,
    encodings: pkcs5Encodings,
    async decrypt(secret, encrypted, work) {
      const key = await pbkdf2(parts, secret, cipher.keyLength, work);
      return cipher.decrypt(key, encrypted);
    },
  };
}

/** scrypt-params (RFC 7914 section 7.1). */
function readScryptScheme(
  derivation: AlgorithmIdentifier,
  encryption: AlgorithmIdentifier,
): EncryptionScheme {
  const parameters = parametersOf(derivation, 'scrypt');
  const salt = parameters.content(tag.octetString, 'salt');
  const [cost, blockSize, parallelization] = ['costParameter', 'blockSize', 'parallelizationParameter'].map(
    (field) => readCount(parameters, field),
  ) as [number, number, number];
  const keyLength = parameters.peek() === tag.integer ? readCount(parameters, 'keyLength') : undefined;
  const cipher = readCipher(encryption, keyLength);
  return {
    name: `${cipher.name} (scrypt, N ${cost}, r ${blockSize}, p ${parallelization})`,
    encodings: pkcs5Encodings,
    async decrypt(secret, encrypted, work) {
      const key = scrypt({ salt, cost, blockSize, parallelization }, secret, cipher.keyLength, work);
      return cipher.decrypt(key, encrypted);
    },
  };
}

type CipherOfIv = (iv: Uint8Array) => Cipher;

/** PKCS#12's own schemes, all with SHA-1 (RFC 7292 appendix C); RC4 has not been seen in a file. */
const pkcs12Ciphers: Readonly<Record<string, CipherOfIv>> = {
  [pkcsId['pbeWithSHAAnd3-KeyTripleDES-CBC']]: (iv) => desCipher(24, iv),
  [pkcsId['pbeWithSHAAnd2-KeyTripleDES-CBC']]: (iv) => desCipher(16, iv),
  [pkcsId['pbeWithSHAAnd128BitRC2-CBC']]: (iv) => rc2Cipher(128, iv),
  [pkcsId['pbeWithSHAAnd40BitRC2-CBC']]: (iv) => rc2Cipher(40, iv),
};

function readPkcs12Scheme(algorithm: AlgorithmIdentifier): EncryptionScheme | undefined {
  const cipherOf = pkcs12Ciphers[algorithm.id];
  if (!cipherOf) return undefined;
  const derivation = { digest: 'SHA-1', ...readSaltAndIterations(algorithm) } as const;
  const { name, keyLength } = cipherOf(new Uint8Array(8));
  return {
    name: `${name} (PKCS#12, SHA-1, ${derivation.iterations} rounds)`,
    encodings: pkcs12Encodings,
    async decrypt(secret, encrypted, work) {
      const key = pkcs12Key(derivation, secret, 'key', keyLength, work);
      const iv = pkcs12Key(derivation, secret, 'iv', 8, work);
      return cipherOf(iv).decrypt(key, encrypted);
    },
  };
}

/** PBES1 (RFC 8018 6.1): sixteen octets of digest are eight of key and eight of IV. */
const pbes1Schemes: Readonly<Record<string, { readonly digest: DigestName; readonly cipherOf: CipherOfIv }>> =
  {
    [pkcsId['pbeWithMD5AndDES-CBC']]: { digest: 'MD5', cipherOf: (iv) => desCipher(8, iv) },
    [pkcsId['pbeWithSHA1AndDES-CBC']]: { digest: 'SHA-1', cipherOf: (iv) => desCipher(8, iv) },
    [pkcsId['pbeWithMD5AndRC2-CBC']]: { digest: 'MD5', cipherOf: (iv) => rc2Cipher(64, iv) },
    [pkcsId['pbeWithSHA1AndRC2-CBC']]: { digest: 'SHA-1', cipherOf: (iv) => rc2Cipher(64, iv) },
  };

function readPbes1(algorithm: AlgorithmIdentifier): EncryptionScheme | undefined {
  const scheme = pbes1Schemes[algorithm.id];
  if (!scheme) return undefined;
  const { digest, cipherOf } = scheme;
  const derivation = { digest, ...readSaltAndIterations(algorithm) };
  return {
    name: `${cipherOf(new Uint8Array(8)).name} (PBES1, ${digest}, ${derivation.iterations} rounds)`,
    encodings: pkcs5Encodings,
    async decrypt(secret, encrypted, work) {
      const derived = pbkdf1(derivation, secret, 16, work);
      return cipherOf(derived.subarray(8)).decrypt(derived.subarray(0, 8), encrypted);
    },
  };
}

/** PBEParameter, the same in both standards. */
function readSaltAndIterations(algorithm: AlgorithmIdentifier) {
  const parameters = parametersOf(algorithm, 'PBEParameter');
  const salt = parameters.content(tag.octetString, 'salt');
  const iterations = readCount(parameters, 'iterationCount');
  parameters.finish();
  return { salt, iterations };
}

/** Ciphers of `DEK-Info` that OpenSSL writes, or wrote. */
const pemCiphers: Readonly<Record<string, CipherOfIv>> = {
  'AES-128-CBC': (iv) => aesCipher(128, iv),
  'AES-192-CBC': (iv) => aesCipher(192, iv),
  'AES-256-CBC': (iv) => aesCipher(256, iv),
  'DES-EDE3-CBC': (iv) => desCipher(24, iv),
  'DES-EDE-CBC': (iv) => desCipher(16, iv),
  'DES-CBC': (iv) => desCipher(8, iv),
  'RC2-CBC': (iv) => rc2Cipher(128, iv),
  'RC2-64-CBC': (iv) => rc2Cipher(64, iv),
  'RC2-40-CBC': (iv) => rc2Cipher(40, iv),
};

/** Those that OpenSSL 3 reads with its legacy provider only. */
const oldPemCiphers = /^(BF|CAST5|DES|IDEA|RC2|RC4|RC5|SEED)-/i;

/**
 * The scheme of an old encrypted PEM file: `Proc-Type: 4,ENCRYPTED` and `DEK-Info: AES-256-CBC,<IV in hex>`
 * (RFC 1421 4.6.1.3; the key derivation is OpenSSL's).
 * @throws DecodeError `unsupported`, `invalid-pem`
 */
export function readPemScheme(dekInfo: string): EncryptionScheme {
  const [cipherName = '', hex = ''] = dekInfo.split(',').map((part) => part.trim());
  const cipherOf = pemCiphers[cipherName.toUpperCase()];
  if (!cipherOf) {
    throw unsupportedEncryption([{ encryption: cipherName, isOld: oldPemCiphers.test(cipherName) }]);
  }
  const iv = Uint8Array.from(hex.match(/../g) ?? [], (pair) => parseInt(pair, 16));
  if (!/^([0-9a-f]{16}|[0-9a-f]{32})$/i.test(hex)) {
    throw new DecodeError(
      'invalid-pem',
      `DEK-Info has no IV of 8 or 16 octets in hex: ${JSON.stringify(hex)}`,
    );
  }
  const cipher = cipherOf(iv);
  return {
    name: `${cipher.name} (old PEM encryption, MD5)`,
    encodings: pkcs5Encodings,
    async decrypt(secret, encrypted) {
      const key = opensslPemKey(secret, iv.subarray(0, 8), cipher.keyLength);
      return cipher.decrypt(key, encrypted);
    },
  };
}
