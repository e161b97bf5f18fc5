import { describe, expect, it } from 'vitest';
import {
  hostNameMatches,
  isHostName,
  isPresentedHostName,
  withParents,
} from '../../../src/lib/names/host-name.ts';
import { parseIpAddress, readSubnet } from '../../../src/lib/names/parse-ip-address.ts';
import { parseMailbox, parseUtf8Mailbox } from '../../../src/lib/names/mailbox.ts';
import { parseServiceName } from '../../../src/lib/names/service-name.ts';
import { uriHost } from '../../../src/lib/names/uri-host.ts';
import { toHex } from '../../../src/lib/bytes.ts';

describe('a host name (RFC 5280 4.2.1.6, RFC 1123 2.1)', () => {
  it.each([
    'localhost',
    'a.example',
    '3com.example',
    'xn--bcher-kva.example',
    'A-1.Example',
    `${'a'.repeat(63)}.b`,
  ])('%s is one', (name) => expect(isHostName(name)).toBe(true));
  it.each([
    ['empty', ''],
    ['with an underscore', 'a_b.example'],
    ['with a leading dot', '.example'],
    ['with a trailing dot', 'a.example.'],
    ['with an empty label', 'a..example'],
    ['with a leading hyphen', '-a.example'],
    ['with a trailing hyphen', 'a-.example'],
    ['with a label of 64', `${'a'.repeat(64)}.b`],
    ['of 254 characters', `${'a.'.repeat(126)}bc`],
    ['an IPv4 address', '192.0.2.1'],
    ['something that URL parsers read as an address', '0x7f'],
    ['not ASCII', 'bücher.example'],
    ['with a space', 'a b.example'],
    ['a wildcard', '*.example'],
  ])('one %s is none', (_, name) => expect(isHostName(name)).toBe(false));

  it.each([
    ['*.example.com', true],
    ['*.localhost', true],
    ['*', false],
    ['*.', false],
    ['a*.example.com', false],
    ['*a.example.com', false],
    ['a.*.example.com', false],
    ['*.*.example.com', false],
    ['**.example.com', false],
  ])('in a certificate %s may stand: %s', (name, expected) =>
    expect(isPresentedHostName(name)).toBe(expected),
  );
});

describe('a host name of a certificate (RFC 9525 6.3)', () => {
  it.each([
    ['host.example.com', 'HOST.example.COM', true],
    ['*.example.com', 'host.example.com', true],
    ['*.example.com', 'xn--bcher-kva.example.com', true],
    ['*.EXAMPLE.com', 'host.example.com', true],
    ['*.example.com', 'example.com', false],
    ['*.example.com', 'a.host.example.com', false],
    ['*.com', 'example.com', true],
    ['host.example.com', 'ghost.example.com', false],
    ['host.example.com', 'host.example.com.example.org', false],
  ])('%s stands for %s: %s', (presented, host, expected) => {
    expect(hostNameMatches(presented, host)).toBe(expected);
  });

  it('has these names above it', () => expect([...withParents('a.b.c')]).toEqual(['a.b.c', 'b.c', 'c']));
});

describe('an IP address as text', () => {
  it.each([
    ['192.0.2.1', 'c0000201'],
    ['0.0.0.0', '00000000'],
    ['::', '00'.repeat(16)],
    ['::1', `${'00'.repeat(15)}01`],
    ['2001:DB8::8', `20010db8${'00'.repeat(11)}08`],
    ['1:2:3:4:5:6:7:8', '00010002000300040005000600070008'],
    ['1:2:3:4:5:6:7::', '00010002000300040005000600070000'],
    ['::ffff:192.0.2.1', `${'00'.repeat(10)}ffffc0000201`],
  ])('%s has the octets %s', (text, octets) => expect(toHex(parseIpAddress(text)!)).toBe(octets));

  it.each([
    ...['', '1.2.3', '1.2.3.4.5', '256.0.0.1', '01.2.3.4', '1.2.3.4 ', '0x7f.0.0.1', '127.1'],
    ...[
      ':',
      ':::',
      '1::2::3',
      '1:2:3:4:5:6:7',
      '1:2:3:4:5:6:7:8:9',
      '1:2:3:4:5:6:7:8::',
      '12345::',
      'g::',
      'fe80::1%eth0',
    ],
    ...['[::1]', '::1.2.3', '1.2.3.4::', '1:2:3:4:5:6:7:1.2.3.4'],
  ])('"%s" is none', (text) => expect(parseIpAddress(text)).toBeUndefined());
});

