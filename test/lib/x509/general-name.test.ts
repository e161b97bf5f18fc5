import { describe, expect, it } from 'vitest';
import { DerReader } from '../../../src/lib/asn1/der-reader.ts';
import { ia5String, oid, sequence, tlv, utf8String } from '../../../src/lib/asn1/der-writer.ts';
import { otherNameId } from '../../../src/lib/asn1/oids.ts';
import { explicit, implicit } from '../../../src/lib/asn1/tags.ts';
import {
  expresswayNotation,
  namesHost,
  printGeneralName,
  printIpAddress,
  readGeneralName,
  readGeneralNames,
  type GeneralName,
} from '../../../src/lib/x509/general-name.ts';
import { parseIpAddress } from '../../../src/lib/names/parse-ip-address.ts';
import { commonName } from '../../support/certificate-der.ts';
import { caught, hex } from '../../support/decode.ts';

const ascii = (text: string): Uint8Array => new TextEncoder().encode(text);
const otherName = (id: string, value: Uint8Array): Uint8Array =>
  tlv(explicit(0), oid(id), tlv(explicit(0), value));

const read = (der: Uint8Array, constraint = false): GeneralName => {
  const reader = DerReader.over(der, 'subjectAltName');
  const name = readGeneralName(reader, constraint);
  reader.finish();
  return name;
};

/** Name, DER, what is read, dns:host notation, Expressway's notation. */
const forms: readonly (readonly [string, Uint8Array, object, string, string | undefined])[] = [
  [
    'dNSName',
    tlv(implicit(2), ascii('a.example')),
    { kind: 'dNSName', value: 'a.example' },
    'dns:a.example',
    'DNS:a.example',
  ],
  [
    'rfc822Name',
    tlv(implicit(1), ascii('a@b.example')),
    { kind: 'rfc822Name', value: 'a@b.example' },
    'email:a@b.example',
    undefined,
  ],
  [
    'uniformResourceIdentifier',
    tlv(implicit(6), ascii('sip:a.example')),
    { kind: 'uniformResourceIdentifier', value: 'sip:a.example' },
    'uri:sip:a.example',
    undefined,
  ],
  [
    'iPAddress of 4',
    tlv(implicit(7), hex('c0000201')),
    { kind: 'iPAddress', value: hex('c0000201') },
    'ip:192.0.2.1',
    undefined,
  ],
  [
    'registeredID',
    tlv(implicit(8), oid('1.2.3').subarray(2)),
    { kind: 'registeredID', value: '1.2.3' },
    'rid:1.2.3',
    undefined,
  ],
  [
    'directoryName',
    tlv(explicit(4), commonName('a, b')),
    { kind: 'directoryName' },
    'dirname:CN=a\\, b',
    undefined,
  ],
  [
    'SRVName',
    otherName(otherNameId.dnsSRV, ia5String('_collab-edge._tls.a.example')),
    { kind: 'srvName', value: '_collab-edge._tls.a.example' },
    'srv:_collab-edge._tls.a.example',
    'SRV:_collab-edge._tls.a.example',
  ],
  [
    'XmppAddr',
    otherName(otherNameId.xmppAddr, utf8String('gülden.example')),
    { kind: 'xmppAddr', value: 'gülden.example' },
    'xmpp:gülden.example',
    'XMPP:gülden.example',
  ],
  [
    'XmppAddr of the wrong string type, kept as it is',
    otherName(otherNameId.xmppAddr, ia5String('a.example')),
    { kind: 'otherName', typeId: otherNameId.xmppAddr },
    'othername:1.3.6.1.5.5.7.8.5:1609612e6578616d706c65',
    undefined,
  ],
  [
    'another otherName',
    otherName(otherNameId.userPrincipalName, utf8String('a')),
    { kind: 'otherName', typeId: otherNameId.userPrincipalName, value: hex('0c0161') },
    'othername:1.3.6.1.4.1.311.20.2.3:0c0161',
    undefined,
  ],
  [
    'x400Address',
    tlv(explicit(3), hex('3000')),
    { kind: 'x400Address', value: hex('3000') },
    'x400:3000',
    undefined,
  ],
  [
    'ediPartyName',
    tlv(explicit(5), hex('a1070c057061727479')),
    { kind: 'ediPartyName', value: hex('a1070c057061727479') },
    'ediparty:a1070c057061727479',
    undefined,
  ],
];

