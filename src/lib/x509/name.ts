import type { DerReader } from '../asn1/der-reader.ts';
import { attributeType, oidName } from '../asn1/oids.ts';
import {
  hasOctetCharacters,
  latin1Text,
  readStringOrOctets,
  stringTypeOf,
  type StringType,
} from '../asn1/strings.ts';
import { tag, tagName } from '../asn1/tags.ts';
import { readOid } from '../asn1/values.ts';
import { compare, equal, toHex } from '../bytes.ts';
import { prepareForComparison } from './string-preparation.ts';

/** AttributeTypeAndValue of a distinguished name (RFC 5280 4.1.2.4). */
export interface NameAttribute {
  /** Attribute type as a dotted object identifier; asn1/oids.ts has their names. */
  readonly type: string;
  /** The text; for a value that is no character string, or no sound one, `#` and the hex of its DER (RFC 4514 2.4). */
  readonly value: string;
  /** How the text is encoded; undefined where the value is no character string, or no sound one. */
  readonly stringType: StringType | undefined;
  /** DER of the value of a type that has no name here: RFC 4514 2.4 writes it in hex. */
  readonly der?: Uint8Array;
}

/** RelativeDistinguishedName: usually one attribute, in encoding order. */
export type RelativeName = readonly NameAttribute[];

/** A distinguished name, in encoding order (RFC 4514 text has the reverse order). Made by readName(). */
export class Name {
  readonly rdns: readonly RelativeName[];
  /** The Name's DER, header included. */
  readonly der: Uint8Array;
  #relativeKeys: readonly string[] | undefined;

  constructor(rdns: readonly RelativeName[], der: Uint8Array) {
    this.rdns = rdns;
    this.der = der;
  }

  /** One comparison key per RDN, outermost first; made when first asked for. */
  get relativeKeys(): readonly string[] {
    this.#relativeKeys ??= this.rdns.map(relativeNameKey);
    return this.#relativeKeys;
  }
}

/** Reads the Name (RDNSequence) that comes next. Throws DecodeError. */
export function readName(reader: DerReader, field: string): Name {
  const start = reader.at;
  const sequence = reader.sequence(field);
  const rdns: RelativeName[] = [];
  while (!sequence.done) {
    const rdn = readRelativeName(sequence, tag.set);
    // Only a reader that keeps faults comes here with an empty one, which says nothing.
    if (rdn.length > 0) rdns.push(rdn);
  }
  return new Name(rdns, reader.bytes.subarray(start, reader.at));
}

/**
 * Reads a RelativeDistinguishedName: SET SIZE (1..MAX) OF AttributeTypeAndValue. DER wants the order of X.690 11.6;
 * @peculiar/x509 and others keep the order they were given, and only some readers mind: tolerated.
 */
export function readRelativeName(reader: DerReader, expected: number, field = ''): RelativeName {
  const set = reader.enter(expected, field);
  if (set.done) {
    set.breach('empty', 'a relative distinguished name has no attribute', set.start);
    return [];
  }
  let previous = set.at;
  const attributes = [readAttribute(set)];
  while (!set.done) {
    const { bytes, at } = set;
    attributes.push(readAttribute(set));
    if (compare(bytes.subarray(previous, at), bytes.subarray(at, set.at)) > 0) {
      set.tolerate('unsorted-set', 'the attributes are out of order', at, '');
    }
    previous = at;
  }
  return attributes;
}

function readAttribute(set: DerReader): NameAttribute {
  const attribute = set.sequence('');
  const type = readOid(attribute, 'type');
  const name = oidName(type);
  const field = name ?? type;
  const identifier = attribute.peek();
  const stringType = stringTypeOf(identifier);
  const { at } = attribute;
  if (identifier >= 0 && !isTypeOfValue(identifier, stringType))
    attribute.breach('unexpected-tag', `a value of type ${tagName(identifier)}`, at, field, false);
  const text = stringType ? readStringOrOctets(attribute, stringType, field) : attribute.element(field);
  attribute.finish();
  const der = attribute.bytes.subarray(at, attribute.end);
  const unnamed = name === undefined && { der };
  if (typeof text === 'string') return { type, value: text, stringType, ...unnamed };
  // Where every octet is a character, all software takes those beyond the alphabet for Latin-1.
  if (stringType && hasOctetCharacters(stringType))
    return { type, value: latin1Text(text, 0, text.length), stringType, ...unnamed };
  return { type, value: hexForm(der), stringType: undefined };
}

