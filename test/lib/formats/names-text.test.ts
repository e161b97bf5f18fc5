import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readNamesText } from '../../../src/lib/formats/names-text.ts';

const names = (text: string) => readNamesText(text)?.names.map(({ type, value }) => `${type}|${value}`);

describe('names are read', () => {
  it.each([
    [
      'as the Expressway page shows them, one per line',
      'DNS:expe1.example.com\r\nDNS:collab-edge.example.com\r\n',
      ['DNS|expe1.example.com', 'DNS|collab-edge.example.com'],
    ],
    [
      'as the Expressway decodes a certificate',
      'DNS:expe1.example.com, SRV:_collab-edge._tls.example.com, XMPP:conference-2.example.com',
      ['DNS|expe1.example.com', 'SRV|_collab-edge._tls.example.com', 'XMPP|conference-2.example.com'],
    ],
    [
      'as OpenSSL 3 prints them',
      '        X509v3 Subject Alternative Name: critical\n            DNS:a.example.com, othername: XmppAddr::chat.example.com, othername: SRVName::_collab-edge._tls.example.com, IP Address:192.0.2.1\n',
      ['DNS|a.example.com', 'XMPP|chat.example.com', 'SRV|_collab-edge._tls.example.com', 'IP|192.0.2.1'],
    ],
    [
      'as older OpenSSL prints what it does not know',
      'DNS:a.example.com, othername:<unsupported>',
      ['DNS|a.example.com', 'otherName|<unsupported>'],
    ],
    [
      'as Node prints them',
      'DNS:a.example.com, othername:XmppAddr:chat.example.com, othername:SRVName:_collab-edge._tls.example.com, IP Address:2001:DB8:0:0:0:0:0:1',
      [
        'DNS|a.example.com',
        'XMPP|chat.example.com',
        'SRV|_collab-edge._tls.example.com',
        'IP|2001:DB8:0:0:0:0:0:1',
      ],
    ],
    ['as Node quotes odd ones', 'DNS:"a\\u002c DNS:b", DNS:c', ['DNS|a, DNS:b', 'DNS|c']],
    [
      'as certtool prints them',
      'Subject Alternative Name (not critical):\n\tDNSname: a.example.com',
      ['DNS|a.example.com'],
    ],
    [
      'as an openssl configuration has them',
      'subjectAltName = DNS:a.example.com,DNS:b.example.com',
      ['DNS|a.example.com', 'DNS|b.example.com'],
    ],
    ['with a UPN', 'othername: UPN::user@example.com', ['otherName|UPN::user@example.com']],
    [
      'with commas inside of a directory name',
      'DirName:/C=GB/O=Corp, Inc, DNS:a.example.com',
      ['DirName|/C=GB/O=Corp, Inc', 'DNS|a.example.com'],
    ],
    [
      'with every other form',
      'email:a@example.com, URI:sip:a@example.com, Registered ID:1.2.3',
      ['email|a@example.com', 'URI|sip:a@example.com', 'RID|1.2.3'],
    ],
    ['in capitals or not', 'dns:A.example.com', ['DNS|A.example.com']],
    ['with a comma at the end of each line', 'DNS:a,\nDNS:b,\n', ['DNS|a', 'DNS|b']],
    ['behind a byte order mark', '\u{feff}DNS:a', ['DNS|a']],
  ])('%s', (_, text, expected) => expect(names(text)).toEqual(expected));

  it('with the line of the first', () => expect(readNamesText('\n\n  DNS:a\nDNS:b')?.line).toBe(3));
});

describe('a text is none of names', () => {
  it.each([
    ['that says something else too', 'Please add\nDNS:a.example.com'],
    ['that only mentions them', 'The DNS: it is always the DNS'],
    ['that is empty', ' \n'],
    ['that is a heading alone', 'X509v3 Subject Alternative Name:'],
    ['of the other lines of openssl', 'Full Name:\n  URI:http://crl.example.com/'],
  ])('%s', (_, text) => expect(readNamesText(text)).toBeUndefined());
});

it('any text gives names or nothing', () => {
  const piece = fc.constantFrom('DNS:', 'othername:', 'SRVName::', ', ', '"', '\\', '\n', 'a', ' ');
  const text = fc.oneof(
    fc.string(),
    fc.array(piece, { maxLength: 12 }).map((pieces) => pieces.join('')),
  );
  const property = fc.property(text, (input) => {
    for (const { type, value } of readNamesText(input)?.names ?? [])
      expect([typeof type, typeof value]).toEqual(['string', 'string']);
  });
  fc.assert(property, { seed: 20261122, numRuns: 3000 });
});
