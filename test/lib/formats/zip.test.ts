import fc from 'fast-check';
import { strToU8, unzipSync, zipSync, type Zippable } from 'fflate';
import { describe, expect, it } from 'vitest';
import { DecodeError } from '../../../src/lib/errors.ts';
import { maxRatio, zipEntries, type UnpackBudget } from '../../../src/lib/formats/zip.ts';
import { storedZip } from '../../../src/lib/formats/zip-writer.ts';
import { concat } from '../../../src/lib/bytes.ts';
import { caught } from '../../support/decode.ts';

const budget = (bytes = 2 ** 26): UnpackBudget => ({ bytes, ratio: maxRatio });
const words = strToU8('the same words again and again '.repeat(50));
const archive = (files: Zippable = { 'a.pem': words }): Uint8Array => zipSync(files, { mtime: '2026-11-22' });

/** Name → content, or the code of the error. */
async function unpacked(zip: Uint8Array, shared = budget()): Promise<[string, Uint8Array | string][]> {
  const found: [string, Uint8Array | string][] = [];
  for (const entry of zipEntries(zip)) {
    const content = await entry.read(shared).catch((error: unknown) => {
      if (!(error instanceof DecodeError)) throw error;
      return error.code;
    });
    found.push([entry.name, content]);
  }
  return found;
}

/** The archive with some octets changed, from the place where `signature` first stands. */
function patched(
  zip: Uint8Array,
  signature: readonly number[],
  at: number,
  ...octets: readonly number[]
): Uint8Array {
  const copy = new Uint8Array(zip);
  const start = copy.findIndex((_, i) => signature.every((octet, k) => copy[i + k] === octet));
  copy.set(octets, start + at);
  return copy;
}
const central = [0x50, 0x4b, 1, 2];
const end = [0x50, 0x4b, 5, 6];

describe('an archive is unpacked', () => {
  it('in its order, folders left out', async () => {
    const zip = archive({ 'issued/': new Uint8Array(), 'issued/b.pem': words, 'a.pem': strToU8('a') });
    expect(await unpacked(zip)).toEqual([
      ['issued/b.pem', words],
      ['a.pem', strToU8('a')],
    ]);
  });

  it.each<[string, Uint8Array]>([
    ['deflated', archive()],
    ['stored', archive({ 'a.pem': [words, { level: 0 }] })],
    ['with a comment', patched(concat(archive(), strToU8('comment')), end, 20, 7, 0)],
    ['behind something else', concat(strToU8('#!/bin/sh\nself extracting\n'), archive())],
  ])('%s', async (_, zip) => expect(await unpacked(zip)).toEqual([['a.pem', words]]));

  it('without files', () => expect(zipEntries(archive({}))).toEqual([]));

  it('with a name in UTF-8, or in the code page of an old machine', () => {
    expect(zipEntries(archive({ 'prüfung.pem': words })).map(({ name }) => name)).toEqual(['prüfung.pem']);
    const old = patched(archive({ 'pr_fung.pem': words }), central, 46 + 2, 0xfc);
    expect(zipEntries(old).map(({ name }) => name)).toEqual(['prüfung.pem']);
  });
});

/** As programs write a small file whose size they did not know when they began: the numbers stand in an extra field. */
function withLongNumbers(
  unsaid: readonly ('size' | 'packedSize' | 'offset')[],
  before = new Uint8Array(),
): Uint8Array {
  const zip = archive();
  const at = zip.findIndex((_, i) => central.every((octet, k) => zip[i + k] === octet));
  const places = { size: 24, packedSize: 20, offset: 42 } as const;
  const view = new DataView(zip.slice(at).buffer);
  const numbers = unsaid.map((field) => {
    const number = new DataView(new ArrayBuffer(8));
    number.setBigUint64(0, BigInt(view.getUint32(places[field], true)), true);
    view.setUint32(places[field], 0xffff_ffff, true);
    return new Uint8Array(number.buffer);
  });
  const extra = concat(before, Uint8Array.of(1, 0, 8 * numbers.length, 0), ...numbers);
  view.setUint16(30, extra.length, true);
  const head = 46 + 'a.pem'.length;
  const directory = new Uint8Array(view.buffer);
  const made = concat(zip.subarray(0, at), directory.subarray(0, head), extra, directory.subarray(head));
  const last = new DataView(made.buffer, made.length - 22);
  last.setUint32(12, head + extra.length, true);
  return made;
}

describe('long numbers of small files are read', () => {
  it.each<[string, Uint8Array]>([
    ['of the sizes', withLongNumbers(['size', 'packedSize'])],
    ['of the place', withLongNumbers(['offset'])],
    [
      'of all three, behind another field',
      withLongNumbers(['size', 'packedSize', 'offset'], Uint8Array.of(0x55, 0x54, 1, 0, 0)),
    ],
  ])('%s', async (_, zip) => expect(await unpacked(zip)).toEqual([['a.pem', words]]));

  it('but not one that is cut off', async () => {
    const zip = patched(withLongNumbers(['size']), central, 30, 8);
    expect(await unpacked(zip)).toEqual([['a.pem', 'invalid-value']]);
  });
});

