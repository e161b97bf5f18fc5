import { DerReader } from '../asn1/der-reader.ts';
import { hashId, oidName, pkcsId } from '../asn1/oids.ts';
import { tag } from '../asn1/tags.ts';
import { readCount } from '../asn1/values.ts';
import { equal, type Bytes } from '../bytes.ts';
import { DecodeError } from '../errors.ts';
import { readAlgorithmIdentifier, type AlgorithmIdentifier } from '../x509/algorithm-identifier.ts';
import { hmacOf, pkcs12Mac, type DigestName } from './encryption/key-derivation.ts';
import { pkcs12Encodings, pkcs5Encodings, type PassphraseEncoding } from './encryption/passphrase.ts';
import { hmacDigests, pbkdf2, readPbkdf2 } from './encryption/pbkdf2.ts';
import type { Work } from './encryption/work.ts';

/** The integrity check of a PKCS#12 file: it tells a wrong passphrase from a damaged file. */
export interface Pkcs12Mac {
  /** `HMAC-SHA-256 (PKCS#12, 2048 rounds)`, `HMAC-SHA-256 (PBMAC1, PBKDF2, 2048 rounds)`. */
  readonly name: string;
  readonly encodings: PassphraseEncoding;
  verify(secret: Bytes, content: Uint8Array, work: Work): Promise<boolean>;
}

/**
 * MacData (RFC 7292 section 4), with the PBMAC1 of RFC 9579.
 * @throws DecodeError `unsupported-encryption`, naming the digest
 */
export function readPkcs12Mac(pfx: DerReader): Pkcs12Mac {
  const macData = pfx.sequence('macData');
  const digestInfo = macData.sequence('mac');
  const algorithm = readAlgorithmIdentifier(digestInfo, 'digestAlgorithm');
  const expected = digestInfo.content(tag.octetString, 'digest');
  digestInfo.finish();
  const salt = macData.content(tag.octetString, 'macSalt');
  const iterations = macData.done ? 1 : readCount(macData, 'iterations');
  macData.finish();
  if (algorithm.id === pkcsId.PBMAC1) return readPbmac1(algorithm, expected);
  const digest = macDigests[algorithm.id];
  if (!digest) throw unknownMac(algorithm.id);
  return {
    name: `HMAC-${digest} (PKCS#12, ${iterations} rounds)`,
    encodings: pkcs12Encodings,
    async verify(secret, content, work) {
      return equal(pkcs12Mac({ digest, salt, iterations }, secret, content, work), expected);
    },
  };
}

const macDigests: Readonly<Record<string, DigestName>> = {
  [hashId['id-md5']]: 'MD5',
  [hashId['id-sha1']]: 'SHA-1',
  [hashId['id-sha224']]: 'SHA-224',
  [hashId['id-sha256']]: 'SHA-256',
  [hashId['id-sha384']]: 'SHA-384',
  [hashId['id-sha512']]: 'SHA-512',
};

/** PBMAC1-params (RFC 8018 A.5): an ordinary HMAC whose key comes from PBKDF2 and UTF-8 (RFC 9579 section 4). */
function readPbmac1(algorithm: AlgorithmIdentifier, expected: Uint8Array): Pkcs12Mac {
  const parameters = DerReader.over(algorithm.parameters ?? new Uint8Array(), 'PBMAC1').sequence(
    'parameters',
  );
  const derivation = readAlgorithmIdentifier(parameters, 'keyDerivationFunc');
  const { id: macId } = readAlgorithmIdentifier(parameters, 'messageAuthScheme');
  parameters.finish();
  const hash = hmacDigests[macId];
  if (!hash) throw unknownMac(macId);
  if (derivation.id !== pkcsId.PBKDF2) throw unknownMac(derivation.id);
  const parts = readPbkdf2(derivation);
  const { keyLength } = parts;
  // RFC 9579 section 4: without a length nobody knows the key, and a short one makes the MAC worthless.
  if (keyLength === undefined || keyLength < 20 || keyLength > 1024) {
    throw new DecodeError('invalid-value', 'PBMAC1 does not say a usable length of its key');
  }
  return {
    name: `HMAC-${hash} (PBMAC1, PBKDF2, ${parts.iterations} rounds)`,
    encodings: pkcs5Encodings,
    async verify(secret, content, work) {
      const key = await pbkdf2(parts, secret, keyLength, work);
      return equal(hmacOf(hash, key, content), expected);
    },
  };
}

function unknownMac(id: string): DecodeError {
  return new DecodeError(
    'unsupported-encryption',
    `its integrity check uses ${(oidName(id) ?? id).replace(/^id-/, '')}, which is not read here`,
  );
}
