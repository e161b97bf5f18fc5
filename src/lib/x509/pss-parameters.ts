import { DerReader } from '../asn1/der-reader.ts';
import { algorithmId, hashId } from '../asn1/oids.ts';
import { explicit } from '../asn1/tags.ts';
import { readCount } from '../asn1/values.ts';
import {
  hasNullParameters,
  readAlgorithmIdentifier,
  type AlgorithmIdentifier,
} from './algorithm-identifier.ts';

export type HashName = 'SHA-1' | 'SHA-224' | 'SHA-256' | 'SHA-384' | 'SHA-512';

/** RSASSA-PSS-params with the defaults filled in (RFC 4055 3.1). */
export interface PssParameters {
  readonly hash: HashName;
  /** Hash of MGF1. */
  readonly maskHash: HashName;
  /** In octets. */
  readonly saltLength: number;
}

/** Reads the parameters that come next. Encoded defaults are not DER (X.690 11.5). */
export function readPssParameters(reader: DerReader, field: string): PssParameters {
  const sequence = reader.sequence(field);
  const hash = readIfPresent(sequence, 0, 'hashAlgorithm', readHash) ?? 'SHA-1';
  const maskHash = readIfPresent(sequence, 1, 'maskGenAlgorithm', readMaskHash) ?? 'SHA-1';
  const saltLength = readIfPresent(sequence, 2, 'saltLength', readCount) ?? 20;
  const trailer = readIfPresent(sequence, 3, 'trailerField', readCount);
  if (trailer !== undefined) {
    const code = trailer === 1 ? 'explicit-default' : 'invalid-value';
    sequence.fail(code, `trailerField ${trailer} is encoded`, sequence.at, 'trailerField');
  }
  sequence.finish();
  return { hash, maskHash, saltLength };
}

function readIfPresent<Value>(
  sequence: DerReader,
  number: number,
  field: string,
  read: (reader: DerReader, field: string) => Value,
): Value | undefined {
  const wrapper = sequence.enterIf(explicit(number), field);
  if (!wrapper) return undefined;
  const value = read(wrapper, '');
  wrapper.finish();
  return value;
}

function readHash(reader: DerReader, field: string): HashName {
  const { start } = reader;
  const hash = hashOf(readAlgorithmIdentifier(reader, field));
  if (hash === undefined) reader.fail('unsupported', 'hash algorithm is not known', start);
  if (hash === 'SHA-1') reader.fail('explicit-default', 'the default SHA-1 is encoded', start);
  return hash;
}

function readMaskHash(reader: DerReader, field: string): HashName {
  const { start } = reader;
  const { id, parameters } = readAlgorithmIdentifier(reader, field);
  if (id !== algorithmId['id-mgf1'] || !parameters) {
    reader.fail('unsupported', 'mask generation function is not MGF1', start);
  }
  return readHash(DerReader.over(parameters, reader.path()), '');
}

/** RFC 4055 2.1: NULL and absent parameters are the same for hashes. */
function hashOf(algorithm: AlgorithmIdentifier): HashName | undefined {
  const isPlain = algorithm.parameters === undefined || hasNullParameters(algorithm);
  return isPlain ? hashById[algorithm.id] : undefined;
}

const hashById: Readonly<Record<string, HashName>> = {
  [hashId['id-sha1']]: 'SHA-1',
  [hashId['id-sha224']]: 'SHA-224',
  [hashId['id-sha256']]: 'SHA-256',
  [hashId['id-sha384']]: 'SHA-384',
  [hashId['id-sha512']]: 'SHA-512',
};
