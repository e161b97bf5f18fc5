import type { DerReader } from '../asn1/der-reader.ts';
import { readOid } from '../asn1/values.ts';

/** AlgorithmIdentifier (RFC 5280 4.1.1.2). */
export interface AlgorithmIdentifier {
  /** Dotted object identifier. */
  readonly id: string;
  /** DER of the parameters; undefined where absent, which is not the same as NULL. */
  readonly parameters: Uint8Array | undefined;
  /** The whole identifier's DER: two identifiers are the same if and only if these bytes are. */
  readonly der: Uint8Array;
}

/** Reads the AlgorithmIdentifier that comes next. Throws DecodeError. */
export function readAlgorithmIdentifier(reader: DerReader, field: string): AlgorithmIdentifier {
  const start = reader.at;
  const sequence = reader.sequence(field);
  const id = readOid(sequence, 'algorithm');
  const parameters = sequence.done ? undefined : sequence.element('parameters');
  sequence.finish();
  return { id, parameters, der: reader.bytes.subarray(start, reader.at) };
}

/** Are the parameters an ASN.1 NULL? */
export function hasNullParameters({ parameters }: AlgorithmIdentifier): boolean {
  return parameters?.length === 2 && parameters[0] === 0x05 && parameters[1] === 0x00;
}
