import { normaliseBer } from '../asn1/ber.ts';
import type { DerReader } from '../asn1/der-reader.ts';
import { oidName, pkcsId } from '../asn1/oids.ts';
import { readString } from '../asn1/strings.ts';
import { explicit, tag } from '../asn1/tags.ts';
import { readOid } from '../asn1/values.ts';
import type { Bytes } from '../bytes.ts';
import { DecodeError } from '../errors.ts';
import { readAlgorithmIdentifier, type AlgorithmIdentifier } from '../x509/algorithm-identifier.ts';
import { isUnreadEncryption, type UnreadEncryption } from './encryption/cipher.ts';
import { decryptWith } from './encryption/decrypt.ts';
import { readEncryptionScheme, type EncryptionScheme } from './encryption/scheme.ts';
import type { Work } from './encryption/work.ts';
import { recogniseAsn1 } from './recognise.ts';

/** One thing out of a PKCS#12 file. */
export interface Pkcs12Bag {
  readonly kind: 'certificate' | 'crl' | 'private-key';
  /** DER of the certificate or CRL; of a key its PKCS#8 PrivateKeyInfo, decrypted. */
  readonly der: Uint8Array;
  /** The name its owner sees, such as `tomcat`. */
  readonly friendlyName: string | undefined;
  /** The same octets on a key and on its certificate. */
  readonly localKeyId: Uint8Array | undefined;
  /** How it was encrypted; undefined where it was not. */
  readonly encryption: string | undefined;
}

/** What is needed while a file is read, and what has been found in it. */
export interface Pkcs12Reading {
  /** Those that the integrity check has proven right come first. */
  readonly passphrases: readonly string[];
  readonly hasMac: boolean;
  readonly work: Work;
  readonly bags: Pkcs12Bag[];
  readonly problems: DecodeError[];
  /** How its parts are encrypted, those too that cannot be read. */
  readonly encryptions: Set<string>;
  readonly unread: UnreadEncryption[];
}

export async function readBags(
  reading: Pkcs12Reading,
  contents: DerReader,
  encryption: string | undefined,
): Promise<void> {
  while (!contents.done) {
    const bag = contents.sequence('SafeBag');
    await keepProblems(reading, () => readBag(reading, bag, encryption));
  }
}

async function readBag(
  reading: Pkcs12Reading,
  bag: DerReader,
  encryption: string | undefined,
): Promise<void> {
  const type = readOid(bag, 'bagId');
  const value = bag.enter(explicit(0), 'bagValue');
  const add = (kind: Pkcs12Bag['kind'], der: Uint8Array, how = encryption) =>
    reading.bags.push({ kind, der, ...attributesIfSound(reading, bag), encryption: how });
  switch (type) {
    case pkcsId.certBag:
      add('certificate', readTypedOctets(value, pkcsId.x509Certificate, 'CertBag'));
      return;
    case pkcsId.crlBag:
      add('crl', readTypedOctets(value, pkcsId.x509Crl, 'CRLBag'));
      return;
    case pkcsId.keyBag:
      add('private-key', value.element('PrivateKeyInfo'));
      return;
    case pkcsId.pkcs8ShroudedKeyBag: {
      const info = value.sequence('EncryptedPrivateKeyInfo');
      const algorithm = readAlgorithmIdentifier(info, 'encryptionAlgorithm');
      const encrypted = info.content(tag.octetString, 'encryptedData');
      const decrypted = await decrypt(reading, 'key', { algorithm, encrypted }, isPrivateKey);
      if (decrypted) add('private-key', decrypted.plain, decrypted.name);
      return;
    }
    case pkcsId.safeContentsBag:
      return readBags(reading, value.sequence('SafeContents'), encryption);
    case pkcsId.secretBag:
      return bag.fail('unsupported', 'a secret key, which no certificate needs');
    default:
      bag.fail('unsupported', `a part of type ${oidName(type) ?? type}`);
  }
}

/** CertBag and CRLBag: what kind it is, then its DER in an OCTET STRING. */
function readTypedOctets(value: DerReader, expected: string, field: string): Uint8Array {
  const typed = value.sequence(field);
  const type = readOid(typed, 'type');
  if (type !== expected) typed.fail('unsupported', `a ${field} of type ${oidName(type) ?? type}`);
  return typed.enter(explicit(0), 'value').content(tag.octetString, 'octets');
}

