import { isIP } from 'node:net';
import { ia5String, oid, sequence, setOf, tlv, utf8String } from '../../src/lib/asn1/der-writer.ts';
import { attributeType, otherNameId } from '../../src/lib/asn1/oids.ts';
import { explicit, implicit } from '../../src/lib/asn1/tags.ts';
import { parseIpAddress } from '../../src/lib/names/parse-ip-address.ts';

const ascii = new TextEncoder();

const shortTypes: Readonly<Record<string, string>> = {
  CN: attributeType.commonName,
  O: attributeType.organizationName,
  OU: attributeType.organizationalUnitName,
  C: attributeType.countryName,
  emailAddress: attributeType.emailAddress,
};

/** `O=Example, CN=Root` → Name, in the order written; empty: no RDN. */
export function nameOf(text: string): Uint8Array {
  if (text === '') return sequence();
  return sequence(...text.split(', ').map((part) => rdn(part)));
}

export function rdn(part: string): Uint8Array {
  const [type = '', value = ''] = part.split('=', 2);
  return setOf(sequence(oid(shortTypes[type] ?? type), utf8String(value)));
}

/**
 * `dns:`, `ip:` (in constraints with `/length`), `email:`, `uri:`, `dirname:O=…, CN=…`, `rid:`, `srv:`, `xmpp:`,
 * `other:OID=text` → GeneralName. Nothing is checked, so that odd names can be written.
 */
export function generalName(text: string): Uint8Array {
  const colon = text.indexOf(':');
  const value = text.slice(colon + 1);
  switch (text.slice(0, colon)) {
    case 'dns':
      return tlv(implicit(2), ascii.encode(value));
    case 'email':
      return tlv(implicit(1), ascii.encode(value));
    case 'uri':
      return tlv(implicit(6), ascii.encode(value));
    case 'ip':
      return tlv(implicit(7), addressOctets(value));
    case 'dirname':
      return tlv(explicit(4), nameOf(value));
    case 'rid':
      return tlv(implicit(8), oid(value).subarray(2));
    case 'srv':
      return otherName(otherNameId.dnsSRV, ia5String(value));
    case 'xmpp':
      return otherName(otherNameId.xmppAddr, utf8String(value));
    case 'other': {
      const [type = '', content = ''] = value.split('=', 2);
      return otherName(type, utf8String(content));
    }
    default:
      throw new TypeError(`no general name: "${text}"`);
  }
}

const otherName = (type: string, value: Uint8Array): Uint8Array =>
  tlv(explicit(0), oid(type), tlv(explicit(0), value));

/** `192.0.2.1`, `192.0.2.0/24`, or plain hex for what is neither. */
function addressOctets(text: string): Uint8Array {
  const [address = '', length] = text.split('/', 2);
  const octets =
    isIP(address) === 0 ? Uint8Array.from(Buffer.from(address, 'hex')) : parseIpAddress(address)!;
  if (length === undefined) return octets;
  return Uint8Array.of(...octets, ...maskOf(Number(length), octets.length));
}

const maskOf = (length: number, size: number): number[] =>
  Array.from({ length: size }, (_, i) => (0xff00 >> Math.min(8, Math.max(0, length - i * 8))) & 0xff);
