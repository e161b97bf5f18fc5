import { describe, expect, it } from 'vitest';
import {
  opensslPemKey,
  pbkdf1,
  pkcs12Key,
  scrypt,
  type Pkcs12Purpose,
} from '../../../src/lib/formats/encryption/key-derivation.ts';
import { pkcs12Encodings, pkcs5Encodings } from '../../../src/lib/formats/encryption/passphrase.ts';
import { spend, startWork, workLimits } from '../../../src/lib/formats/encryption/work.ts';
import { toHex } from '../../../src/lib/bytes.ts';
import { caught, hex } from '../../support/decode.ts';

const work = () => startWork();
const utf8 = (text: string) => new TextEncoder().encode(text);

describe('the key derivation of PKCS#12', () => {
  // The values every implementation checks itself against (BouncyCastle's PKCS12 test, "smeg" and "queeg").
  it.each<[string, string, number, Pkcs12Purpose, number, string]>([
    ['smeg', '0a58cf64530d823f', 1, 'key', 24, '8aaae6297b6cb04642ab5b077851284eb7128f1a2a7fbca3'],
    ['smeg', '0a58cf64530d823f', 1, 'iv', 8, '79993dfe048d3b76'],
    ['smeg', '642b99ab44fb4b1f', 1, 'key', 24, 'f3a95fec48d7711e985cfe67908c5ab79fa3d7c5caa5d966'],
    ['smeg', '642b99ab44fb4b1f', 1, 'iv', 8, 'c0a38d64a79bea1d'],
    ['smeg', '3d83c0e4546ac140', 1, 'mac', 20, '8d967d88f6caa9d714800ab3d48051d63f73a312'],
    ['queeg', '05dec959acff72f7', 1000, 'key', 24, 'ed2034e36328830ff09df1e1a07dd357185dac0d4f9eb3d4'],
    ['queeg', '05dec959acff72f7', 1000, 'iv', 8, '11dedad7758d4860'],
    ['queeg', '263216fcc2fab31c', 1000, 'mac', 20, '5ec4c7a80df652294c3925b6489a7ab857c83476'],
  ])(
    'of %s with salt %s, %i rounds, for the %s',
    (passphrase, salt, iterations, purpose, length, expected) => {
      const derivation = { digest: 'SHA-1', salt: hex(salt), iterations } as const;
      const [secret] = pkcs12Encodings(passphrase);
      expect(toHex(pkcs12Key(derivation, secret!, purpose, length, work()))).toBe(expected);
    },
  );

  it('takes no octets for a passphrase', () => {
    const derivation = { digest: 'SHA-256', salt: hex('0102'), iterations: 1 } as const;
    expect(pkcs12Key(derivation, new Uint8Array(), 'mac', 32, work())).toHaveLength(32);
  });
});

describe('other key derivations', () => {
  it('scrypt gives the value of RFC 7914 section 12', () => {
    const parameters = { salt: utf8('NaCl'), cost: 1024, blockSize: 8, parallelization: 16 };
    expect(toHex(scrypt(parameters, utf8('password'), 64, work()))).toBe(
      'fdbabe1c9d3472007856e7190d01e9fe7c6ad7cbc8237830e77376634b3731622eaf30d92e22a3886ff109279d9830dac727afb94a83ee6d8360cbdfa2cc0640',
    );
  });

  it('PBKDF1 of one round is one digest', () => {
    const derivation = { digest: 'MD5', salt: utf8('bc'), iterations: 1 } as const;
    // MD5("abc"), RFC 1321 A.5
    expect(toHex(pbkdf1(derivation, utf8('a'), 16, work()))).toBe('900150983cd24fb0d6963f7d28e17f72');
  });

  it('that of old PEM files goes on with further digests', () => {
    const key = opensslPemKey(utf8('a'), utf8('bc'), 20);
    expect(toHex(key.subarray(0, 16))).toBe('900150983cd24fb0d6963f7d28e17f72');
    expect(key).toHaveLength(20);
  });
});

describe('a passphrase', () => {
  it.each([
    ['of ASCII', 'ab', ['006100620000'], ['6162']],
    ['that is empty', '', ['0000', ''], ['']],
    ['with an umlaut', 'ä', ['00e40000', '00c300a40000'], ['c3a4', 'e4', '00e40000']],
    ['beyond Latin-1', '€', ['20ac0000', '00e2008200ac0000'], ['e282ac', '20ac0000']],
  ])('%s has these encodings', (_, passphrase, pkcs12, pkcs5) => {
    expect(pkcs12Encodings(passphrase).map((octets) => toHex(octets))).toEqual(pkcs12);
    expect(pkcs5Encodings(passphrase).map((octets) => toHex(octets))).toEqual(pkcs5);
  });
});

describe('work is limited', () => {
  const limits = { ...workLimits, iterations: 1000, totalIterations: 2000 };

  it('per derivation, naming the limit', () => {
    const error = caught(() => spend(startWork(limits), 1001));
    expect(error.code).toBe('too-large');
    expect(error.message).toBe(
      'asks for 1001 rounds of key derivation, and at most 1000 are done here (limit iterations)',
    );
  });

  it('for all together, naming the limit', () => {
    const shared = startWork(limits);
    spend(shared, 1000);
    spend(shared, 1000);
    expect(caught(() => spend(shared, 1)).message).toMatch(
      /more than 2000 rounds.*\(limit totalIterations\)/,
    );
  });

  it('by weight: a slower round counts for more', () => {
    spend(startWork(limits), 200, 5);
    expect(caught(() => spend(startWork(limits), 201, 5)).code).toBe('too-large');
  });

  it('to at least one round', () => expect(caught(() => spend(work(), 0)).code).toBe('invalid-value'));

  it('in memory too', () => {
    const greedy = { salt: utf8('NaCl'), cost: 2 ** 22, blockSize: 8, parallelization: 1 };
    const error = caught(() => scrypt(greedy, utf8('x'), 32, work()));
    expect([error.code, error.message]).toEqual([
      'too-large',
      expect.stringContaining('(limit scryptMemory)'),
    ]);
  });

  it.each([
    ['no power of two', { cost: 1000, blockSize: 8, parallelization: 1 }],
    ['one', { cost: 1, blockSize: 8, parallelization: 1 }],
    ['without blocks', { cost: 1024, blockSize: 0, parallelization: 1 }],
    ['without lanes', { cost: 1024, blockSize: 8, parallelization: 0 }],
  ])('and a cost of scrypt that is %s is refused', (_, parameters) => {
    expect(caught(() => scrypt({ salt: utf8('NaCl'), ...parameters }, utf8('x'), 32, work())).code).toBe(
      'invalid-value',
    );
  });
});