/** A name that cannot be read must not hide the certificate it names. */
function attributesIfSound(reading: Pkcs12Reading, bag: DerReader): BagAttributes {
  try {
    return readAttributes(bag);
  } catch (error) {
    if (!(error instanceof DecodeError)) throw error;
    reading.problems.push(error);
    return { friendlyName: undefined, localKeyId: undefined };
  }
}

type BagAttributes = Pick<Pkcs12Bag, 'friendlyName' | 'localKeyId'>;

function readAttributes(bag: DerReader): BagAttributes {
  let friendlyName: string | undefined;
  let localKeyId: Uint8Array | undefined;
  const attributes = bag.enterIf(tag.set, 'bagAttributes');
  while (attributes && !attributes.done) {
    const attribute = attributes.sequence('attribute');
    const type = readOid(attribute, 'attrId');
    const values = attribute.set('attrValues');
    if (type === pkcsId.friendlyName && !values.done)
      friendlyName = readString(values, 'BMPString', 'friendlyName');
    if (type === pkcsId.localKeyId && !values.done)
      localKeyId = values.content(tag.octetString, 'localKeyId');
  }
  return { friendlyName, localKeyId };
}

/** What cannot be read is kept as a problem and does not hide the rest. */
export async function keepProblems(reading: Pkcs12Reading, read: () => Promise<void>): Promise<void> {
  try {
    await read();
  } catch (error) {
    if (!(error instanceof DecodeError)) throw error;
    reading.problems.push(error);
  }
}

/** Decrypts one part; undefined where its encryption is one we do not read, which is noted. */
export async function decrypt(
  reading: Pkcs12Reading,
  part: 'certificates' | 'key',
  { algorithm, encrypted }: Encrypted,
  isPlain: (plain: Bytes) => boolean,
): Promise<{ readonly plain: Bytes; readonly name: string } | undefined> {
  const scheme = schemeIfRead(reading, part, algorithm);
  if (!scheme) return undefined;
  const { passphrases, hasMac, work, encryptions } = reading;
  encryptions.add(scheme.name);
  const decrypted = await decryptWith(scheme, encrypted, passphrases, isPlain, work);
  if (decrypted) return { plain: decrypted.plain, name: scheme.name };
  if (hasMac) throw new DecodeError('wrong-passphrase', 'a part of it has another passphrase than the file');
  if (passphrases.length === 1) throw passphraseNeeded();
  throw new DecodeError(
    'no-integrity-check',
    'this file has no integrity check (MAC), so expcert cannot tell a wrong passphrase from a damaged file',
  );
}

interface Encrypted {
  readonly algorithm: AlgorithmIdentifier;
  readonly encrypted: Uint8Array;
}

function schemeIfRead(
  { encryptions, unread }: Pkcs12Reading,
  part: 'certificates' | 'key',
  algorithm: AlgorithmIdentifier,
): EncryptionScheme | undefined {
  try {
    return readEncryptionScheme(algorithm);
  } catch (error) {
    const cause = error instanceof DecodeError ? error.cause : undefined;
    if (!isUnreadEncryption(cause)) throw error;
    encryptions.add(`${cause.encryption} (not read)`);
    unread.push({ ...cause, encryption: `${cause.encryption}, ${part}` });
    return undefined;
  }
}

/** Only the empty one was tried. */
export const passphraseNeeded = () =>
  new DecodeError('passphrase-needed', 'the PKCS#12 file is encrypted: its passphrase is needed to open it');

/** SafeContents, PrivateKeyInfo: a SEQUENCE that takes all there is, as hardly any wrong key makes one. */
export function isOneElement(plain: Bytes): boolean {
  try {
    return plain[0] === tag.sequence && normaliseBer(plain).end === plain.length;
  } catch (error) {
    if (error instanceof DecodeError) return false;
    throw error;
  }
}

export const isPrivateKey = (plain: Bytes): boolean =>
  recogniseAsn1(plain) === 'private-key' && isOneElement(plain);
