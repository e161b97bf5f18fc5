import fc from 'fast-check';
import { afterAll, describe, expect, it } from 'vitest';
import { keyObject, type KeyName } from '../../fixtures/recipes/requests.ts';
import { check } from '../../src/lib/check/check.ts';
import type { CheckFacts } from '../../src/lib/check/facts.ts';
import { gather } from '../../src/lib/check/gather.ts';
import { judge } from '../../src/lib/check/judge.ts';
import { mergeFacts } from '../../src/lib/check/merge-facts.ts';
import type { SignatureVerifier } from '../../src/lib/x509/signature.ts';
import { optionsOf } from '../support/deployments/check.ts';
import { mix, mixtureSeeds } from '../support/deployments/mixtures.ts';
import { filesOf } from '../support/handover.ts';
import { record, scaled, seed } from '../support/scale.ts';
import { syncVerifier } from '../support/sync-verifier.ts';

const counts = { folders: 0, splits: 0 };
afterAll(() => record('facts gathered in parts', counts));

/** Knows no algorithm, as a platform may. */
const ignorant: SignatureVerifier = { verify: () => 'unsupported' };
const passphrases = ['secret'];

/** Into how many parts, which file goes where, and in which order they are merged. */
const splits = fc.record({
  parts: fc.integer({ min: 1, max: 6 }),
  places: fc.array(fc.nat(5), { minLength: 7, maxLength: 7 }),
  order: fc.array(fc.nat(), { minLength: 6, maxLength: 6 }),
});
type Split = typeof splits extends fc.Arbitrary<infer T> ? T : never;

type Files = ReturnType<typeof filesOf>;

/** Some files go into two parts: who copies folders together does that. */
const partsOf = (files: Files, { parts, places }: Split): Files[] =>
  Array.from({ length: parts }, (_, part) =>
    files.filter((__, i) => places[i % 7]! % parts === part || places[(i + 3) % 7]! % parts === part),
  ).concat([files.filter((_, i) => i % 2 === 0), files.filter((_, i) => i % 2 === 1)]);

/** Merges two of them at a time, whichever the order says. */
function mergeAll(gathered: readonly CheckFacts[], order: readonly number[]): CheckFacts {
  const left = [...gathered];
  for (let step = 0; left.length > 1; step++) {
    const [a] = left.splice(order[step % order.length]! % left.length, 1);
    const [b] = left.splice(order[(step + 1) % order.length]! % left.length, 1);
    left.push(mergeFacts(a!, b!));
  }
  return left[0]!;
}

const overMixtures = (
  runs: number,
  property: Parameters<typeof fc.asyncProperty<[Parameters<typeof mix>[0], Split]>>[2],
) =>
  fc.assert(fc.asyncProperty(mixtureSeeds(3), splits, property), { seed, numRuns: runs, endOnFailure: true });

describe('facts that were gathered in parts', () => {
  it('give the report of the whole, byte by byte, however they are split and merged', () =>
    overMixtures(scaled(12, 240), async (mixtureSeed, split) => {
      const { drawn, folder } = mix(mixtureSeed);
      const files = filesOf(folder);
      const options = optionsOf(drawn);
      const whole = await check(files, drawn.deployment, { ...options, passphrases });
      const gathered: CheckFacts[] = [];
      for (const [i, part] of partsOf(files, split).entries()) {
        // Some parts are read where nobody knows the passphrase, or how to check a signature.
        const isRead = i >= split.parts;
        gathered.push(
          await gather(
            part,
            isRead
              ? { passphrases, verifier: syncVerifier }
              : { verifier: i % 2 === 0 ? ignorant : syncVerifier },
          ),
        );
      }
      const merged = mergeAll(gathered, split.order);
      const report = await judge(merged, drawn.deployment, options);
      expect(JSON.stringify(report)).toBe(JSON.stringify(whole));
      counts.folders++;
      counts.splits += gathered.length;
    }));

  it('survive JSON and a copy with the same report', () =>
    overMixtures(scaled(6, 200), async (mixtureSeed) => {
      const { drawn, folder } = mix(mixtureSeed);
      const options = optionsOf(drawn);
      const facts = await gather(filesOf(folder), { passphrases, verifier: syncVerifier });
      const report = JSON.stringify(await judge(facts, drawn.deployment, options));
      for (const copy of [JSON.parse(JSON.stringify(facts)) as CheckFacts, structuredClone(facts)]) {
        expect(copy).toEqual(facts);
        expect(JSON.stringify(await judge(copy, drawn.deployment, options))).toBe(report);
      }
    }));
});

