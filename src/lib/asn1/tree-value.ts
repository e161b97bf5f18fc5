import { toHex } from '../bytes.ts';
import { DecodeError } from '../errors.ts';
import type { BerHeader } from './ber.ts';
import { DerReader } from './der-reader.ts';
import { decodeOid } from './oid-codec.ts';
import { oidName } from './oids.ts';
import { readString, stringTypeOf } from './strings.ts';
import { tag } from './tags.ts';
import { isTime, readTime } from './time.ts';
import { integerFrom } from './values.ts';

/**
 * The content of a primitive element in words: numbers, names of object identifiers, text in quotes, times in UTC,
 * anything else in hex.
 * @param withhold leaves out long numbers and octets
 */
export function primitiveValue(
  bytes: Uint8Array,
  identifier: number,
  { start, contentStart, contentEnd }: BerHeader,
  withhold: boolean,
): string {
  const content = bytes.subarray(contentStart, contentEnd);
  const hidden = () => `(${content.length} octets, not shown)`;
  switch (identifier) {
    case tag.boolean:
      return content.length === 1 ? (content[0] === 0 ? 'FALSE' : 'TRUE') : toHex(content);
    case tag.null:
      return toHex(content);
    case tag.integer:
    case tag.enumerated:
      if (content.length > 0 && content.length <= 8) return String(integerFrom(content));
      return withhold ? hidden() : toHex(content);
    case tag.oid: {
      const dotted = decodeOid(content, 0, content.length);
      const name = dotted && oidName(dotted);
      return dotted ? (name ? `${dotted} ${name}` : dotted) : toHex(content);
    }
    default:
      if (isTime(identifier) || stringTypeOf(identifier))
        return textOf(bytes.subarray(start, contentEnd), identifier);
      if (withhold) return hidden();
      return identifier === tag.bitString ? bitsOf(content) : opaque(content);
  }
}

function textOf(element: Uint8Array, identifier: number): string {
  try {
    const reader = DerReader.over(element);
    const type = stringTypeOf(identifier);
    return type ? JSON.stringify(readString(reader, type, '')) : isoTime(readTime(reader, ''));
  } catch (error) {
    if (error instanceof DecodeError) return toHex(element);
    throw error;
  }
}

const isoTime = (time: number): string => new Date(time).toISOString().replace('.000Z', 'Z');

function bitsOf(content: Uint8Array): string {
  const unused = content[0] ?? 0;
  const note = unused > 0 ? `${unused} unused bits, ` : '';
  return note + toHex(content.subarray(1));
}

/** Implicitly tagged strings are the rule in GeneralNames: text is shown as text. */
function opaque(content: Uint8Array): string {
  const isText = content.length > 0 && content.every((octet) => octet >= 0x20 && octet < 0x7f);
  return isText ? JSON.stringify(new TextDecoder().decode(content)) : toHex(content);
}