describe('a GeneralName', () => {
  it.each(forms)('%s is read and printed', (_, der, name, notation, expressway) => {
    const found = read(der);
    expect(found).toMatchObject(name);
    expect(printGeneralName(found)).toBe(notation);
    expect(expresswayNotation(found)).toBe(expressway);
  });

  it('the Subject Alternative Name that federation.md took from a working server is read', () => {
    const names = readGeneralNames(
      DerReader.over(
        hex(`308180 82116D756C74692E6C61622E6578616D706C65
          821C636F6E666572656E63652E6D756C74692E6C61622E6578616D706C65
          A02C06082B06010505070807A020161E5F786D70702D7365727665722E6D756C74692E6C61622E6578616D706C65
          A01F06082B06010505070805A0130C116D756C74692E6C61622E6578616D706C65`),
      ),
      'subjectAltName',
    );
    expect(names.map(printGeneralName)).toEqual([
      'dns:multi.lab.example',
      'dns:conference.multi.lab.example',
      'srv:_xmpp-server.multi.lab.example',
      'xmpp:multi.lab.example',
    ]);
  });

  it.each([
    ['a host name in UTF-8', tlv(implicit(2), hex('c3bc')), 'invalid-string', 'subjectAltName.dNSName'],
    [
      'a SRVName in UTF-8',
      otherName(otherNameId.dnsSRV, tlv(0x16, hex('ff'))),
      'invalid-string',
      'subjectAltName.otherName.value',
    ],
    [
      'an XmppAddr in Latin-1',
      otherName(otherNameId.xmppAddr, tlv(0x0c, hex('ff'))),
      'invalid-string',
      'subjectAltName.otherName.value',
    ],
    [
      'an address of 5 octets',
      tlv(implicit(7), hex('c000020100')),
      'invalid-value',
      'subjectAltName.iPAddress',
    ],
    [
      'an address with a mask outside constraints',
      tlv(implicit(7), hex('c0000200ffffff00')),
      'invalid-value',
      'subjectAltName.iPAddress',
    ],
    ['a form that does not exist', tlv(implicit(9), hex('')), 'unexpected-tag', 'subjectAltName'],
    ['nothing', hex(''), 'unexpected-tag', 'subjectAltName'],
    [
      'an otherName without a value',
      tlv(explicit(0), oid('1.2.3')),
      'truncated',
      'subjectAltName.otherName.value',
    ],
    [
      'an otherName with two values',
      tlv(explicit(0), oid('1.2.3'), tlv(explicit(0), hex('05000500'))),
      'trailing-bytes',
      'subjectAltName.otherName.value',
    ],
    [
      'an SRVName with something behind it',
      tlv(explicit(0), oid(otherNameId.dnsSRV), tlv(explicit(0), ia5String('a'), hex('0500'))),
      'trailing-bytes',
      'subjectAltName.otherName.value',
    ],
    [
      'a directoryName with an implicit tag',
      tlv(explicit(4), commonName('a').subarray(2)),
      'unexpected-tag',
      'subjectAltName.directoryName',
    ],
    [
      'two names in one directoryName',
      tlv(explicit(4), sequence(), sequence()),
      'trailing-bytes',
      'subjectAltName.directoryName',
    ],
    [
      'a registeredID that is none',
      tlv(implicit(8), hex('80')),
      'invalid-oid',
      'subjectAltName.registeredID',
    ],
  ])('%s is refused', (_, der, code, field) => {
    expect(caught(() => read(der))).toMatchObject({ code, field });
  });

  it('in constraints carries a mask, and must', () => {
    expect(read(tlv(implicit(7), hex('c0000200ffffff00')), true)).toMatchObject({ kind: 'iPAddress' });
    expect(caught(() => read(tlv(implicit(7), hex('c0000201')), true))).toMatchObject({
      code: 'invalid-value',
      field: 'subjectAltName.iPAddress',
    });
  });

  it('never prints what cannot be seen', () => {
    expect(printGeneralName({ kind: 'dNSName', value: 'a\r\nDNS:b\0' })).toBe('dns:a\\0d\\0aDNS:b\\00');
    expect(expresswayNotation({ kind: 'xmppAddr', value: 'a\u202e' })).toBe('XMPP:a\\e2\\80\\ae');
  });
});

it('an empty list of names is refused', () => {
  expect(caught(() => readGeneralNames(DerReader.over(sequence()), 'subjectAltName'))).toMatchObject({
    code: 'empty',
    field: 'subjectAltName',
  });
});

describe('addresses', () => {
  it.each([
    ['c0000201', '192.0.2.1'],
    ['00000000000000000000000000000000', '::'],
    ['00000000000000000000000000000001', '::1'],
    ['20010db8000000000000000000000001', '2001:db8::1'],
    ['20010db8000000010000000000000001', '2001:db8:0:1::1'],
    ['20010db8000100010001000100010000', '2001:db8:1:1:1:1:1:0'],
    ['20010db8000000000001000000000001', '2001:db8::1:0:0:1'],
    ['00000000000000000000ffffc0000201', '::ffff:192.0.2.1'],
    ['c0000200ffffff00', '192.0.2.0/24'],
    ['c0000200ff00ff00', '192.0.2.0/255.0.255.0'],
    ['0000000000000000', '0.0.0.0/0'],
    [`20010db8${'00'.repeat(12)}ffffffff${'00'.repeat(12)}`, '2001:db8::/32'],
    ['c00002', 'c00002'],
  ])('%s is %s', (octets, text) => {
    expect(printIpAddress(hex(octets))).toBe(text);
  });
});

describe('a name is that of a host', () => {
  const address = (text: string): GeneralName => ({ kind: 'iPAddress', value: parseIpAddress(text)! });
  it.each<[GeneralName, string, boolean]>([
    [{ kind: 'dNSName', value: 'A.example.com' }, 'a.Example.com', true],
    [address('192.0.2.1'), '192.0.2.1', true],
    [address('2001:db8::1'), '2001:DB8:0:0:0:0:0:1', true],
    [{ kind: 'dNSName', value: '192.0.2.1' }, '192.0.2.2', false],
    [address('::ffff:192.0.2.1'), '192.0.2.1', false],
    [address('192.0.2.1'), 'a.example.com', false],
    [{ kind: 'rfc822Name', value: 'a.example.com' }, 'a.example.com', false],
  ])('%o by %s: %s', (name, text, expected) => expect(namesHost(name, text)).toBe(expected));
});
