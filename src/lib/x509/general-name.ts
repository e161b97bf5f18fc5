import type { DerReader } from '../asn1/der-reader.ts';
import { otherNameId } from '../asn1/oids.ts';
import { latin1Text, readStringOrOctets, utf8, type StringType } from '../asn1/strings.ts';
import { explicit, implicit, tag, tagName } from '../asn1/tags.ts';
import { readOid } from '../asn1/values.ts';
import { equal, toHex } from '../bytes.ts';
import { isIpAddress } from '../names/is-ip-address.ts';
import { parseIpAddress } from '../names/parse-ip-address.ts';
import { printIpAddress } from '../names/print-ip-address.ts';
import { escapeInvisible, printName, readName, type Name } from './name.ts';

export { printIpAddress } from '../names/print-ip-address.ts';

/** GeneralName (RFC 5280 4.2.1.6); the two otherNames an Expressway knows have kinds of their own. */
export type GeneralName =
  | { readonly kind: 'dNSName'; readonly value: string }
  | { readonly kind: 'rfc822Name'; readonly value: string }
  | { readonly kind: 'uniformResourceIdentifier'; readonly value: string }
  /** 4 or 16 octets; in name constraints 8 or 32 (address and mask). */
  | { readonly kind: 'iPAddress'; readonly value: Uint8Array }
  | { readonly kind: 'directoryName'; readonly value: Name }
  | { readonly kind: 'registeredID'; readonly value: string }
  /** otherName id-on-dnsSRV, IA5String `_service.name` (RFC 4985). */
  | { readonly kind: 'srvName'; readonly value: string }
  /** otherName id-on-xmppAddr, UTF8String (RFC 6120 13.7.1.4). */
  | { readonly kind: 'xmppAddr'; readonly value: string }
  /** Any other otherName, also one of the two above with the wrong string type; `value` is the DER inside [0]. */
  | { readonly kind: 'otherName'; readonly typeId: string; readonly value: Uint8Array }
  /** The content octets of [3] and [5]: forms that nobody has been seen to use. */
  | { readonly kind: 'x400Address'; readonly value: Uint8Array }
  | { readonly kind: 'ediPartyName'; readonly value: Uint8Array }
  /** One of these forms whose content octets are not what the form demands; only where faults are kept. */
  | { readonly kind: 'malformed'; readonly form: MalformedForm; readonly value: Uint8Array };

/** Forms of names whose value breaks their rules. */
export type MalformedForm = TextForm | 'iPAddress';
/** Forms of names that are text. */
export type TextForm = 'dNSName' | 'rfc822Name' | 'uniformResourceIdentifier';

export type GeneralNameKind = GeneralName['kind'];

/** Reads SEQUENCE SIZE (1..MAX) OF GeneralName. */
export function readGeneralNames(
  reader: DerReader,
  field: string,
  expected: number = tag.sequence,
): readonly GeneralName[] {
  const sequence = reader.enter(expected, field);
  return readAllNames(sequence);
}

/** All that is left in this reader, at least one. */
export function readAllNames(reader: DerReader): readonly GeneralName[] {
  if (reader.done) reader.breach('empty', 'there must be at least one name');
  const names: GeneralName[] = [];
  while (!reader.done) names.push(readGeneralName(reader));
  return names;
}

/** Reads the GeneralName that comes next. `constraint`: an iPAddress carries a mask (RFC 5280 4.2.1.10). */
export function readGeneralName(reader: DerReader, constraint = false): GeneralName {
  const identifier = reader.peek();
  switch (identifier) {
    case implicit(2):
      return readText(reader, 'dNSName', identifier);
    case implicit(6):
      return readText(reader, 'uniformResourceIdentifier', identifier);
    case implicit(7):
      return readIpAddress(reader, constraint);
    case implicit(1):
      return readText(reader, 'rfc822Name', identifier);
    case explicit(0):
      return readOtherName(reader.enter(identifier, 'otherName'));
    case explicit(4):
      return { kind: 'directoryName', value: readDirectoryName(reader.enter(identifier, 'directoryName')) };
    case implicit(8):
      return { kind: 'registeredID', value: readOid(reader, 'registeredID', identifier) };
    case explicit(3):
      return { kind: 'x400Address', value: reader.content(identifier, 'x400Address') };
    case explicit(5):
      return { kind: 'ediPartyName', value: readEdiPartyName(reader.enter(identifier, 'ediPartyName')) };
    default:
      return reader.fail('unexpected-tag', `expected a GeneralName, found ${tagName(identifier)}`);
  }
}

/** Its octets: nameAssigner [0] DirectoryString OPTIONAL, partyName [1] DirectoryString (RFC 5280 4.2.1.6). */
function readEdiPartyName(party: DerReader): Uint8Array {
  const { at } = party;
  party.enterIf(explicit(0), 'nameAssigner');
  party.enter(explicit(1), 'partyName');
  party.finish();
  return party.bytes.subarray(at, party.end);
}

