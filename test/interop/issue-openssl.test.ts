import { createPrivateKey } from 'node:crypto';
import { createRequire } from 'node:module';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { buildRequest } from '../../fixtures/recipes/requests.ts';
import { issueCertificate, issueCrl, serialHex, writePkcs12, writePkcs7 } from '../../src/lib/issue/index.ts';
import { readPrivateKey, writePem } from '../../src/lib/index.ts';
import { keytoolOutput } from '../support/keytool.ts';
import { makeCas, p256, p384, profile } from '../support/private-ca.ts';
import { describeWith, runProgram } from '../support/programs.ts';
import { scratchFolder } from '../support/scratch.ts';

/** What is used of node-forge, which has no types of its own. */
interface Forge {
  readonly asn1: { fromDer(octets: string): unknown };
  readonly pki: { readonly oids: Readonly<Record<'certBag' | 'pkcs8ShroudedKeyBag', string>> };
  readonly pkcs12: {
    pkcs12FromAsn1(
      pfx: unknown,
      passphrase: string,
    ): { getBags(filter: { readonly bagType: string }): Readonly<Record<string, readonly unknown[]>> };
  };
}
const forge = createRequire(import.meta.url)('node-forge') as Forge;

const folder = scratchFolder();
const at = (name: string): string => join(folder, name);
const kinds = { 'P-256': p256, 'P-384': p384, 'RSA 2048': { type: 'rsa', bits: 2048 } } as const;
/** Some programs judge by the clock alone. */
const issuedAt = new Date(Date.now() - 3_600_000);
const passphrase = 'correct horse';
const names = [
  'DNS:expe1.example.com',
  'DNS:expe.example.com',
  'XMPP:chat.example.com',
  'SRV:_collab-edge._tls.example.com',
];

/** A leaf of each use, the CAs above it and their list, in PEM. */
beforeAll(async () => {
  for (const [kind, key] of Object.entries(kinds)) {
    const { root, issuing } = await makeCas(key, { at: issuedAt, permittedDomains: ['example.com'] });
    const write = (name: string, label: string, der: Uint8Array): void =>
      writeFileSync(at(`${kind} ${name}`), writePem(label, der));
    write('root.pem', 'CERTIFICATE', root.certificate.der);
    write('issuing.pem', 'CERTIFICATE', issuing.certificate.der);
    const takenSerials = new Set<string>();
    for (const use of ['server', 'client', 'both', 'lost'] as const) {
      const leaf = await issueCertificate(
        buildRequest({ names }),
        issuing,
        profile({
          use: use === 'lost' ? 'both' : use,
          takenSerials,
          at: issuedAt,
          notAfter: new Date(Date.now() + 86_400_000),
        }),
      );
      takenSerials.add(serialHex(leaf.serialNumber));
      write(`${use}.pem`, 'CERTIFICATE', leaf.der);
      if (use !== 'lost') continue;
      const revoked = [
        { serialNumber: serialHex(leaf.serialNumber), at: issuedAt, reason: 'keyCompromise' as const },
      ];
      const settings = { at: issuedAt, nextUpdate: new Date(Date.now() + 86_400_000) };
      write('issuing.crl', 'X509 CRL', (await issueCrl(issuing, { revoked, ...settings })).der);
      write('root.crl', 'X509 CRL', (await issueCrl(root, { revoked: [], ...settings })).der);
    }
    const { keyPair } = await readPrivateKey(
      readFileSync(join(import.meta.dirname, '../../fixtures/keys/rsa-2048.pem'), 'utf8'),
    );
    const certificates = ['both', 'issuing', 'root'].map((name) =>
      readFileSync(at(`${kind} ${name}.pem`), 'utf8'),
    );
    writeFileSync(
      at(`${kind}.pfx`),
      await writePkcs12({ certificates, keyPair, passphrase, friendlyName: 'expe1' }),
    );
    writeFileSync(at(`${kind}.p7b`), await writePkcs7(certificates));
  }
}, 300_000);

