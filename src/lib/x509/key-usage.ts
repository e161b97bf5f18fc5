import type { DerReader } from '../asn1/der-reader.ts';
import { tag } from '../asn1/tags.ts';
import { readCount, readNamedBits, readOid } from '../asn1/values.ts';

/** RFC 5280 4.2.1.3, in bit order. */
export const keyUsages = [
  'digitalSignature',
  'nonRepudiation',
  'keyEncipherment',
  'dataEncipherment',
  'keyAgreement',
  'keyCertSign',
  'cRLSign',
  'encipherOnly',
  'decipherOnly',
] as const;

/** The bits of keyUsage (RFC 5280 section 4.2.1.3). */
export type KeyUsage = (typeof keyUsages)[number];

const netscapeCertTypes = [
  'sslClient',
  'sslServer',
  'smime',
  'objectSigning',
  'reserved',
  'sslCA',
  'smimeCA',
  'objectSigningCA',
] as const;

/** The bits of Netscape's certificate type. */
export type NetscapeCertType = (typeof netscapeCertTypes)[number];

export function readKeyUsage(value: DerReader): readonly KeyUsage[] {
  return namesOfBits(readNamedBits(value, ''), keyUsages);
}

export function readNetscapeCertType(value: DerReader): readonly NetscapeCertType[] {
  return namesOfBits(readNamedBits(value, ''), netscapeCertTypes);
}

/** The names whose bits are set; bits without a name say nothing to us. `undefined` marks a bit not in use. */
export function namesOfBits<Name extends string>(bits: number, names: readonly (Name | undefined)[]): Name[] {
  const set: Name[] = [];
  for (let bit = 0; bit < names.length; bit++) {
    const name = names[bit];
    if (name !== undefined && bits & (1 << bit)) set.push(name);
  }
  return set;
}

/** ExtKeyUsageSyntax ::= SEQUENCE SIZE (1..MAX) OF KeyPurposeId (RFC 5280 4.2.1.12). */
export function readExtKeyUsage(value: DerReader): readonly string[] {
  const sequence = value.sequence('');
  if (sequence.done) sequence.breach('empty', 'there must be at least one purpose');
  const purposes: string[] = [];
  while (!sequence.done) purposes.push(readOid(sequence, ''));
  return purposes;
}

/** Features ::= SEQUENCE OF INTEGER (RFC 7633 4.1). */
export function readTlsFeature(value: DerReader): readonly number[] {
  const sequence = value.enter(tag.sequence, '');
  const features: number[] = [];
  while (!sequence.done) features.push(readCount(sequence, ''));
  return features;
}