describe('mergeFacts', () => {
  it('is associative, commutative and idempotent', () =>
    overMixtures(scaled(8, 300), async (mixtureSeed, split) => {
      const files = filesOf(mix(mixtureSeed).folder);
      const readings = [
        { verifier: syncVerifier },
        { verifier: ignorant, passphrases },
        { verifier: syncVerifier, passphrases },
      ];
      const [a, b, c] = await Promise.all(
        readings.map((options, i) =>
          gather(
            files.filter((_, at) => (at + split.places[i]!) % 3 !== 0),
            options,
          ),
        ),
      );
      const text = (facts: CheckFacts): string => JSON.stringify(facts);
      expect(text(mergeFacts(a!, mergeFacts(b!, c!)))).toBe(text(mergeFacts(mergeFacts(a!, b!), c!)));
      expect(text(mergeFacts(a!, b!))).toBe(text(mergeFacts(b!, a!)));
      expect(text(mergeFacts(a!, a!))).toBe(text(a!));
    }));
});

describe('facts hold no private key', () => {
  const keys: readonly KeyName[] = ['rsa-2048', 'rsa-2048-d', 'ec-p-256', 'ec-p-384', 'ed25519'];

  /** The key and its secret numbers as octets. */
  function secretsOf(name: KeyName): Buffer[] {
    const key = keyObject(name);
    const { d, p, q, dp, dq, qi } = key.export({ format: 'jwk' }) as Readonly<
      Record<string, string | undefined>
    >;
    const numbers = [d, p, q, dp, dq, qi].flatMap((text) =>
      text === undefined ? [] : [Buffer.from(text, 'base64url')],
    );
    return [key.export({ type: 'pkcs8', format: 'der' }), ...numbers];
  }

  /** However octets are written as text; base64 depends on what stands before. */
  const writings = (octets: Buffer): string[] => [
    octets.toString('hex'),
    octets.toString('hex').toUpperCase(),
    octets.toString('latin1'),
    ...[0, 1, 2].flatMap((skipped) => {
      const text = Buffer.concat([Buffer.alloc(skipped), octets])
        .toString('base64')
        .slice(4, -4);
      return [text, text.replaceAll('+', '-').replaceAll('/', '_')];
    }),
  ];

  it.each([
    ['PEM', (name: KeyName) => keyObject(name).export({ type: 'pkcs8', format: 'pem' })],
    ['DER', (name: KeyName) => keyObject(name).export({ type: 'pkcs8', format: 'der' })],
    [
      'encrypted PEM',
      (name: KeyName) =>
        keyObject(name).export({ type: 'pkcs8', format: 'pem', cipher: 'aes-256-cbc', passphrase: 'secret' }),
    ],
  ])('that was read from %s', async (_, write) => {
    const files = keys.map((name) => ({
      path: `${name}.key`,
      bytes: new Uint8Array(Buffer.from(write(name))),
    }));
    const facts = await gather(files, { passphrases });
    const kinds = facts.files.flatMap(({ things }) => things.map(({ kind }) => kind));
    expect(kinds).toEqual(keys.map(() => 'private-key'));
    const text = JSON.stringify(facts);
    for (const name of keys)
      for (const secret of secretsOf(name).flatMap(writings)) expect(text.includes(secret)).toBe(false);
    expect(text).not.toContain('secret');
  });
});