describeWith('openssl', 'openssl', () => {
  const verify = (kind: string, leaf: string, ...args: string[]) =>
    runProgram('openssl', [
      ...['verify', '-x509_strict', '-CAfile', at(`${kind} root.pem`)],
      ...['-untrusted', at(`${kind} issuing.pem`), ...args, at(`${kind} ${leaf}.pem`)],
    ]);

  describe.each(Object.keys(kinds))('with keys of %s', (kind) => {
    it.each([
      ['server', 'sslserver', 0],
      ['server', 'sslclient', 2],
      ['client', 'sslclient', 0],
      ['client', 'sslserver', 2],
      ['both', 'sslserver', 0],
      ['both', 'sslclient', 0],
    ])('the certificate for %s has for %s the exit status %i', (use, purpose, status) => {
      const done = verify(kind, use, '-purpose', purpose);
      expect(done.status, done.stderr).toBe(status);
    });

    it.each([
      ['lost', 2, 'certificate revoked'],
      ['both', 0, ''],
    ])('the list is honoured: %s', (leaf, status, text) => {
      const lists = ['issuing', 'root'].flatMap((ca) => ['-CRLfile', at(`${kind} ${ca}.crl`)]);
      const done = verify(kind, leaf, '-crl_check_all', ...lists);
      expect(done.status, done.stderr).toBe(status);
      expect(done.stderr).toContain(text);
    });

    it('PKCS#12 is opened, and its iterations are many', () => {
      const args = ['pkcs12', '-in', at(`${kind}.pfx`), '-passin', `pass:${passphrase}`, '-info', '-nodes'];
      const { status, stdout, stderr } = runProgram('openssl', args);
      expect(status, stderr).toBe(0);
      expect(stdout.match(/BEGIN CERTIFICATE/g)).toHaveLength(3);
      expect(createPrivateKey(stdout.slice(stdout.indexOf('-----BEGIN PRIVATE KEY')))).toBeDefined();
      expect([...stderr.matchAll(/Iteration (\d+)/g)].map(([, count]) => count)).toEqual(
        Array(3).fill('600000'),
      );
      expect(stderr.match(/AES-256-CBC/g)).toHaveLength(2);
    });

    it('PKCS#7 holds the chain', () => {
      const args = ['pkcs7', '-inform', 'der', '-in', at(`${kind}.p7b`), '-print_certs', '-noout'];
      const { stdout } = runProgram('openssl', args);
      expect(stdout.match(/^subject=/gm)).toHaveLength(3);
    });
  });
});

describeWith('certtool', 'certtool', () => {
  it.each(Object.keys(kinds))('accepts the chain: %s', (kind) => {
    const chain = ['both', 'issuing', 'root'].map((name) => readFileSync(at(`${kind} ${name}.pem`), 'utf8'));
    const { status, stdout, stderr } = runProgram('certtool', ['--verify-chain'], chain.join(''));
    expect(status, stdout + stderr).toBe(0);
  });

  it.each(Object.keys(kinds))('opens PKCS#12: %s', (kind) => {
    const args = ['--p12-info', '--inder', '--infile', at(`${kind}.pfx`), '--password', passphrase];
    const { status, stdout } = runProgram('certtool', args);
    expect(status).toBe(0);
    expect(stdout.match(/BEGIN CERTIFICATE/g)).toHaveLength(3);
    expect(stdout).toContain('BEGIN ENCRYPTED PRIVATE KEY');
  });
});

describeWith('keytool', 'keytool', () => {
  it.each(Object.keys(kinds))('opens PKCS#12, with key and chain: %s', async (kind) => {
    const args = [
      '-list',
      '-v',
      '-storetype',
      'pkcs12',
      '-keystore',
      at(`${kind}.pfx`),
      '-storepass',
      passphrase,
    ];
    const text = await keytoolOutput(folder, args);
    expect(text).toContain('Alias name: expe1');
    expect(text).toContain('Entry type: PrivateKeyEntry');
    expect(text).toContain('Certificate chain length: 3');
  });
});

it('node-forge opens PKCS#12', () => {
  const bytes = readFileSync(at('RSA 2048.pfx'));
  const decoded = forge.asn1.fromDer(bytes.toString('binary'));
  const pfx = forge.pkcs12.pkcs12FromAsn1(decoded, passphrase);
  const { certBag, pkcs8ShroudedKeyBag: keyBag } = forge.pki.oids;
  expect(pfx.getBags({ bagType: certBag })[certBag]).toHaveLength(3);
  expect(pfx.getBags({ bagType: keyBag })[keyBag]).toHaveLength(1);
});
