import { DerReader } from '../asn1/der-reader.ts';
import { oidName, otherNameId } from '../asn1/oids.ts';
import { readString, stringTypeOf } from '../asn1/strings.ts';
import { toHex } from '../bytes.ts';
import { DecodeError } from '../errors.ts';
import { malformedValue, printIpAddress, type GeneralName } from '../x509/general-name.ts';
import { attributeTypeText, printName, type Name, type NameAttribute } from '../x509/name.ts';
import { branch, leaf, type Description } from './description.ts';

/** A distinguished name as one line, and its attributes in encoding order with the string type of each. */
export function describeName(label: string, name: Name): Description {
  const children = name.rdns.map((rdn) =>
    rdn.length === 1
      ? describeAttribute(rdn[0]!)
      : branch('several attributes in one RDN', rdn.map(describeAttribute)),
  );
  return branch(label, children, name.rdns.length === 0 ? '(empty)' : printName(name));
}

function describeAttribute({ type, value, stringType }: NameAttribute): Description {
  return leaf(`${attributeTypeText(type)} (${stringType ?? 'not a string'})`, value);
}

export const describeGeneralNames = (names: readonly GeneralName[]): Description[] =>
  names.map(describeGeneralName);

export function describeGeneralName(name: GeneralName): Description {
  if (name.kind === 'directoryName') return describeName('directory name', name.value);
  const { type, value } = nameParts(name);
  return leaf(type, value);
}

/** `expe1.example.com` for a DNS name, every other form with its type in front: `SRV:_collab-edge._tls.example.com`. */
export function shortGeneralName(name: GeneralName): string {
  const { type, value } = nameParts(name);
  return name.kind === 'dNSName' ? value : `${type}:${value}`;
}

/** A name of a certificate or request, as people write it. */
export interface ShownName {
  readonly type: string;
  readonly value: string;
}

/** Type in the words of those who read certificates, and the value as text. */
export function nameParts(name: GeneralName): ShownName {
  switch (name.kind) {
    case 'dNSName':
      return { type: 'DNS', value: name.value };
    case 'srvName':
      return { type: 'SRV', value: name.value };
    case 'xmppAddr':
      return { type: 'XMPP', value: name.value };
    case 'rfc822Name':
      return { type: 'email', value: name.value };
    case 'uniformResourceIdentifier':
      return { type: 'URI', value: name.value };
    case 'iPAddress':
      return { type: 'IP', value: printIpAddress(name.value) };
    case 'directoryName':
      return { type: 'DirName', value: printName(name.value) };
    case 'registeredID':
      return { type: 'RID', value: name.value };
    case 'otherName':
      return { type: `otherName ${typeText(name.typeId)}`, value: textOrHex(name.value) };
    case 'x400Address':
      return { type: 'x400Address', value: toHex(name.value) };
    case 'ediPartyName':
      return { type: 'ediPartyName', value: toHex(name.value) };
    case 'malformed':
      return { type: `malformed ${name.form}`, value: malformedValue(name) };
  }
}

/** UPN is what everybody calls it. */
const typeText = (id: string): string => (id === otherNameId.userPrincipalName ? 'UPN' : withOid(id));

/** `anyPolicy (2.5.29.32.0)`; the identifier alone where it has no name. */
export function withOid(id: string): string {
  const name = oidName(id);
  return name === undefined ? id : `${name} (${id})`;
}

/** The text of a string in DER; the hex of anything else. */
export function textOrHex(der: Uint8Array): string {
  try {
    const reader = DerReader.over(der);
    const type = stringTypeOf(reader.peek());
    if (type) return readString(reader, type, '');
  } catch (error) {
    if (!(error instanceof DecodeError)) throw error;
  }
  return toHex(der);
}
