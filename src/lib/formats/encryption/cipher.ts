import { DerReader } from '../../asn1/der-reader.ts';
import { oidName, pkcsId } from '../../asn1/oids.ts';
import { tag } from '../../asn1/tags.ts';
import { readCount } from '../../asn1/values.ts';
import type { Bytes } from '../../bytes.ts';
import { DecodeError } from '../../errors.ts';
import type { AlgorithmIdentifier } from '../../x509/algorithm-identifier.ts';
import { aesDecryption } from '../ciphers/aes.ts';
import { decryptCbc } from '../ciphers/cbc.ts';
import { desDecryption } from '../ciphers/des.ts';
import { rc2Decryption } from '../ciphers/rc2.ts';

/** A cipher with its mode and IV, waiting for a key. */
export interface Cipher {
  /** As people call it: `AES-256`, `3DES`, `RC2-40`. */
  readonly name: string;
  /** Octets of key. */
  readonly keyLength: number;
  /** The plain octets; undefined where the padding shows that the key is wrong. */
  decrypt(key: Uint8Array, encrypted: Uint8Array): Promise<Bytes | undefined>;
}

export function aesCipher(bits: 128 | 192 | 256, iv: Uint8Array): Cipher {
  checkIv(iv, 16);
  return {
    name: `AES-${bits}`,
    keyLength: bits / 8,
    async decrypt(key, encrypted) {
      const { subtle } = globalThis.crypto;
      const octets = new Uint8Array(key);
      let imported: CryptoKey;
      try {
        imported = await subtle.importKey('raw', octets, 'AES-CBC', false, ['decrypt']);
      } catch {
        // Chromium has no AES-192.
        return decryptCbc(aesDecryption(octets), iv, encrypted);
      }
      try {
        const algorithm = { name: 'AES-CBC', iv: new Uint8Array(iv) };
        return new Uint8Array(await subtle.decrypt(algorithm, imported, new Uint8Array(encrypted)));
      } catch {
        return undefined;
      }
    },
  };
}

/** GCM (RFC 5084 3.2): the tag at the end takes the place of padding. */
function readGcmCipher(bits: 128 | 256, parameters: DerReader): Cipher {
  const gcm = parameters.sequence('parameters');
  const iv = new Uint8Array(gcm.content(tag.octetString, 'aes-nonce'));
  const tagOctets = gcm.done ? 12 : readCount(gcm, 'aes-ICVlen');
  if (tagOctets < 12 || tagOctets > 16)
    throw new DecodeError('invalid-value', `a tag of ${tagOctets} octets, which GCM does not have`);
  return {
    name: `AES-${bits}-GCM`,
    keyLength: bits / 8,
    async decrypt(key, encrypted) {
      const { subtle } = globalThis.crypto;
      const imported = await subtle.importKey('raw', new Uint8Array(key), 'AES-GCM', false, ['decrypt']);
      try {
        const algorithm = { name: 'AES-GCM', iv, tagLength: tagOctets * 8 };
        return new Uint8Array(await subtle.decrypt(algorithm, imported, new Uint8Array(encrypted)));
      } catch {
        return undefined;
      }
    },
  };
}

/** DES with 8 octets of key, triple DES with 16 or 24. */
export function desCipher(keyLength: 8 | 16 | 24, iv: Uint8Array): Cipher {
  checkIv(iv, 8);
  return {
    name: { 8: 'DES', 16: '3DES (two keys)', 24: '3DES' }[keyLength],
    keyLength,
    decrypt: async (key, encrypted) => decryptCbc(desDecryption(key), iv, encrypted),
  };
}

export function rc2Cipher(bits: number, iv: Uint8Array, keyLength = bits / 8): Cipher {
  checkIv(iv, 8);
  return {
    name: `RC2-${bits}`,
    keyLength,
    decrypt: async (key, encrypted) => decryptCbc(rc2Decryption(key, bits), iv, encrypted),
  };
}

function checkIv(iv: Uint8Array, length: number): void {
  if (iv.length !== length) {
    throw new DecodeError('invalid-value', `the IV has ${iv.length} octets instead of ${length}`);
  }
}

/**
 * encryptionScheme of PBES2 (RFC 8018 B.2).
 * @param keyLength that of the key derivation, where it names one
 * @throws DecodeError `unsupported`, naming the cipher
 */
export function readCipher(algorithm: AlgorithmIdentifier, keyLength: number | undefined): Cipher {
  const parameters = DerReader.over(algorithm.parameters ?? new Uint8Array(), 'encryptionScheme');
  const iv = () => parameters.content(tag.octetString, 'iv');
  switch (algorithm.id) {
    case pkcsId['aes128-CBC']:
      return aesCipher(128, iv());
    case pkcsId['aes192-CBC']:
      return aesCipher(192, iv());
    case pkcsId['aes256-CBC']:
      return aesCipher(256, iv());
    case pkcsId['aes128-GCM']:
      return readGcmCipher(128, parameters);
    case pkcsId['aes256-GCM']:
      return readGcmCipher(256, parameters);
    case pkcsId['des-EDE3-CBC']:
      return desCipher(24, iv());
    case pkcsId.desCBC:
      return desCipher(8, iv());
    case pkcsId['rc2-CBC']:
      return readRc2Cipher(parameters, keyLength);
    default:
      throw unsupported(algorithm.id);
  }
}

/** RC2-CBCParameter hides the effective key length behind a number (RFC 8018 B.2.3). */
const rc2Versions: Readonly<Record<number, number>> = { 160: 40, 120: 64, 58: 128 };

function readRc2Cipher(parameters: DerReader, keyLength: number | undefined): Cipher {
  const rc2 = parameters.sequence('parameters');
  const version = rc2.peek() === tag.integer ? readCount(rc2, 'rc2ParameterVersion') : undefined;
  const bits = version === undefined ? 32 : version >= 256 ? version : rc2Versions[version];
  const octets = keyLength ?? (bits ?? 0) / 8;
  if (!bits || bits > 1024 || !(octets >= 1 && octets <= 128)) {
    throw new DecodeError('invalid-value', 'the parameters of RC2 are out of range');
  }
  return rc2Cipher(bits, rc2.content(tag.octetString, 'iv'), octets);
}

/** RC4 has not been seen in a file of the field, so it is only named. */
const unreadOldCiphers: Readonly<Record<string, string>> = {
  [pkcsId.pbeWithSHAAnd128BitRC4]: 'RC4-128',
  [pkcsId.pbeWithSHAAnd40BitRC4]: 'RC4-40',
};

/** What such an error is about: its cause, for those who put several into one sentence. */
export interface UnreadEncryption {
  readonly encryption: string;
  readonly isOld: boolean;
}

export function unsupported(id: string): DecodeError {
  const oldCipher = unreadOldCiphers[id];
  return unsupportedEncryption([
    { encryption: oldCipher ?? oidName(id) ?? id, isOld: oldCipher !== undefined },
  ]);
}

export function unsupportedEncryption(unread: readonly UnreadEncryption[]): DecodeError {
  const names = unread.map(({ encryption }) => encryption).join('; ');
  const [code, what] = unread.some(({ isOld }) => isOld)
    ? (['unsupported-old-encryption', 'old encryption'] as const)
    : (['unsupported-encryption', 'encryption'] as const);
  return new DecodeError(code, `${what} (${names}) that this build does not read`, { cause: unread[0] });
}

export function isUnreadEncryption(cause: unknown): cause is UnreadEncryption {
  return typeof cause === 'object' && cause !== null && 'encryption' in cause;
}
