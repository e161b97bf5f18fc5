import { expect, it } from 'vitest';
import { isNotPublic } from '../../../src/lib/names/public-address.ts';

it.each([
  ['10.1.2.3', true],
  ['172.15.255.255', false],
  ['172.16.0.1', true],
  ['172.31.255.255', true],
  ['172.32.0.1', false],
  ['192.168.7.1', true],
  ['100.64.0.1', true],
  ['100.128.0.1', false],
  ['169.254.1.1', true],
  ['127.0.0.1', true],
  ['0.0.0.0', true],
  ['198.51.100.1', false],
  ['::1', true],
  ['::2', false],
  ['fd12::1', true],
  ['fe80::1', true],
  ['fec0::1', false],
  ['2001:db8::1', false],
  ['::ffff:10.0.0.1', true],
  ['::ffff:198.51.100.1', false],
  ['expe1.example.com', false],
])('%s is not public: %s', (text, expected) => {
  expect(isNotPublic(text)).toBe(expected);
});