function readText(reader: DerReader, form: TextForm, identifier: number): GeneralName {
  const value = readStringOrOctets(reader, 'IA5String', form, identifier);
  return typeof value === 'string' ? { kind: form, value } : { kind: 'malformed', form, value };
}

/** Sizes: RFC 5280 4.2.1.6, with a mask 4.2.1.10. */
function readIpAddress(reader: DerReader, constraint: boolean): GeneralName {
  const octets = reader.content(implicit(7), 'iPAddress');
  const width = constraint ? octets.length / 2 : octets.length;
  if (width !== 4 && width !== 16) {
    const wanted = constraint ? '8 or 32' : '4 or 16';
    reader.breach(
      'invalid-value',
      `${octets.length} octets instead of ${wanted}`,
      reader.at - octets.length,
      'iPAddress',
    );
    return { kind: 'malformed', form: 'iPAddress', value: octets };
  }
  return { kind: 'iPAddress', value: octets };
}

/** The [4] is explicit, because Name is a CHOICE (X.680 31.2.7). */
function readDirectoryName(reader: DerReader): Name {
  const name = readName(reader, '');
  reader.finish();
  return name;
}

function readOtherName(otherName: DerReader): GeneralName {
  const typeId = readOid(otherName, 'type-id');
  const value = otherName.enter(explicit(0), 'value');
  otherName.finish();
  const identifier = value.peek();
  const name = (typeId === otherNameId.dnsSRV && identifier === tag.ia5String
    ? readTextOf(value, 'srvName', 'IA5String')
    : undefined) ??
    (typeId === otherNameId.xmppAddr && identifier === tag.utf8String
      ? readTextOf(value, 'xmppAddr', 'UTF8String')
      : undefined) ?? { kind: 'otherName', typeId, value: value.element('') };
  value.finish();
  return name;
}

/** undefined: not of its string type, and to be read as what it is. */
function readTextOf(
  value: DerReader,
  kind: 'srvName' | 'xmppAddr',
  type: StringType,
): GeneralName | undefined {
  const { at } = value;
  const text = readStringOrOctets(value, type, '');
  if (typeof text === 'string') return { kind, value: text };
  value.at = at;
  return undefined;
}

/** Is it this host name, or this address in whatever form that is written? */
export function namesHost(name: GeneralName, text: string): boolean {
  if (name.kind === 'dNSName') return name.value.toLowerCase() === text.toLowerCase();
  if (name.kind !== 'iPAddress') return false;
  const address = parseIpAddress(text);
  return address !== undefined && equal(name.value, address);
}

/** Octets of a malformed name as text, one character each. */
export const malformedText = ({ value }: { readonly value: Uint8Array }): string =>
  latin1Text(value, 0, value.length);

/**
 * One line for people: `dns:host`, `ip:192.0.2.1`, `email:…`, `uri:…`, `dirname:…`, `rid:…`, `srv:…`, `xmpp:…`,
 * `othername:OID:hex`, `x400:hex`, `ediparty:hex`, `malformed dNSName:…`.
 */
export function printGeneralName(name: GeneralName): string {
  switch (name.kind) {
    case 'dNSName':
      return `dns:${escapeInvisible(name.value)}`;
    case 'rfc822Name':
      return `email:${escapeInvisible(name.value)}`;
    case 'uniformResourceIdentifier':
      return `uri:${escapeInvisible(name.value)}`;
    case 'srvName':
      return `srv:${escapeInvisible(name.value)}`;
    case 'xmppAddr':
      return `xmpp:${escapeInvisible(name.value)}`;
    case 'iPAddress':
      return `ip:${printIpAddress(name.value)}`;
    case 'directoryName':
      return `dirname:${printName(name.value)}`;
    case 'registeredID':
      return `rid:${name.value}`;
    case 'otherName':
      return `othername:${name.typeId}:${toHex(name.value)}`;
    case 'x400Address':
      return `x400:${toHex(name.value)}`;
    case 'ediPartyName':
      return `ediparty:${toHex(name.value)}`;
    case 'malformed':
      return `malformed ${name.form}:${malformedValue(name)}`;
  }
}

/** Text where it is one; else hex. */
export const malformedValue = (name: Extract<GeneralName, { readonly kind: 'malformed' }>): string =>
  name.form === 'iPAddress' && !isIpAddress(malformedText(name))
    ? toHex(name.value)
    : escapeInvisible(utf8(name.value, 0, name.value.length) ?? malformedText(name));

/** As the Expressway's pages write it, `DNS:host`, `SRV:…`, `XMPP:…`; undefined for forms it does not know. */
export function expresswayNotation(name: GeneralName): string | undefined {
  switch (name.kind) {
    case 'dNSName':
      return `DNS:${escapeInvisible(name.value)}`;
    case 'srvName':
      return `SRV:${escapeInvisible(name.value)}`;
    case 'xmppAddr':
      return `XMPP:${escapeInvisible(name.value)}`;
    default:
      return undefined;
  }
}
