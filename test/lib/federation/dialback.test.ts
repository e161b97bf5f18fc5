import { describe, expect, it } from 'vitest';
import { dialbackKey, DialbackSecrets, isDialbackKey } from '../../../src/lib/federation/dialback.ts';

/** The published examples. */
const vectors = [
  {
    source: 'XEP-0185 section 3',
    secret: 's3cr3tf0rd14lb4ck',
    stream: { receiving: 'xmpp.example.com', originating: 'example.org', streamId: 'D60000229F' },
    key: '37c69b1cf07a3f67c04a5ef5902fa5114f2c76fe4a2686482ba5b89323075643',
  },
  {
    source: 'XEP-0220 section 2.1.1',
    secret: 's3cr3tf0rd14lb4ck',
    stream: { receiving: 'montague.example', originating: 'capulet.example', streamId: 'D60000229F' },
    key: 'b4835385f37fe2895af6c196b59097b16862406db80559900d96bf6fa7d23df3',
  },
  {
    source: 'XEP-0220 section 2.2.2',
    secret: 'd14lb4ck43v3r',
    stream: { receiving: 'capulet.example', originating: 'montague.example', streamId: '417GAF25' },
    key: '225cc5aa6a071133249d25fef42ae516fc7a86c523aa1c6980a7f73e784c972d',
  },
];

describe.each(vectors)('the key of $source', ({ secret, stream, key }) => {
  it('is made', async () => expect(await dialbackKey(secret, stream)).toBe(key));
  it('is recognised', async () => expect(await isDialbackKey(key, secret, stream)).toBe(true));

  it.each<[string, string]>([
    ['with its last digit changed', `${key.slice(0, -1)}${key.endsWith('0') ? '1' : '0'}`],
    ['with its first digit changed', `${key.startsWith('0') ? '1' : '0'}${key.slice(1)}`],
    ['cut short', key.slice(0, -1)],
    ['with something behind it', `${key}0`],
    ['with a NUL behind it', `${key}\u0000`],
    ['in upper case', key.toUpperCase()],
    ['that is empty', ''],
  ])('is not one %s', async (_, changed) => {
    expect(await isDialbackKey(changed, secret, stream)).toBe(false);
  });

  it.each<[string, Partial<typeof stream>]>([
    ['receiving server', { receiving: 'other.example' }],
    ['originating server', { originating: 'other.example' }],
    ['stream', { streamId: 'other' }],
    ['direction', { receiving: stream.originating, originating: stream.receiving }],
  ])('does not hold for another %s', async (_, change) => {
    expect(await isDialbackKey(key, secret, { ...stream, ...change })).toBe(false);
  });
});

it('an empty secret is nobody’s secret', async () => {
  const stream = vectors[0]!.stream;
  await expect(dialbackKey('', stream)).rejects.toThrow(TypeError);
  await expect(isDialbackKey('', '', stream)).rejects.toThrow(TypeError);
});

describe('secrets of which one takes the place of another', () => {
  const { stream } = vectors[0]!;
  const both = new DialbackSecrets(['new', 'old']);

  it('sign with the new one', async () => {
    expect(await both.key(stream)).toBe(await dialbackKey('new', stream));
  });
  it.each([
    ['new', true],
    ['old', true],
    ['another', false],
  ])('recognise a key of %s: %s', async (secret, expected) => {
    expect(await both.isKey(await dialbackKey(secret, stream), stream, new Date(1))).toBe(expected);
  });
  it('tell when each was used last, also after the list has changed', async () => {
    const secrets = new DialbackSecrets(['new', 'old', 'older']);
    await secrets.isKey(await dialbackKey('old', stream), stream, new Date(1000));
    await secrets.isKey(await dialbackKey('old', stream), stream, new Date(2000));
    await secrets.isKey(await dialbackKey('another', stream), stream, new Date(3000));
    expect(secrets.lastUses).toEqual([undefined, 2000, undefined]);
    expect(new DialbackSecrets(['newest', 'new', 'old'], secrets).lastUses).toEqual([
      undefined,
      undefined,
      2000,
    ]);
  });
  it.each<[string, readonly string[]]>([
    ['none', []],
    ['an empty one', ['new', '']],
  ])('cannot be %s', (_, secrets) => expect(() => new DialbackSecrets(secrets)).toThrow(TypeError));
});
