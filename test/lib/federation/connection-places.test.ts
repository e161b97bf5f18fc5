import { describe, expect, it } from 'vitest';
import type { ConnectionPlace } from '../../../src/lib/federation/connection-places.ts';
import { ConnectionPlaces } from '../../../src/lib/public/federation.ts';

const fill = (places: ConnectionPlaces, addresses: readonly string[]): (ConnectionPlace | undefined)[] =>
  addresses.map((address) => places.take(address));

const many = (count: number, address: (index: number) => string): string[] =>
  Array.from({ length: count }, (_, index) => address(index));

const got = (taken: readonly unknown[]): number => taken.filter(Boolean).length;

describe('of 2,000 places', () => {
  it('one address gets 100, and others are not touched', () => {
    const places = new ConnectionPlaces();
    expect(
      got(
        fill(
          places,
          many(2000, () => '192.0.2.98'),
        ),
      ),
    ).toBe(100);
    expect(places.take('192.0.2.99')).toBeDefined();
  });

  it('one /64 gets 100', () => {
    const places = new ConnectionPlaces();
    expect(
      got(
        fill(
          places,
          many(2000, (i) => `2001:db8::${i.toString(16)}`),
        ),
      ),
    ).toBe(100);
  });

  it('strangers get 1,500 in all, and who was there before still gets one', () => {
    const places = new ConnectionPlaces();
    const partner = places.take('198.51.100.1')!;
    partner.prove();
    partner.free();
    expect(
      got(
        fill(
          places,
          many(2000, (i) => `10.0.${i >> 8}.${i & 255}`),
        ),
      ),
    ).toBe(1500);
    expect(places.take('203.0.113.1')).toBeUndefined();
    expect(places.take('198.51.100.1')).toBeDefined();
    expect(places.taken).toBe(1501);
  });

  it('those that have proven themselves count for nobody as strangers', () => {
    const places = new ConnectionPlaces();
    for (const place of fill(
      places,
      many(100, () => '192.0.2.1'),
    ))
      place!.prove();
    expect(
      got(
        fill(
          places,
          many(200, () => '192.0.2.1'),
        ),
      ),
    ).toBe(100);
    expect(places.taken).toBe(200);
  });
});

describe('a place', () => {
  const one = () => new ConnectionPlaces({ places: 2, perAddress: 1, reserve: 0 });

  it('that is freed can be taken again, and is freed once', () => {
    const places = one();
    const first = places.take('192.0.2.1')!;
    expect(places.take('192.0.2.1')).toBeUndefined();
    first.free();
    first.free();
    expect(places.taken).toBe(0);
    expect(places.take('192.0.2.1')).toBeDefined();
  });

  it('is nobody else’s after it has been freed', () => {
    const places = one();
    const first = places.take('192.0.2.1')!;
    first.free();
    first.prove();
    places.take('192.0.2.1');
    expect(places.take('192.0.2.1')).toBeUndefined();
  });

  it('is none beyond the last, proven or not', () => {
    const places = one();
    for (const place of fill(places, ['192.0.2.1', '192.0.2.2'])) place!.prove();
    expect(places.take('192.0.2.1')).toBeUndefined();
  });
});

it.each([
  [{ places: 0 }, 'places'],
  [{ perAddress: 0 }, 'perAddress'],
  [{ reserve: -1 }, 'reserve'],
  [{ places: 10, reserve: 10 }, 'options.reserve: expected less than the 10 places, found the number 10'],
])('%j make no sense', (options, text) => expect(() => new ConnectionPlaces(options)).toThrow(text));
