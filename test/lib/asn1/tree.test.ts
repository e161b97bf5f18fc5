import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readAsn1Tree, type Asn1Node } from '../../../src/lib/asn1/tree.ts';
import { hex } from '../../support/decode.ts';

/** The tree as text: offset, tag, value; `>` where an OCTET STRING or BIT STRING holds more. */
function outline(nodes: readonly Asn1Node[], depth = 0): string[] {
  return nodes.flatMap(({ offset, tag, value, encapsulates, problem, children }) => [
    `${' '.repeat(depth)}${offset} ${tag}${value === undefined ? '' : ` ${value}`}${encapsulates ? ' >' : ''}${problem ? ` !${problem}` : ''}`,
    ...outline(children, depth + 1),
  ]);
}

const tree = (ber: string, withhold = false) => outline(readAsn1Tree(hex(ber), { withhold }));

describe('a value is shown as what it is', () => {
  it.each([
    ['BOOLEAN', '0101ff', 'TRUE'],
    ['BOOLEAN false', '010100', 'FALSE'],
    ['INTEGER', '0202ff7f', '-129'],
    ['a long INTEGER in hex', '020900ffffffffffffffff', '00ffffffffffffffff'],
    ['NULL', '0500', ''],
    ['an OID with its name', '0603550403', '2.5.4.3 commonName'],
    ['an OID without a name', '06032a0304', '1.2.3.4'],
    ['a malformed OID', '060180', '80'],
    ['UTF8String', '0c02c3a4', '"ä"'],
    ['a string with the wrong octets', '0c01ff', '0c01ff'],
    ['UTCTime', '170d3236313132323130303030305a', '2026-11-22T10:00:00Z'],
    ['a malformed time', '170131', '170131'],
    ['BIT STRING with unused bits', '030204f0', '4 unused bits, f0'],
    ['OCTET STRING', '0402abcd', 'abcd'],
    ['text under an implicit tag', '8203612e62', '"a.b"'],
    ['octets under an implicit tag', '8702c000', 'c000'],
  ])('%s', (_, der, value) => expect(readAsn1Tree(hex(der))[0]!.value).toBe(value));
});

describe('structure', () => {
  it('shows offsets and nesting', () => {
    expect(tree('3008 0201 01 a003 020102')).toEqual([
      '0 SEQUENCE',
      ' 2 INTEGER 1',
      ' 5 [0]',
      '  7 INTEGER 2',
    ]);
  });

  it('looks into strings that hold DER', () => {
    expect(tree('0405 3003 020101')).toEqual(['0 OCTET STRING >', ' 2 SEQUENCE', '  4 INTEGER 1']);
    expect(tree('0306 00 3003 020101')).toEqual(['0 BIT STRING >', ' 3 SEQUENCE', '  5 INTEGER 1']);
  });

  it.each([
    ['that only start like DER', '0404 3003 0201', ['0 OCTET STRING 30030201']],
    ['with something behind it', '0406 3003 020101 00', ['0 OCTET STRING 300302010100']],
    ['with unused bits', '0306 01 3003 020100', ['0 BIT STRING 1 unused bits, 3003020100']],
  ])('but not into strings %s', (_, der, expected) => expect(tree(der)).toEqual(expected));

  it('reads BER', () => {
    expect(tree('3080 2480 0401ab 0000 0000')).toEqual([
      '0 SEQUENCE',
      ' 2 OCTET STRING in pieces',
      '  4 OCTET STRING ab',
    ]);
    expect(readAsn1Tree(hex('3080 0000'))[0]!.length).toBeUndefined();
  });

  it('goes as far as it can and says what is wrong', () => {
    expect(tree('3008 020101 0205 01')).toEqual([
      '0 SEQUENCE !2 bytes are missing (at byte 0)',
      ' 2 INTEGER 1',
      ' 5 ? !4 bytes are missing (at byte 5)',
    ]);
    expect(tree('3006 020101 020501')).toEqual([
      '0 SEQUENCE',
      ' 2 INTEGER 1',
      ' 5 ? !4 bytes are missing (at byte 5)',
    ]);
    expect(tree('3082')).toEqual(['0 ? !the length is cut off (at byte 0)']);
    expect(tree('0489ffffffffffffffffff 00')).toEqual(['0 ? !its length is impossible (at byte 0)']);
    expect(tree('020101 0201')).toEqual(['0 INTEGER 1', '3 ? !1 byte is missing (at byte 3)']);
  });

  it('stops at its limits', () => {
    const nested = new Uint8Array(400).fill(0x30).map((octet, at) => (at % 2 === 0 ? octet : 0x80));
    expect(outline(readAsn1Tree(nested)).at(-1)).toMatch(/nested more than 64 deep; the rest is not shown$/);
    expect(outline(readAsn1Tree(hex('0500 0500 0500'), { maxNodes: 2 })).at(-1)).toMatch(
      /more than 2 elements; the rest is not shown$/,
    );
  });
});

describe('with withhold', () => {
  it('long numbers and octets are left out, names and small numbers stay', () => {
    expect(tree('3017 020101 020900ffffffffffffffff 0402abcd 0603550403', true)).toEqual([
      '0 SEQUENCE',
      ' 2 INTEGER 1',
      ' 5 INTEGER (9 octets, not shown)',
      ' 16 OCTET STRING (2 octets, not shown)',
      ' 20 OBJECT IDENTIFIER 2.5.4.3 commonName',
    ]);
  });
});

it('any bytes give a tree', () => {
  const property = fc.property(fc.uint8Array({ maxLength: 200 }), (bytes) => {
    expect(outline(readAsn1Tree(bytes)).length).toBeGreaterThanOrEqual(bytes.length > 0 ? 1 : 0);
  });
  fc.assert(property, { seed: 20261122, numRuns: 3000 });
});
