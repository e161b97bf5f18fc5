import type { DerReader } from '../asn1/der-reader.ts';
import { equal } from '../bytes.ts';
import { readAlgorithmIdentifier } from './algorithm-identifier.ts';

/** Reads a field to see that it is sound; returns where it starts. */
export function passOver(
  reader: DerReader,
  read: (reader: DerReader, field: string) => unknown,
  field: string,
): number {
  const { at } = reader;
  read(reader, field);
  return at;
}

/** The algorithm is written twice, and both must be the same (RFC 5280 4.1.1.2): else whoever wrote it made a mistake, and the bytes are whole. */
export function requireSameAlgorithm(signed: DerReader, tbsAlgorithm: Uint8Array, tbsName: string): void {
  signed.startPart('signatureAlgorithm');
  const { at } = signed;
  const { der } = readAlgorithmIdentifier(signed, 'signatureAlgorithm');
  if (!equal(der, tbsAlgorithm)) {
    const what = `differs from ${tbsName}.signature`;
    signed.breach('algorithm-mismatch', what, at, 'signatureAlgorithm', false);
  }
}