describe('what cannot be unpacked says why', () => {
  it.each<[string, Uint8Array, string]>([
    ['an encrypted entry', patched(archive(), central, 8, 1), 'unsupported'],
    ['another method', patched(archive(), central, 10, 12), 'unsupported'],
    ['a wrong checksum', patched(archive(), central, 16, 0xff), 'invalid-value'],
    ['a wrong size', patched(archive(), central, 24, 1), 'invalid-value'],
    ['an entry that is not there', patched(archive(), central, 42, 9), 'invalid-value'],
    ['damaged content', patched(archive(), [0x50, 0x4b, 3, 4], 40, 0xff, 0xff, 0xff), 'invalid-value'],
    ['an entry longer than the archive', patched(archive(), central, 20, 0xff, 0xff), 'truncated'],
  ])('%s', async (_, zip, code) => expect(await unpacked(zip)).toEqual([['a.pem', code]]));

  it.each<[string, Uint8Array, string]>([
    ['an archive without its end', archive().subarray(0, -30), 'truncated'],
    ['an archive without its beginning', archive().subarray(10), 'truncated'],
    ['a damaged directory', patched(archive(), central, 0, 0), 'invalid-value'],
    ['a directory that is cut off', patched(archive(), central, 28, 0xff, 0xff), 'truncated'],
    ['a zip64 archive', patched(archive(), end, 10, 0xff, 0xff), 'unsupported'],
  ])('%s', (_, zip, code) => expect(caught(() => zipEntries(zip)).code).toBe(code));

  it('one bad entry does not hide the next', async () => {
    const zip = patched(archive({ 'a.pem': words, 'b.pem': words }), central, 16, 0xff);
    expect(await unpacked(zip)).toEqual([
      ['a.pem', 'invalid-value'],
      ['b.pem', words],
    ]);
  });
});

describe('bombs', () => {
  const zeros = new Uint8Array(8 * 2 ** 20);

  it('are stopped by their ratio, naming the limit', async () => {
    const [bomb] = zipEntries(archive({ bomb: zeros }));
    await expect(bomb!.read(budget())).rejects.toThrow(/more than 200 times its size.*\(limit ratio\)/);
  });

  it('are stopped by what all entries together may have', async () => {
    const noise = Uint8Array.from({ length: 50_000 }, (_, i) => (i * 2654435761) >>> 13);
    const zip = archive({ a: noise, b: noise, c: words });
    expect(await unpacked(zip, budget(60_000))).toEqual([
      ['a', noise],
      ['b', 'too-large'],
      ['c', words],
    ]);
  });

  it('are not what text full of repetitions is', async () => {
    const text = strToU8('-----BEGIN CERTIFICATE-----\n'.repeat(1000));
    expect(await unpacked(archive({ text }))).toEqual([['text', text]]);
  });

  it('whose entries share their content are stopped by the same budget', async () => {
    const zip = archive({ a: [words, { level: 0 }], b: [words, { level: 0 }] });
    const directory = zip.findIndex((_, i) => central.every((octet, k) => zip[i + k] === octet));
    const second = zip.indexOf(0x50, directory + 10);
    zip.set([0, 0, 0, 0], second + 42);
    expect((await unpacked(zip, budget(words.length + 10))).map(([, content]) => typeof content)).toEqual([
      'object',
      'string',
    ]);
  });
});

it('damaged archives end with a documented error', async () => {
  const zip = archive({ 'a.pem': words, 'b/c.pem': strToU8('x') });
  const change = fc.tuple(fc.nat(zip.length - 1), fc.nat(255));
  const property = fc.asyncProperty(fc.array(change, { minLength: 1, maxLength: 6 }), async (changes) => {
    const damaged = new Uint8Array(zip);
    for (const [at, octet] of changes) damaged[at] = octet;
    try {
      await unpacked(damaged);
    } catch (error) {
      expect(error).toBeInstanceOf(DecodeError);
    }
  });
  await fc.assert(property, { seed: 20261122, numRuns: 1000 });
});

describe('a zip archive that was written', () => {
  const files = { 'a.pem': words, 'b/ü.pem': strToU8('x'), empty: new Uint8Array() };

  it('is read again, by us and by others', async () => {
    const zip = storedZip(files);
    expect(await unpacked(zip)).toEqual(Object.entries(files));
    expect(unzipSync(zip)).toEqual(files);
  });

  it('is the same for the same files', () => expect(storedZip(files)).toEqual(storedZip(files)));

  it('may hold nothing', async () => expect(await unpacked(storedZip({}))).toEqual([]));
});
