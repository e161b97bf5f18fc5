import { DerReader } from '../asn1/der-reader.ts';
import { integer, nullValue, octetString, oid, sequence } from '../asn1/der-writer.ts';
import { algorithmId } from '../asn1/oids.ts';
import { explicit, tag } from '../asn1/tags.ts';
import { skipInteger } from '../asn1/values.ts';
import type { Bytes } from '../bytes.ts';
import { importKeyPair, type KeyOptions } from '../csr/key-pair.ts';
import { DecodeError } from '../errors.ts';
import { decryptPbes2, defaultIterations, encryptPbes2, maxIterations } from './pbes2.ts';
import { readPem, writePem, type PemBlock } from './pem.ts';
import { recogniseAsn1 } from './recognise.ts';

export interface ExportOptions {
  /** Encrypts the key. Its UTF-8 bytes count as they are. */
  readonly passphrase?: string;
  /** PBKDF2 rounds, 600,000 (the default) to 10,000,000. */
  readonly iterations?: number;
  readonly crypto?: Crypto;
}

/**
 * A private key as PKCS#8 PEM (RFC 7468 sections 10 and 11), ending in a newline.
 *
 * With a passphrase: PBES2, PBKDF2-HMAC-SHA-256, AES-256-CBC. Made here rather than with a CMS library: it is one
 * structure on top of WebCrypto, and the iteration count stays ours.
 *
 * @throws TypeError for an empty passphrase, an iteration count out of range, or a key that is not extractable.
 */
export async function exportPrivateKey(key: CryptoKey, options: ExportOptions = {}): Promise<string> {
  const { passphrase, iterations = defaultIterations, crypto = globalThis.crypto } = options;
  if (!key.extractable) throw new TypeError('the key cannot be exported (not extractable)');
  if (passphrase === '') throw new TypeError('the passphrase is empty');
  if (!(iterations >= defaultIterations && iterations <= maxIterations)) {
    throw new TypeError(`iterations: expected ${defaultIterations} to ${maxIterations}, not ${iterations}`);
  }
  const pkcs8 = new Uint8Array(await crypto.subtle.exportKey('pkcs8', key));
  if (passphrase === undefined) return writePem('PRIVATE KEY', pkcs8);
  return writePem('ENCRYPTED PRIVATE KEY', await encryptPbes2(pkcs8, passphrase, iterations, crypto));
}

export interface ReadPrivateKeyOptions extends KeyOptions {
  /** Needed for encrypted keys only. */
  readonly passphrase?: string;
}

export interface PrivateKeyFile {
  readonly keyPair: CryptoKeyPair;
  /** SubjectPublicKeyInfo in DER: what publicKeyHash() takes. */
  readonly spki: Bytes;
  readonly encrypted: boolean;
}

/**
 * The private key in a PEM text (text around it is skipped) or in DER: PKCS#8, plain or encrypted with PBES2,
 * PBKDF2 and AES-CBC; PKCS#1; SEC1. The first of several.
 *
 * @throws DecodeError `unrecognised` (no private key in it), `passphrase-needed`, `wrong-passphrase`,
 *   `unsupported` (naming the algorithm), `invalid-value`, and those of PEM and DER.
 */
export async function readPrivateKey(
  input: string | Uint8Array,
  options: ReadPrivateKeyOptions = {},
): Promise<PrivateKeyFile> {
  const der = findKey(input);
  const encrypted = recogniseAsn1(der) === 'encrypted-private-key';
  const pkcs8 = encrypted ? await decrypt(der, options) : toPkcs8(der);
  const keyPair = await importKeyPair(pkcs8, options);
  const { crypto = globalThis.crypto } = options;
  const spki = new Uint8Array(await crypto.subtle.exportKey('spki', keyPair.publicKey));
  return { keyPair, spki, encrypted };
}

async function decrypt(der: Uint8Array, options: ReadPrivateKeyOptions): Promise<Bytes> {
  const { passphrase, crypto = globalThis.crypto } = options;
  if (passphrase === undefined) throw new DecodeError('passphrase-needed', 'the key is encrypted');
  const plain = await decryptPbes2(der, passphrase, crypto);
  // One wrong passphrase in 256 leaves the padding intact, and nonsense in front of it.
  if (recogniseAsn1(plain) !== 'private-key')
    throw new DecodeError('wrong-passphrase', 'the passphrase is wrong');
  return plain;
}

function findKey(input: string | Uint8Array): Uint8Array {
  if (typeof input !== 'string') {
    if (recogniseAsn1(input)?.endsWith('private-key')) return input;
    return findKey(new TextDecoder().decode(input));
  }
  const isKey = ({ label }: { readonly label: string }) => label.endsWith('PRIVATE KEY');
  const { blocks, problems } = readPem(input);
  const block = blocks.find(isKey);
  if (block) return keyBytes(block);
  throw problems.find(isKey)?.error ?? new DecodeError('unrecognised', 'there is no private key in it');
}

const readableLabels: readonly string[] = [
  'PRIVATE KEY',
  'ENCRYPTED PRIVATE KEY',
  'RSA PRIVATE KEY',
  'EC PRIVATE KEY',
];

function keyBytes({ label, headers, bytes }: PemBlock): Uint8Array {
  if (!readableLabels.includes(label)) {
    throw new DecodeError('unsupported', `"${label}" is a kind of key that is not read here`);
  }
  const cipher = headers['DEK-Info']?.split(',')[0];
  if (cipher !== undefined) {
    throw new DecodeError(
      'unsupported',
      `encrypted as old PEM files are (${cipher} with MD5), which is not read here`,
    );
  }
  if (!recogniseAsn1(bytes)?.endsWith('private-key')) {
    throw new DecodeError('unrecognised', `the content of "${label}" is no private key`);
  }
  return bytes;
}

/** PKCS#1 RSAPrivateKey and SEC1 ECPrivateKey become the content of a PKCS#8 PrivateKeyInfo (RFC 5958). */
export function toPkcs8(der: Uint8Array): Bytes {
  const key = DerReader.over(der).sequence('privateKey');
  skipInteger(key, 'version');
  switch (key.peek()) {
    case tag.sequence:
      return new Uint8Array(der);
    case tag.integer:
      return privateKeyInfo(sequence(oid(algorithmId.rsaEncryption), nullValue()), der);
    default:
      return privateKeyInfo(sequence(oid(algorithmId['id-ecPublicKey']), curveOf(key)), der);
  }
}

const privateKeyInfo = (algorithm: Bytes, key: Uint8Array): Bytes =>
  sequence(integer(0), algorithm, octetString(key));

/** ECPrivateKey.parameters (RFC 5915): optional there, but without them nobody knows the curve. */
function curveOf(key: DerReader): Uint8Array {
  key.content(tag.octetString, 'privateKey');
  const parameters = key.enterIf(explicit(0), 'parameters');
  if (!parameters) return key.fail('unsupported', 'the key does not name its curve');
  return parameters.element('namedCurve');
}