describe('an address with a mask', () => {
  const octets = (hex: string) => Uint8Array.from(Buffer.from(hex, 'hex'));
  it.each([
    ['c0000201ffffff00', 'c0000200', 24],
    ['c0000201ffffffff', 'c0000201', 32],
    ['c000020100000000', '00000000', 0],
    ['c00002ffffffff80', 'c0000280', 25],
  ])('%s is %s/%i', (hex, network, prefixLength) => {
    const subnet = readSubnet(octets(hex))!;
    expect([toHex(subnet.network), subnet.prefixLength]).toEqual([network, prefixLength]);
  });
  it.each(['c0000201ff00ff00', 'c0000201ffffff01', 'c00002010000ffff', 'c0000201', 'c0000201ffffff'])(
    '%s is no prefix',
    (hex) => expect(readSubnet(octets(hex))).toBeUndefined(),
  );
});

describe('a mailbox (RFC 5321 4.1.2)', () => {
  it.each([
    ['a.b@Example.COM', 'a.b', 'example.com'],
    ['*@example.com', '*', 'example.com'],
    ['"a b@c"@example.com', '"a b@c"', 'example.com'],
    ["o'hara+x@example.com", "o'hara+x", 'example.com'],
  ])('%s is %s at %s', (text, local, host) => expect(parseMailbox(text)).toEqual({ local, host }));
  it.each([
    '',
    '@example.com',
    'a',
    'a@',
    'a@b@c.example',
    '.a@example.com',
    'a..b@example.com',
    'a b@example.com',
    'a@exa_mple.com',
  ])('"%s" is none', (text) => expect(parseMailbox(text)).toBeUndefined());
  it('has at most 64 characters before the @', () => {
    expect(parseMailbox(`${'a'.repeat(64)}@example.com`)).toBeDefined();
    expect(parseMailbox(`${'a'.repeat(65)}@example.com`)).toBeUndefined();
  });
});

describe('the host of a URI', () => {
  it.each([
    ['https://Example.com/x', 'example.com'],
    ['https://user:pw@example.com:8443?x', 'example.com'],
    ['ldap://[2001:DB8::1]:389/', '[2001:db8::1]'],
    // What anybody could take for the end of the host, so that another host is found.
    ['http://a@b@c/', undefined],
    ['https://evil.example\\@www.example.com/', undefined],
    ['https://www.example.com\\.evil.example/', undefined],
    ['https://www.example.com\t.evil.example/', undefined],
    ['https://www.example.com%2/', undefined],
    ['https://[a]b@www.example.com/', undefined],
    ['https:/\\www.example.com/', undefined],
    ['https://a%20b:c@www.example.com/\\', 'www.example.com'],
    ['file:///etc/hosts', undefined],
    ['urn:isbn:1', undefined],
    ['http:///', undefined],
    ['http://example.com:x/', undefined],
    ['//example.com', undefined],
  ])('of %s is %s', (uri, host) => expect(uriHost(uri)).toBe(host));
});

describe('a service name (RFC 4985)', () => {
  it.each([
    ['_XMPP-server.Example.com', '_xmpp-server', 'example.com'],
    ['_collab-edge._tls.example.com', '_collab-edge._tls', 'example.com'],
    ['_mail', '_mail', ''],
    ['example.com', '', 'example.com'],
    ['', '', ''],
  ])('%s is %s at %s', (text, service, host) => expect(parseServiceName(text)).toEqual({ service, host }));
  it.each(['_.example.com', '_a b.example.com', '_a._.example.com', '_ü.example.com'])('%s is none', (text) =>
    expect(parseServiceName(text)).toBeUndefined(),
  );
});

describe('a mailbox beyond ASCII (RFC 9598)', () => {
  it.each([
    ['用户@example.com', '用户', 'example.com'],
    ['a.ü@BÜCHER.example', 'a.ü', 'xn--bcher-kva.example'],
    ['ü@xn--bcher-kva.example', 'ü', 'xn--bcher-kva.example'],
  ])('%s is %s at %s', (text, local, host) => expect(parseUtf8Mailbox(text)).toEqual({ local, host }));
  it.each(['', 'ü', '@example.com', 'ü@', 'ü@b@example.com', 'ü ü@example.com', 'ü@faß.example'])(
    '"%s" is none',
    (text) => expect(parseUtf8Mailbox(text)).toBeUndefined(),
  );
});
