import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { berLimits, normaliseBer } from '../../../src/lib/asn1/ber.ts';
import {
  bitString,
  octetString,
  sequence,
  setOf,
  tlv,
  utf8String,
} from '../../../src/lib/asn1/der-writer.ts';
import { explicit, implicit } from '../../../src/lib/asn1/tags.ts';
import { toHex } from '../../../src/lib/bytes.ts';
import { DecodeError } from '../../../src/lib/errors.ts';
import { streamed } from '../../support/ber.ts';
import { caught, hex } from '../../support/decode.ts';

const normalised = (ber: string): string => toHex(normaliseBer(hex(ber)).der);

describe('BER becomes DER', () => {
  it.each([
    ['an indefinite length', '3080 020101 0000', '3003020101'],
    ['one inside another', '3080 a080 020101 0000 0000', '3005a003020101'],
    ['a length in a longer form than needed', '308200 03 020101', '3003020101'],
    ['a long length of a primitive', '04820002 abcd', '0402abcd'],
    ['an OCTET STRING in pieces', '2480 0402abcd 0401ef 0000', '0403abcdef'],
    ['an OCTET STRING in pieces of definite length', '2407 0402abcd 0401ef', '0403abcdef'],
    ['pieces of pieces', '2480 2480 0401ab 0000 0401cd 0000', '0402abcd'],
    ['an OCTET STRING of no pieces', '2480 0000', '0400'],
    ['a UTF8String in pieces', '2c80 0c0161 0c0162 0000', '0c026162'],
    ['a BIT STRING in pieces, the last with unused bits', '2380 030200ab 030204c0 0000', '030304abc0'],
    ['a tag of several octets', 'bf8148 80 020101 0000', 'bf814803020101'],
    ['DER stays what it is', '3003020101', '3003020101'],
  ])('%s', (_, ber, der) => expect(normalised(ber)).toBe(der.replaceAll(' ', '')));

  it('and says where the element ends', () => {
    expect(normaliseBer(hex('3080 0000 ffff')).end).toBe(4);
    expect(normaliseBer(hex('020101 0000')).end).toBe(3);
  });

  it('whatever DER it was', () => {
    const { der } = fc.letrec<{ der: Uint8Array }>((tie) => ({
      der: fc.oneof(
        { maxDepth: 4 },
        fc.uint8Array({ maxLength: 40 }).map(octetString),
        fc.string().map(utf8String),
        fc.uint8Array({ maxLength: 200 }).map((octets) => tlv(implicit(3), octets)),
        fc.array(tie('der'), { maxLength: 4 }).map((children) => sequence(...children)),
        fc.array(tie('der'), { maxLength: 4 }).map((children) => setOf(...children)),
        tie('der').map((child) => tlv(explicit(1), child)),
      ),
    }));
    const property = fc.property(der, (element) => {
      expect(normaliseBer(element)).toEqual({ der: element, end: element.length });
      const ber = streamed(element);
      expect(normaliseBer(ber)).toEqual({ der: element, end: ber.length });
    });
    fc.assert(property, { seed: 20261122, numRuns: 500 });
  });
});

describe('what is signed stays byte for byte as it is', () => {
  const signature = bitString(new Uint8Array(4));

  it('even with lengths that are not DER', () => {
    const certificate = tlv(0x30, hex('308200 03 020101'), hex('3000'), signature);
    expect(normaliseBer(sequence(certificate)).der).toEqual(sequence(certificate));
  });

  it('within an indefinite wrapper', () => {
    const certificate = tlv(0x30, hex('308103 020101'), hex('3000'), signature);
    const ber = Uint8Array.of(0xa0, 0x80, ...certificate, 0, 0);
    expect(normaliseBer(ber).der).toEqual(tlv(explicit(0), certificate));
  });
});

describe('what is no BER is refused', () => {
  it.each([
    ['nothing', '', 'truncated', 0],
    ['a tag without a length', '30', 'truncated', 0],
    ['a length that is cut off', '3082 01', 'truncated', 0],
    ['content that is cut off', '3003 0201', 'truncated', 0],
    ['a child longer than its parent', '3003 020301', 'truncated', 2],
    ['an indefinite length without end', '3080 020101', 'truncated', 5],
    ['a primitive of indefinite length', '0480 00 0000', 'unexpected-tag', 0],
    ['a piece of another type', '2480 0c0161 0000', 'unexpected-tag', 0],
  ] as const)('%s', (_, ber, code, offset) => {
    const error = caught(() => normaliseBer(hex(ber)));
    expect([error.code, error.offset]).toEqual([code, offset]);
  });

  it('nesting and elements have limits, named in the message', () => {
    const nested = new Uint8Array(400).fill(0x30).map((octet, at) => (at % 2 === 0 ? octet : 0x80));
    expect(caught(() => normaliseBer(nested)).message).toMatch(/^nested more than 64 deep/);
    const many = sequence(...Array.from({ length: 20 }, () => hex('0500')));
    expect(caught(() => normaliseBer(many, { ...berLimits, elements: 20 })).message).toMatch(
      /^more than 20 elements/,
    );
  });

  it('and nothing else is thrown for any bytes', () => {
    const bytes = fc.oneof(
      fc.uint8Array({ maxLength: 100 }),
      fc
        .array(fc.constantFrom(0x30, 0x80, 0x24, 0x04, 0x02, 0, 1, 0xff), { maxLength: 60 })
        .map((a) => Uint8Array.from(a)),
    );
    const property = fc.property(bytes, (input) => {
      try {
        normaliseBer(input);
      } catch (error) {
        expect(error).toBeInstanceOf(DecodeError);
      }
    });
    fc.assert(property, { seed: 20261122, numRuns: 5000 });
  });
});
