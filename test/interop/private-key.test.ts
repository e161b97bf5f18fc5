import { expect, it } from 'vitest';
import { keyKindOf } from '../../src/lib/csr/key-pair.ts';
import { exportPrivateKey, readPrivateKey } from '../../src/lib/formats/private-key.ts';
import { describeWith, runProgram } from '../support/programs.ts';
import { keyKinds, keyKindText, keyPairOf } from '../support/requests.ts';

const rsa = { type: 'rsa', bits: 2048 } as const;
const ec = { type: 'ec', curve: 'P-384' } as const;

function openssl(args: readonly string[], input = ''): string {
  const { status, stdout, stderr } = runProgram('openssl', args, input);
  expect(status, stderr).toBe(0);
  return stdout;
}

describeWith('openssl', 'keys written here', () => {
  it.each(keyKinds.map((kind) => [keyKindText(kind), kind] as const))(
    'openssl finds %s valid',
    async (_, kind) => {
      const pem = await exportPrivateKey((await keyPairOf(kind)).privateKey);
      expect(openssl(['pkey', '-check', '-noout'], pem)).toContain('Key is valid');
    },
  );

  it.each([rsa, ec])('openssl decrypts %o with its UTF-8 passphrase', async (kind) => {
    const pem = await exportPrivateKey((await keyPairOf(kind)).privateKey, { passphrase: 'pässwörd' });
    expect(openssl(['pkey', '-check', '-noout', '-passin', 'pass:pässwörd'], pem)).toContain('Key is valid');
    const { status } = runProgram('openssl', ['pkey', '-noout', '-passin', 'pass:other'], pem);
    expect(status).not.toBe(0);
  });

  it('are encrypted as promised: PBES2, 600,000 rounds of PBKDF2 with HMAC-SHA-256, AES-256-CBC, 16 bytes of salt', async () => {
    const pem = await exportPrivateKey((await keyPairOf(ec)).privateKey, { passphrase: 'x' });
    const structure = openssl(['asn1parse'], pem);
    for (const part of ['PBES2', 'PBKDF2', 'hmacWithSHA256', 'aes-256-cbc', ':0927C0'])
      expect(structure).toContain(part);
    expect(structure.match(/l= {2}16 prim: OCTET STRING/g)).toHaveLength(2);
  });
});

const encrypt = (...args: string[]) => ['pkcs8', '-topk8', '-passout', 'pass:geheim', ...args];

describeWith('openssl', 'keys openssl wrote', () => {
  it.each([
    ['PKCS#8', rsa, ['pkcs8', '-topk8', '-nocrypt'], false],
    ['PKCS#8 of an EC key', ec, ['pkcs8', '-topk8', '-nocrypt'], false],
    ['PKCS#1', rsa, ['rsa', '-traditional'], false],
    ['SEC1', ec, ['ec'], false],
    ['AES-256 with HMAC-SHA-256', rsa, encrypt('-v2', 'aes-256-cbc'), true],
    ['AES-128 with HMAC-SHA-1', ec, encrypt('-v2', 'aes-128-cbc', '-v2prf', 'hmacWithSHA1'), true],
    ['AES-192 with HMAC-SHA-512', ec, encrypt('-v2', 'aes-192-cbc', '-v2prf', 'hmacWithSHA512'), true],
    [
      'AES-256 with HMAC-SHA-384 and 1 round',
      ec,
      encrypt('-v2', 'aes256', '-v2prf', 'hmacWithSHA384', '-iter', '1'),
      true,
    ],
    ['triple DES', rsa, encrypt('-v2', 'des3'), true],
    ['triple DES with SHA-1, as in PKCS#12', rsa, encrypt('-v1', 'PBE-SHA1-3DES'), true],
    ['scrypt', ec, encrypt('-scrypt'), true],
    [
      'AES-256 the old way, with MD5',
      rsa,
      ['rsa', '-traditional', '-aes256', '-passout', 'pass:geheim'],
      true,
    ],
    ['triple DES the old way, SEC1', ec, ['ec', '-des3', '-passout', 'pass:geheim'], true],
  ] as const)('are read: %s', async (_, kind, command, encrypted) => {
    const plain = await exportPrivateKey((await keyPairOf(kind)).privateKey);
    const theirs = openssl(command, plain);
    const read = await readPrivateKey(theirs, { passphrase: 'geheim' });
    expect(read.encrypted).toBe(encrypted);
    expect(keyKindOf(read.keyPair.privateKey)).toEqual(kind);
    expect(await exportPrivateKey(read.keyPair.privateKey)).toBe(plain);
  });

  it('are read with the parameters of the curve in front, as ecparam writes them', async () => {
    const theirs = openssl(['ecparam', '-name', 'secp384r1', '-genkey']);
    expect(theirs).toContain('BEGIN EC PARAMETERS');
    expect(keyKindOf((await readPrivateKey(theirs)).keyPair.privateKey)).toEqual(ec);
  });

  it.each([
    ['Ed25519', ['genpkey', '-algorithm', 'ed25519'], 'id-Ed25519'],
    ['brainpool', ['ecparam', '-name', 'brainpoolP256r1', '-genkey', '-noout'], 'brainpoolP256r1'],
    [
      'a curve spelt out',
      ['ecparam', '-name', 'prime256v1', '-param_enc', 'explicit', '-genkey', '-noout'],
      'spells its curve out',
    ],
    ['DSA', ['dsaparam', '-genkey', '-noout', '1024'], 'id-dsa'],
  ] as const)('of other kinds are named: %s', async (_, command, name) => {
    await expect(readPrivateKey(openssl(command))).rejects.toThrow(name);
  });
});
