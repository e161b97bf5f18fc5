import { DerReader } from '../asn1/der-reader.ts';
import { algorithmId } from '../asn1/oids.ts';
import { readCount, readExplicit } from '../asn1/values.ts';
import { readAlgorithmIdentifier } from './algorithm-identifier.ts';
import { hashOf, type HashName } from './hash-algorithm.ts';

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
  const hash = readExplicit(sequence, 0, 'hashAlgorithm', readHash) ?? 'SHA-1';
  const maskHash = readExplicit(sequence, 1, 'maskGenAlgorithm', readMaskHash) ?? 'SHA-1';
  const saltLength = readExplicit(sequence, 2, 'saltLength', readCount) ?? 20;
  const trailer = readExplicit(sequence, 3, 'trailerField', readCount);
  if (trailer !== undefined) {
    const code = trailer === 1 ? 'explicit-default' : 'invalid-value';
    sequence.fail(code, `trailerField ${trailer} is encoded`, sequence.at, 'trailerField');
  }
  sequence.finish();
  return { hash, maskHash, saltLength };
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
