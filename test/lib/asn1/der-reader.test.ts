import { describe, expect, it } from 'vitest';
import { DerReader, maxDepth } from '../../../src/lib/asn1/der-reader.ts';
import { sequence, setOf, tlv } from '../../../src/lib/asn1/der-writer.ts';
import { tag } from '../../../src/lib/asn1/tags.ts';
import { caught, hex } from '../../support/decode.ts';

/** Reads one element of any kind, and nothing after it. */
function readOne(bytes: Uint8Array): void {
  const reader = DerReader.over(bytes, 'value');
  reader.element('');
  reader.finish();
}

/** Enters SEQUENCE after SEQUENCE until there is nothing left. */
function descend(reader: DerReader): number {
  let inner = reader;
  let depth = 0;
  while (!inner.done) {
    inner = inner.sequence('');
    depth++;
  }
  return depth;
}

describe('an element', () => {
  it.each([
    ['with a short length', '0403010203'],
    ['with the longest short length', `047f${'00'.repeat(127)}`],
    ['with the shortest long length', `048180${'00'.repeat(128)}`],
    ['with a length of two octets', `04820100${'00'.repeat(256)}`],
    ['with a length of three octets', `0483010000${'00'.repeat(65536)}`],
    ['without content', '0400'],
    ['with the lowest tag number in long form', '9f1f00'],
    ['with a tag number of two octets', '9f810000'],
  ])('%s is read', (_, bytes) => {
    expect(() => readOne(hex(bytes))).not.toThrow();
  });

  it.each([
    ['of indefinite length', '24800401aa0000', 'indefinite-length', 1],
    ['whose length fits one octet but takes two', '04810100', 'non-minimal-length', 1],
    ['whose length has a leading zero octet', `04820080${'00'.repeat(128)}`, 'non-minimal-length', 1],
    ['of five length octets', '04850100000000', 'too-large', 1],
    ['with the reserved length FF', '04ff', 'too-large', 1],
    ['whose length octets are missing', '0482', 'truncated', 1],
    ['without a length', '04', 'truncated', 1],
    ['longer than the input', '040301', 'truncated', 1],
    ['of a length near the largest', '0484ffffffff00', 'truncated', 1],
    ['that is not there', '', 'truncated', 0],
    ['followed by a byte', '040000', 'trailing-bytes', 2],
    ['whose tag number could be short', '9f1e00', 'non-minimal-length', 0],
    ['whose tag number has leading zeros', '9f801f00', 'non-minimal-length', 0],
    ['whose tag number has no end', '9f81', 'truncated', 0],
    ['whose tag number is absurd', '9fffffffff7f00', 'too-large', 0],
  ])('%s is refused', (_, bytes, code, offset) => {
    expect(caught(() => readOne(hex(bytes)))).toMatchObject({ code, offset, field: 'value' });
  });

  it('with another tag is refused by both names', () => {
    const reader = DerReader.over(hex('0201ff'), 'value');
    expect(caught(() => reader.sequence('inner'))).toMatchObject({
      code: 'unexpected-tag',
      field: 'value.inner',
      message: 'value.inner: expected SEQUENCE, found INTEGER (at byte 0)',
    });
  });

  it('may not be longer than what it stands in, even where the input goes on', () => {
    const reader = DerReader.over(hex('3003 0405 00 0000000000'.replaceAll(' ', '')));
    const inner = reader.sequence('outer');
    expect(caught(() => inner.content(tag.octetString, 'inner'))).toMatchObject({
      code: 'truncated',
      field: 'outer.inner',
    });
  });
});

describe('a structure', () => {
  it('with something left over is refused, naming the place', () => {
    const reader = DerReader.over(sequence(tlv(tag.null), tlv(tag.null)), 'outer');
    const inner = reader.sequence('inner');
    inner.skip(tag.null, '');
    expect(caught(() => inner.finish())).toMatchObject({
      code: 'trailing-bytes',
      field: 'outer.inner',
      offset: 4,
    });
  });

  it('as deep as allowed is read, one deeper is refused', () => {
    const nested = (depth: number): Uint8Array =>
      Array.from({ length: depth }).reduce<Uint8Array>((inner) => sequence(inner), new Uint8Array());
    expect(descend(DerReader.over(nested(maxDepth)))).toBe(maxDepth);
    expect(caught(() => descend(DerReader.over(nested(maxDepth + 1))))).toMatchObject({ code: 'too-deep' });
  });

  it('of as many elements as allowed is read, one more is refused', () => {
    const elements = (count: number): DerReader =>
      DerReader.over(
        new Uint8Array(2 * count).map((_, i) => (i % 2 === 0 ? tag.null : 0)),
        'list',
        1000,
      );
    const readAll = (reader: DerReader): void => {
      while (!reader.done) reader.skip(tag.null, '');
    };
    expect(() => readAll(elements(1000))).not.toThrow();
    expect(caught(() => readAll(elements(1001)))).toMatchObject({ code: 'too-large', field: 'list' });
  });

  it('counts the elements of all its parts together', () => {
    const reader = DerReader.over(sequence(sequence(tlv(tag.null)), sequence(tlv(tag.null))), '', 4);
    const outer = reader.sequence('');
    outer.sequence('').skip(tag.null, '');
    expect(caught(() => outer.sequence('').skip(tag.null, ''))).toMatchObject({ code: 'too-large' });
  });
});

describe('what is returned', () => {
  it('is a view into the input', () => {
    const input = tlv(tag.octetString, hex('aabb'));
    const content = DerReader.over(input).content(tag.octetString, '');
    expect(content.buffer).toBe(input.buffer);
    expect(content).toEqual(hex('aabb'));
  });

  it('is a plain Uint8Array, also for a Buffer', () => {
    const content = DerReader.over(Buffer.from('0402aabb', 'hex')).content(tag.octetString, '');
    expect(content.constructor).toBe(Uint8Array);
    expect(content).toEqual(hex('aabb'));
  });

  it('enterIf() leaves an element with another tag alone', () => {
    const reader = DerReader.over(setOf());
    expect(reader.enterIf(tag.sequence, '')).toBeUndefined();
    expect(reader.enterIf(tag.set, '')).toBeDefined();
    expect(reader.enterIf(tag.set, '')).toBeUndefined();
    expect(reader.peek()).toBe(-1);
  });

  it('deviations are noted with their place, and not without end', () => {
    const reader = DerReader.over(sequence(), 'outer');
    const inner = reader.sequence('inner');
    for (let i = 0; i < 1000; i++) inner.tolerate('explicit-default', 'said too much', 7, 'flag');
    expect(reader.deviations).toHaveLength(100);
    expect(reader.deviations[0]).toEqual({
      code: 'explicit-default',
      what: 'said too much',
      offset: 7,
      field: 'outer.inner.flag',
    });
  });
});
