import { normaliseBer } from '../asn1/ber.ts';
import { DerReader } from '../asn1/der-reader.ts';
import { oidName, pkcsId } from '../asn1/oids.ts';
import { explicit, implicit, tag } from '../asn1/tags.ts';
import { readCount, readOid } from '../asn1/values.ts';
import { concat } from '../bytes.ts';
import { DecodeError } from '../errors.ts';
import { readAlgorithmIdentifier } from '../x509/algorithm-identifier.ts';
import { unsupportedEncryption } from './encryption/cipher.ts';
import type { Work } from './encryption/work.ts';
import {
  decrypt,
  isOneElement,
  keepProblems,
  passphraseNeeded,
  readBags,
  type Pkcs12Bag,
  type Pkcs12Reading,
} from './pkcs12-bags.ts';
import { readPkcs12Mac, type Pkcs12Mac } from './pkcs12-mac.ts';

/** The content of a PKCS#12 file (RFC 7292). */
export interface Pkcs12 {
  /** How its integrity was checked; undefined where it has no such check. */
  readonly integrity: string | undefined;
  /** How its parts are encrypted, each way once; empty where none is. */
  readonly encryptions: readonly string[];
  readonly bags: readonly Pkcs12Bag[];
  /** Parts that are there and cannot be read: another passphrase, unknown encryption, something else than certificates. */
  readonly problems: readonly DecodeError[];
}

/**
 * Reads a PKCS#12 file in DER or BER with our own reader: pkijs opens neither RC2 nor 3DES nor scrypt, and needs
 * AES-192 of WebCrypto, which Chromium has not.
 *
 * The empty passphrase is always tried as well.
 *
 * @throws DecodeError `wrong-passphrase` (proven by the integrity check), `passphrase-needed` (none was given),
 *   `unsupported` (naming what), `too-large` (naming the limit), and those of the syntax.
 */
export async function readPkcs12(
  bytes: Uint8Array,
  passphrases: readonly string[],
  work: Work,
): Promise<Pkcs12> {
  const pfx = DerReader.over(normaliseBer(bytes).der).sequence('PFX');
  const version = readCount(pfx, 'version');
  if (version !== 3) pfx.fail('invalid-version', `version ${version} instead of 3`, pfx.start, 'version');
  const content = readAuthenticatedSafe(pfx);
  const mac = pfx.done ? undefined : readPkcs12Mac(pfx);
  pfx.finish();
  const tried = [...new Set([...passphrases, ''])];
  const proven = mac && (await provenPassphrase(mac, content, tried, work));
  const order = proven === undefined ? tried : [proven, ...tried.filter((each) => each !== proven)];
  const reading: Pkcs12Reading = {
    passphrases: order,
    hasMac: mac !== undefined,
    work,
    bags: [],
    problems: [],
    encryptions: new Set(),
    unread: [],
  };
  await readSafes(reading, content);
  const { bags, problems, encryptions, unread } = reading;
  return {
    integrity: mac?.name,
    encryptions: [...encryptions],
    bags,
    problems: [...(unread.length > 0 ? [unsupportedEncryption(unread)] : []), ...eachOnce(problems)],
  };
}

/** What is wrong with one part is usually wrong with the others for the same reason. */
function eachOnce(problems: readonly DecodeError[]): DecodeError[] {
  return [...new Map(problems.map((problem) => [problem.message, problem])).values()];
}

/** The octets that the integrity check covers. */
function readAuthenticatedSafe(pfx: DerReader): Uint8Array {
  const authSafe = pfx.sequence('authSafe');
  const type = readOid(authSafe, 'contentType');
  if (type === pkcsId.signedData) {
    authSafe.fail('unsupported', 'protected by a signature instead of a passphrase, which is not read here');
  }
  if (type !== pkcsId.data) authSafe.fail('unsupported', `content of type ${oidName(type) ?? type}`);
  return authSafe.enter(explicit(0), 'content').content(tag.octetString, 'data');
}

async function provenPassphrase(
  mac: Pkcs12Mac,
  content: Uint8Array,
  passphrases: readonly string[],
  work: Work,
): Promise<string> {
  for (const passphrase of passphrases) {
    for (const secret of mac.encodings(passphrase)) {
      if (await mac.verify(secret, content, work)) return passphrase;
    }
  }
  throw passphrases.length === 1 ? passphraseNeeded() : wrongPassphrase();
}

const wrongPassphrase = () =>
  new DecodeError('wrong-passphrase', 'the passphrase is wrong (integrity check failed)');

async function readSafes(reading: Pkcs12Reading, content: Uint8Array): Promise<void> {
  const safes = DerReader.over(normaliseBer(content).der).sequence('AuthenticatedSafe');
  while (!safes.done) {
    const safe = safes.sequence('ContentInfo');
    await keepProblems(reading, () => readSafe(reading, safe));
  }
}

async function readSafe(reading: Pkcs12Reading, safe: DerReader): Promise<void> {
  const type = readOid(safe, 'contentType');
  const content = safe.enter(explicit(0), 'content');
  if (type === pkcsId.data) {
    const contents = normaliseBer(content.content(tag.octetString, 'data')).der;
    return readBags(reading, DerReader.over(contents).sequence('SafeContents'), undefined);
  }
  if (type === pkcsId.envelopedData) {
    return content.fail('unsupported', 'a part encrypted for a certificate instead of with a passphrase');
  }
  if (type !== pkcsId.encryptedData) content.fail('unsupported', `a part of type ${oidName(type) ?? type}`);
  const encryptedData = readEncryptedData(content.sequence('EncryptedData'));
  const decrypted = await decrypt(reading, 'certificates', encryptedData, isOneElement);
  if (!decrypted) return;
  const contents = normaliseBer(decrypted.plain).der;
  await readBags(reading, DerReader.over(contents).sequence('SafeContents'), decrypted.name);
}

/** EncryptedData (RFC 5652 section 8). */
function readEncryptedData(data: DerReader) {
  readCount(data, 'version');
  const info = data.sequence('encryptedContentInfo');
  readOid(info, 'contentType');
  const algorithm = readAlgorithmIdentifier(info, 'contentEncryptionAlgorithm');
  // [0] IMPLICIT OCTET STRING, which BER may have in pieces.
  const pieces = info.enterIf(explicit(0), 'encryptedContent');
  const encrypted = pieces ? joined(pieces) : info.content(implicit(0), 'encryptedContent');
  return { algorithm, encrypted };
}

function joined(pieces: DerReader): Uint8Array {
  const octets: Uint8Array[] = [];
  while (!pieces.done) octets.push(pieces.content(tag.octetString, 'piece'));
  return concat(...octets);
}
