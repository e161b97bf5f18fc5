import { existsSync, mkdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  checkCsr,
  createCsr,
  exportPrivateKey,
  open,
  planDeployment,
  readCsr,
  readDeployment,
  readPrivateKey,
  writePem,
  type KeyKind,
} from '../../src/lib/index.ts';
import { createCa, issueCertificate, issueCrl } from '../../src/lib/issue/index.ts';
import { corp, corpPeers } from '../support/corp.ts';
import { judgedAt } from '../support/pki.ts';
import { describeWith, runProgram } from '../support/programs.ts';
import { scratchFolder } from '../support/scratch.ts';

const root = join(import.meta.dirname, '../..');
/** Where .ci/run installs node-webcrypto-p11, which is compiled: no dependency of the project. */
const cache = process.env['XDG_CACHE_HOME'] ?? join(homedir(), '.cache');
const installed = join(cache, 'expcert-ci/pkcs11');
const driver = '/usr/lib/softhsm/libsofthsm2.so';
const pin = '1234';

interface TokenCrypto extends Crypto {
  close(): void;
}
type OpenToken = new (settings: {
  library: string;
  slot: number;
  readWrite: boolean;
  pin: string;
}) => TokenCrypto;

const folder = scratchFolder();

function makeToken(): void {
  mkdirSync(join(folder, 'tokens'));
  writeFileSync(join(folder, 'softhsm2.conf'), `directories.tokendir = ${join(folder, 'tokens')}\n`);
  process.env['SOFTHSM2_CONF'] = join(folder, 'softhsm2.conf');
  const label = ['--init-token', '--free', '--label', 'expcert'];
  const { status, stderr } = runProgramHere('softhsm2-util', [...label, '--pin', pin, '--so-pin', pin]);
  expect(status, stderr).toBe(0);
}

const runProgramHere = (program: string, args: readonly string[]) =>
  runProgram('env', [`SOFTHSM2_CONF=${join(folder, 'softhsm2.conf')}`, `PIN=${pin}`, program, ...args]);

const isInstalled = existsSync(join(installed, 'node_modules/node-webcrypto-p11'));
if (!isInstalled && process.env['REQUIRE_ALL'] === '1')
  throw new Error(`no node-webcrypto-p11 in ${installed}`);

