import type { DerReader } from '../asn1/der-reader.ts';
import { readOid } from '../asn1/values.ts';

/** Attribute (RFC 5280 4.2.1.8). */
export interface DirectoryAttribute {
  /** Dotted object identifier. */
  readonly type: string;
  /** DER of each value. */
  readonly values: readonly Uint8Array[];
}

/** SubjectDirectoryAttributes ::= SEQUENCE SIZE (1..MAX) OF Attribute. */
export function readDirectoryAttributes(value: DerReader): readonly DirectoryAttribute[] {
  const sequence = value.sequence('');
  if (sequence.done) sequence.fail('empty', 'there must be at least one attribute');
  const attributes: DirectoryAttribute[] = [];
  while (!sequence.done) attributes.push(readAttribute(sequence.sequence('')));
  return attributes;
}

function readAttribute(attribute: DerReader): DirectoryAttribute {
  const type = readOid(attribute, 'type');
  const set = attribute.set('values');
  attribute.finish();
  const values: Uint8Array[] = [];
  while (!set.done) values.push(set.element(''));
  return { type, values };
}
