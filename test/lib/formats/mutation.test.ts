import fc from 'fast-check';
import { strToU8, zipSync } from 'fflate';
import { describe, expect, it } from 'vitest';
import { buildRequest, keyText } from '../../../fixtures/recipes/requests.ts';
import { describeAsn1 } from '../../../src/lib/describe/asn1.ts';
import { describe as describeThing } from '../../../src/lib/describe/describe.ts';
import { summarise } from '../../../src/lib/describe/summary.ts';
import { DecodeError } from '../../../src/lib/errors.ts';
import { open } from '../../../src/lib/formats/open.ts';
import { writePem } from '../../../src/lib/formats/pem.ts';
import { thingText } from '../../../src/lib/formats/thing-text.ts';
import { streamed } from '../../support/ber.ts';
import { foundFile, foundFiles } from '../../support/found.ts';
import { everyExtensionCertificate, revocationList } from '../../support/rich-der.ts';

const request = buildRequest();
/** One of each kind, but those whose key derivation takes a second. */
const seeds: readonly Uint8Array[] = [
  ...foundFiles.filter((name) => !name.startsWith('certtool')).map(foundFile),
  streamed(foundFile('bundle.p7b')),
  streamed(foundFile('aes-256.p12')),
  request,
  strToU8(writePem('CERTIFICATE REQUEST', request)),
  strToU8(keyText('rsa-2048')),
  strToU8('DNS:a.example.com, othername: SRVName::_collab-edge._tls.example.com'),
  everyExtensionCertificate,
  revocationList,
  zipSync({ 'a.crt': foundFile('expe1.crt'), 'b.zip': zipSync({ 'c.p7b': foundFile('bundle.p7b') }) }),
];

type Change = (bytes: Uint8Array) => Uint8Array;
function replaced(bytes: Uint8Array, at: number, octet: number): Uint8Array {
  const copy = bytes.slice();
  copy[at] = octet;
  return copy;
}

const place = fc.nat({ max: 0xffffff });
const change: fc.Arbitrary<Change> = fc.oneof(
  fc.tuple(place, fc.nat({ max: 255 })).map(
    ([at, octet]): Change =>
      (bytes) =>
        replaced(bytes, at % bytes.length, octet),
  ),
  place.map(
    (at): Change =>
      (bytes) =>
        bytes.slice(0, at % bytes.length),
  ),
  fc.tuple(place, fc.uint8Array({ maxLength: 8 })).map(([at, inserted]): Change => (bytes) => {
    const from = at % bytes.length;
    return Uint8Array.from([...bytes.subarray(0, from), ...inserted, ...bytes.subarray(from)]);
  }),
  fc.tuple(place, fc.integer({ min: 1, max: 8 })).map(([at, count]): Change => (bytes) => {
    const from = at % bytes.length;
    return Uint8Array.from([...bytes.subarray(0, from), ...bytes.subarray(from + count)]);
  }),
);
const damaged = fc
  .tuple(fc.constantFrom(...seeds), fc.array(change, { minLength: 1, maxLength: 3 }))
  .map(([seed, changes]) =>
    changes.reduce<Uint8Array>((bytes, apply) => (bytes.length > 0 ? apply(bytes) : bytes), seed),
  );

/** Small enough that a file made to ask for much costs nothing. */
const limits = { totalIterations: 60_000, scryptMemory: 2 ** 25, unpackedBytes: 2 ** 20 };

describe('damaged files of every kind', () => {
  it('are read or told with a documented error, and whatever is read can be described', async () => {
    const property = fc.asyncProperty(damaged, async (bytes) => {
      const { recognised, unrecognised } = await open([{ path: 'f', bytes }], {
        passphrases: ['secret'],
        limits,
      });
      expect(recognised.length + unrecognised.length).toBeGreaterThan(0);
      for (const item of recognised) {
        await describeThing(item);
        await summarise(item);
        describeAsn1(item);
        thingText(item);
      }
      for (const item of unrecognised) {
        expect(item.error).toBeInstanceOf(DecodeError);
        describeAsn1(item);
        thingText(item);
      }
    });
    await fc.assert(property, { seed: 20261122, numRuns: 4000 });
  });

  it('cut at any length too', async () => {
    for (const seed of seeds) {
      for (let cut = 1; cut <= 60; cut++) {
        const bytes = seed.slice(0, Math.floor((seed.length * cut) / 61));
        const { recognised, unrecognised } = await open([{ path: 'f', bytes }], { limits });
        expect(recognised.length + unrecognised.length).toBeGreaterThan(0);
      }
    }
  });
});