describe.skipIf(!isInstalled)('with node-webcrypto-p11', () => {
  describeWith(['softhsm2-util', 'openssl'], 'keys that never leave a token', () => {
    let crypto: TokenCrypto;
    beforeAll(() => {
      makeToken();
      const { Crypto } = createRequire(join(installed, 'x.js'))('node-webcrypto-p11') as {
        Crypto: OpenToken;
      };
      crypto = new Crypto({ library: driver, slot: 0, readWrite: true, pin });
    });
    afterAll(() => crypto.close());

    const [planned] = planDeployment(readDeployment(corp).deployment!).requests;

    it.each<[string, KeyKind, RsaHashedKeyGenParams | EcKeyGenParams]>([
      [
        'RSA 2048',
        { type: 'rsa', bits: 2048 },
        {
          name: 'RSASSA-PKCS1-v1_5',
          modulusLength: 2048,
          publicExponent: Uint8Array.of(1, 0, 1),
          hash: 'SHA-256',
        },
      ],
      ...(['P-256', 'P-384', 'P-521'] as const).map((curve): [string, KeyKind, EcKeyGenParams] => [
        curve,
        { type: 'ec', curve },
        { name: 'ECDSA', namedCurve: curve },
      ]),
    ])(
      '%s: a request is signed, openssl verifies it, and the key is found to be its',
      async (_, key, algorithm) => {
        const inToken = { ...algorithm, token: true, sensitive: true, label: 'expcert' };
        const keyPair = (await crypto.subtle.generateKey(inToken, false, [
          'sign',
          'verify',
        ])) as CryptoKeyPair;
        const request = { ...planned!.request, key };
        const { der } = await createCsr({ ...planned!, request }, { keyPair, crypto });
        const verified = runProgram(
          'openssl',
          ['req', '-verify', '-noout'],
          writePem('CERTIFICATE REQUEST', der),
        );
        expect(verified.stderr + verified.stdout).toContain('verify OK');
        const { findings } = await checkCsr(der, { at: new Date(judgedAt), keyPair, crypto });
        expect(findings.filter(({ severity }) => severity === 'error')).toEqual([]);
        await expect(exportPrivateKey(keyPair.privateKey, { crypto })).rejects.toThrow('not extractable');
      },
    );

    it('a CA signs certificates and lists, and openssl verifies them', async () => {
      const inToken = { name: 'ECDSA', namedCurve: 'P-256', token: true, sensitive: true, label: 'ca' };
      const keyPair = (await crypto.subtle.generateKey(inToken, false, ['sign', 'verify'])) as CryptoKeyPair;
      const at = new Date(Date.now() - 60_000);
      const notAfter = new Date(Date.now() + 86_400_000);
      const ca = await createCa({ commonName: 'Token CA', keyPair, at, notAfter, crypto });
      const { der } = await createCsr(planned!);
      const profile = { use: 'both', at, notAfter, takenSerials: new Set<string>(), crypto } as const;
      const leaf = await issueCertificate(der, ca, profile);
      const crl = await issueCrl(ca, { revoked: [], at, nextUpdate: notAfter, crypto });
      const write = (name: string, label: string, bytes: Uint8Array): string => {
        writeFileSync(join(folder, name), writePem(label, bytes));
        return join(folder, name);
      };
      const files = [
        ...['-CAfile', write('ca.pem', 'CERTIFICATE', ca.certificate.der)],
        ...['-CRLfile', write('ca.crl', 'X509 CRL', crl.der), write('leaf.pem', 'CERTIFICATE', leaf.der)],
      ];
      const verified = runProgram('openssl', ['verify', '-x509_strict', '-crl_check', ...files]);
      expect(verified.status, verified.stderr).toBe(0);
      await expect(exportPrivateKey(ca.keyPair.privateKey, { crypto })).rejects.toThrow('not extractable');
    });

    it('a key of a file is read into the token, encrypted or not', async () => {
      const found = join(root, 'fixtures/found/pbes2-aes-256.key');
      const encrypted = await readPrivateKey(readFileSync(found), { crypto, passphrase: 'secret' });
      expect(encrypted.encrypted).toBe(true);
      const plain = readFileSync(join(root, 'fixtures/keys/ec-p-256.pem'));
      const { keyPair } = await readPrivateKey(plain, { crypto });
      const { der } = await createCsr(planned!, { keyPair, crypto });
      expect(readCsr(der).publicKey.kind).toBe('ec');
    });

    it('an extractable key of the token is exported under a passphrase, and opens', async () => {
      const algorithm = { name: 'ECDSA', namedCurve: 'P-256' };
      const pair = (await crypto.subtle.generateKey(algorithm, true, ['sign', 'verify'])) as CryptoKeyPair;
      const pem = await exportPrivateKey(pair.privateKey, { crypto, passphrase: 'x' });
      const { recognised } = await open([{ path: 'key.pem', bytes: pem }], { passphrases: ['x'] });
      expect(recognised.map(({ kind }) => kind)).toEqual(['private-key']);
    });

    it('the example makes a request for each peer', () => {
      const place = join(folder, 'example');
      mkdirSync(join(place, 'node_modules'), { recursive: true });
      symlinkSync(root, join(place, 'node_modules/expcert'));
      symlinkSync(
        join(installed, 'node_modules/node-webcrypto-p11'),
        join(place, 'node_modules/node-webcrypto-p11'),
      );
      writeFileSync(join(place, 'request.mjs'), readFileSync(join(root, 'examples/pkcs11-request.mjs')));
      writeFileSync(join(place, 'corp.yaml'), corp);
      const { status, stdout, stderr } = runProgramHere(process.execPath, [
        join(place, 'request.mjs'),
        ...[join(place, 'corp.yaml'), driver],
      ]);
      expect(status, stderr).toBe(0);
      expect(stdout.match(/BEGIN CERTIFICATE REQUEST/g)).toHaveLength(corpPeers.length);
    });
  });
});
