import type { Bytes } from '../bytes.ts';
import { importKeyPair, type KeyOptions } from '../csr/key-pair.ts';
import { DecodeError } from '../errors.ts';
import { defaultIterations, encryptPbes2 } from './encryption/encrypt.ts';
import { startWork, workLimits } from './encryption/work.ts';
import { readPem, writePem, type PemBlock } from './pem.ts';
import { toPkcs8 } from './pkcs8.ts';
import { recogniseAsn1 } from './recognise.ts';

/** How a private key is written. */
export interface ExportOptions {
  /** Encrypts the key. Its UTF-8 bytes count as they are. */
  readonly passphrase?: string;
  /** PBKDF2 rounds, 600,000 (the default) to 10,000,000. */
  readonly iterations?: number;
  /** Provider of the key; default the platform's. */
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
  if (!(iterations >= defaultIterations && iterations <= workLimits.iterations)) {
    throw new TypeError(
      `iterations: expected ${defaultIterations} to ${workLimits.iterations}, not ${iterations}`,
    );
  }
  const pkcs8 = new Uint8Array(await crypto.subtle.exportKey('pkcs8', key));
  if (passphrase === undefined) return writePem('PRIVATE KEY', pkcs8);
  return writePem('ENCRYPTED PRIVATE KEY', await encryptPbes2(pkcs8, passphrase, iterations));
}

/** How a private key is read. */
export interface ReadPrivateKeyOptions extends KeyOptions {
  /** Needed for encrypted keys only. */
  readonly passphrase?: string;
}

/** A private key that was read. */
export interface PrivateKeyFile {
  readonly keyPair: CryptoKeyPair;
  /** SubjectPublicKeyInfo in DER: what publicKeyHash() takes. */
  readonly spki: Bytes;
  readonly encrypted: boolean;
}

/**
 * The private key in a PEM text (text around it is skipped) or in DER: PKCS#8, PKCS#1 or SEC1, plain or encrypted in
 * any way that decryptPrivateKey() knows. The first of several.
 *
 * @throws DecodeError `unrecognised` (no private key in it), `passphrase-needed`, `wrong-passphrase`,
 *   `unsupported` (naming the algorithm), `too-large`, `invalid-value`, and those of PEM and DER.
 */
export async function readPrivateKey(
  input: string | Uint8Array,
  options: ReadPrivateKeyOptions = {},
): Promise<PrivateKeyFile> {
  const { crypto = globalThis.crypto, passphrase } = options;
  const { bytes, headers } = findKey(input);
  const encrypted = headers['DEK-Info'] !== undefined || recogniseAsn1(bytes) === 'encrypted-private-key';
  const plain = encrypted ? await decrypt(bytes, headers, passphrase) : bytes;
  const keyPair = await importKeyPair(toPkcs8(plain), options);
  const spki = new Uint8Array(await crypto.subtle.exportKey('spki', keyPair.publicKey));
  return { keyPair, spki, encrypted };
}

type FoundKey = Pick<PemBlock, 'headers'> & { readonly bytes: Uint8Array };

async function decrypt(
  der: Uint8Array,
  headers: PemBlock['headers'],
  passphrase: string | undefined,
): Promise<Bytes> {
  // Said before any work is done; what looks at many keys does not want to pay for each.
  if (passphrase === undefined) throw new DecodeError('passphrase-needed', 'the key is encrypted');
  const { decryptPrivateKey } = await import('./encrypted-private-key.ts');
  return (await decryptPrivateKey(der, headers, [passphrase], startWork())).plain;
}

function findKey(input: string | Uint8Array): FoundKey {
  if (typeof input !== 'string') {
    if (recogniseAsn1(input)?.endsWith('private-key')) return { bytes: input, headers: {} };
    return findKey(new TextDecoder().decode(input));
  }
  const isKey = ({ label }: { readonly label: string }) => label.endsWith('PRIVATE KEY');
  const { blocks, problems } = readPem(input);
  const block = blocks.find(isKey);
  if (!block) {
    throw problems.find(isKey)?.error ?? new DecodeError('unrecognised', 'there is no private key in it');
  }
  checkBlock(block);
  return block;
}

const readableLabels: readonly string[] = [
  'PRIVATE KEY',
  'ENCRYPTED PRIVATE KEY',
  'RSA PRIVATE KEY',
  'EC PRIVATE KEY',
];

function checkBlock({ label, headers, bytes }: PemBlock): void {
  if (!readableLabels.includes(label)) {
    throw new DecodeError('unsupported', `"${label}" is a kind of key that is not read here`);
  }
  // What is encrypted the old way has no shape.
  if (headers['DEK-Info'] === undefined && !recogniseAsn1(bytes)?.endsWith('private-key')) {
    throw new DecodeError('unrecognised', `the content of "${label}" is no private key`);
  }
}