/** Types besides character strings, and types that nobody defines any more (7 to 15, 29), that OpenSSL takes for a value. */
const otherTypesOfValue: ReadonlySet<number> = new Set([
  ...[tag.bitString, tag.sequence],
  ...[7, 8, 9, 11, 13, 14, 15, 29],
]);

/** A name has values of any type by X.501; with one of another than these OpenSSL reads nothing of the whole certificate. */
const isTypeOfValue = (identifier: number, stringType: StringType | undefined): boolean =>
  stringType === undefined ? otherTypesOfValue.has(identifier) : stringType !== 'VisibleString';

/** RFC 4514 2.4. */
const hexForm = (der: Uint8Array): string => `#${toHex(der)}`;

/** Are both the same name by RFC 5280 7.1 (string preparation, not bytes)? */
export function sameName(a: Name, b: Name): boolean {
  return equal(a.der, b.der) || (a.rdns.length === b.rdns.length && isWithinName(a, b));
}

/** A string that is equal for two names exactly where sameName() says yes: a key for maps. */
export function nameKey(name: Name): string {
  return name.relativeKeys.join(betweenRdns);
}

/** Does `name` lie in the subtree with this base (RFC 5280 7.1, 4.2.1.10)? Equal names do. */
export function isWithinName(name: Name, base: Name): boolean {
  const keys = name.relativeKeys;
  return base.relativeKeys.every((key, i) => key === keys[i]);
}

/** Values of all attributes of this type (dotted OID), in encoding order. */
export function attributeValues(name: Name, type: string): string[] {
  return name.rdns.flatMap((rdn) =>
    rdn.filter((attribute) => attribute.type === type).map(({ value }) => value),
  );
}

// String preparation removes control characters, so that these cannot occur in a prepared value.
const betweenRdns = '\u0001';
const betweenAttributes = '\u0002';
const beforeNonString = '\u0003';

/** Comparison key of one RDN: attributes are a set, their order does not count (RFC 5280 7.1). */
export function relativeNameKey(rdn: RelativeName): string {
  return rdn.map(attributeKey).sort().join(betweenAttributes);
}

function attributeKey({ type, value, stringType }: NameAttribute): string {
  return `${type}=${stringType ? prepareForComparison(value) : beforeNonString + value}`;
}

/** Short names of RFC 4514 section 3, and those that every tool prints beside them. */
const shortNames: Readonly<Record<string, string>> = {
  [attributeType.commonName]: 'CN',
  [attributeType.localityName]: 'L',
  [attributeType.stateOrProvinceName]: 'ST',
  [attributeType.organizationName]: 'O',
  [attributeType.organizationalUnitName]: 'OU',
  [attributeType.countryName]: 'C',
  [attributeType.streetAddress]: 'STREET',
  [attributeType.domainComponent]: 'DC',
  [attributeType.userId]: 'UID',
};

/** The name of a CA is printed with each certificate under it. */
const printed = new WeakMap<Name, string>();

/** RFC 4514 text: last RDN first, `CN=a+OU=b,O=c`. Invisible characters are escaped. */
export function printName(name: Name): string {
  const known = printed.get(name);
  if (known !== undefined) return known;
  const text = name.rdns.map(printRelativeName).reverse().join(',');
  printed.set(name, text);
  return text;
}

export function printRelativeName(rdn: RelativeName): string {
  return rdn.map(printAttribute).join('+');
}

function printAttribute({ type, value, stringType, der }: NameAttribute): string {
  const text = stringType ? escaped(value) : value;
  return `${attributeTypeText(type)}=${der ? hexForm(der) : text}`;
}

/** `CN` and the like, else the standard's name, else the dotted identifier. */
export function attributeTypeText(type: string): string {
  return shortNames[type] ?? oidName(type) ?? type;
}

/** RFC 4514 2.4. */
function escaped(value: string): string {
  const characters = [...value];
  const last = characters.length - 1;
  const isSpecial = (character: string, i: number): boolean =>
    '"+,;<>\\'.includes(character) ||
    (character === ' ' && (i === 0 || i === last)) ||
    (character === '#' && i === 0);
  return escapeInvisible(
    characters.map((character, i) => (isSpecial(character, i) ? `\\${character}` : character)).join(''),
  );
}

/** What cannot be seen, or turns text round, as `\\` and the hex pairs of its UTF-8: names come from strangers. */
export function escapeInvisible(text: string): string {
  return text.replace(
    /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu,
    (character) => `\\${toHex(new TextEncoder().encode(character), '\\')}`,
  );
}
