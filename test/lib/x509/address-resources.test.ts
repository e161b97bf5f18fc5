import { expect, it } from 'vitest';
import {
  bitString,
  integer,
  nullValue,
  octetString,
  sequence,
  tlv,
} from '../../../src/lib/asn1/der-writer.ts';
import { DerReader } from '../../../src/lib/asn1/der-reader.ts';
import { explicit } from '../../../src/lib/asn1/tags.ts';
import {
  printResources,
  readAutonomousSysIds,
  readIpAddrBlocks,
} from '../../../src/lib/x509/address-resources.ts';
import { hex } from '../../support/decode.ts';

const block = (family: string, ...ranges: readonly Uint8Array[]): Uint8Array =>
  sequence(
    sequence(octetString(hex(family)), ...(ranges.length > 0 ? [sequence(...ranges)] : [nullValue()])),
  );

it.each<[string, Uint8Array, string, string]>([
  ['a network', block('0001', bitString(hex('0a'))), 'IPv4', '10.0.0.0 to 10.255.255.255'],
  ['one address', block('0001', bitString(hex('c0000201'))), 'IPv4', '192.0.2.1'],
  [
    'from the first address to the last',
    block('0001', sequence(bitString(hex('c00002')), bitString(hex('c0000280'), 7))),
    'IPv4',
    '192.0.2.0 to 192.0.2.255',
  ],
  [
    'two networks of IPv6',
    block('0002', bitString(hex('20010db8')), bitString(hex('fe80'), 6)),
    'IPv6',
    '2001:db8:: to 2001:db8:ffff:ffff:ffff:ffff:ffff:ffff, fe80:: to febf:ffff:ffff:ffff:ffff:ffff:ffff:ffff',
  ],
  ['what its issuer has', block('0002'), 'IPv6', 'as its issuer'],
  [
    'addresses of multicast alone',
    block('000102', bitString(hex('e0'), 4)),
    'IPv4 02',
    '224.0.0.0 to 239.255.255.255',
  ],
  ['a family that nobody knows', block('4004'), '4004', 'as its issuer'],
])('of addresses, %s', (_, der, family, text) => {
  const [resources] = readIpAddrBlocks(DerReader.over(der));
  expect([resources!.family, printResources(resources!)]).toEqual([family, text]);
});

it.each<[string, readonly Uint8Array[], readonly string[]]>([
  ['one', [tlv(explicit(0), sequence(integer(64500)))], ['AS numbers: 64500']],
  [
    'from the first to the last',
    [tlv(explicit(0), sequence(sequence(integer(64496), integer(64511))))],
    ['AS numbers: 64496 to 64511'],
  ],
  [
    'those of its issuer, and a routing domain',
    [tlv(explicit(0), nullValue()), tlv(explicit(1), sequence(integer(7)))],
    ['AS numbers: as its issuer', 'routing domains: 7'],
  ],
  ['none', [], []],
])('of numbers of autonomous systems, %s', (_, choices, texts) =>
  expect(
    readAutonomousSysIds(DerReader.over(sequence(...choices))).map(
      (each) => `${each.family}: ${printResources(each)}`,
    ),
  ).toEqual(texts),
);
