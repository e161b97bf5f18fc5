import { describe, expect, it } from 'vitest';
import { addressRefusal, type ReachSettings } from '../../../src/lib/federation/address-refusal.ts';
import { addressBlock, addressKind } from '../../../src/lib/names/address-kind.ts';

describe('what an address is', () => {
  it.each([
    ['93.184.216.34', 'public'],
    ['2606:2800:220:1::1', 'public'],
    ['127.0.0.1', 'loopback'],
    ['127.255.255.254', 'loopback'],
    ['::1', 'loopback'],
    ['::ffff:127.0.0.1', 'loopback'],
    ['::ffff:7f00:1', 'loopback'],
    ['::127.0.0.1', 'loopback'],
    ['64:ff9b::7f00:1', 'loopback'],
    ['2002:7f00:1::', 'loopback'],
    ['169.254.169.254', 'link-local'],
    ['::ffff:169.254.169.254', 'link-local'],
    ['fe80::1', 'link-local'],
    ['fe80::1%eth0', 'link-local'],
    ['febf::1', 'link-local'],
    ['10.0.0.1', 'private'],
    ['172.16.0.1', 'private'],
    ['172.31.255.255', 'private'],
    ['172.32.0.1', 'public'],
    ['192.168.1.1', 'private'],
    ['::ffff:192.168.1.1', 'private'],
    ['100.64.0.1', 'private'],
    ['100.128.0.1', 'public'],
    ['fd00::1', 'private'],
    ['64:ff9b:1::a00:1', 'private'],
    ['2001:0:7f00:1::', 'reserved'],
    ['2001:1::1', 'public'],
    ['0.0.0.0', 'reserved'],
    ['::', 'reserved'],
    ['::ffff:0.0.0.0', 'reserved'],
    ['224.0.0.1', 'reserved'],
    ['255.255.255.255', 'reserved'],
    ['ff02::1', 'reserved'],
    ['127.1', undefined],
    ['0x7f000001', undefined],
    ['localhost', undefined],
    ['', undefined],
  ])('%s: %s', (address, kind) => expect(addressKind(address)).toBe(kind));
});

describe('an address is refused', () => {
  it.each<[string, string, ReachSettings, string | undefined]>([
    ['that is public: no', '93.184.216.34', {}, undefined],
    ['that is private', '10.0.0.1', {}, 'private'],
    ['that is private and mapped', '::ffff:10.0.0.1', {}, 'private'],
    ['that is private and allowed: no', '10.0.0.1', { allowPrivateAddresses: true }, undefined],
    ['that is private and a static route: no', '10.0.0.1', { isStaticRoute: true }, undefined],
    [
      'that is loopback, whatever is said',
      '127.0.0.1',
      { allowPrivateAddresses: true, isStaticRoute: true },
      'loopback',
    ],
    ['that is link-local, whatever is said', 'fe80::1', { isStaticRoute: true }, 'link-local'],
    ['that is our own', '93.184.216.34', { own: ['93.184.216.34'] }, 'own'],
    ['that is our own, mapped', '::ffff:93.184.216.34', { own: ['93.184.216.34'] }, 'own'],
    ['that is our own, written otherwise', '2606:0:0::1', { own: ['2606::1'] }, 'own'],
    ['that is our own, on a static route', '10.0.0.1', { own: ['10.0.0.1'], isStaticRoute: true }, 'own'],
    ['that is a name', 'partner.example', {}, 'no address'],
  ])('%s', (_, address, settings, refusal) => expect(addressRefusal(address, settings)).toBe(refusal));
});

describe('one party', () => {
  it.each([
    ['has one IPv4 address', '192.0.2.1', '192.0.2.2', false],
    ['has it in its mapped form, too', '192.0.2.1', '::ffff:192.0.2.1', true],
    ['has a /64 of IPv6', '2001:db8::1', '2001:db8::ffff:1:2:3', true],
    ['has not the next /64', '2001:db8::1', '2001:db8:0:1::1', false],
  ])('%s', (_, one, other, isSame) => expect(addressBlock(one) === addressBlock(other)).toBe(isSame));
});
