import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { buildCsr } from '../../src/lib/csr/build.ts';
import type { RequestHash } from '../../src/lib/csr/key-pair.ts';
import { writePem } from '../../src/lib/formats/pem.ts';
import { readCerttoolText, readKeytoolText, readOpensslText } from '../support/csr-text.ts';
import { keytoolOutput } from '../support/keytool.ts';
import { describeWith, runProgram } from '../support/programs.ts';
import { contents, keyKinds, keyKindText, keyPairOf, nameTexts } from '../support/requests.ts';

const folder = mkdtempSync(join(tmpdir(), 'expcert-csr-'));
afterAll(() => rmSync(folder, { recursive: true }));

const hashes: readonly RequestHash[] = ['sha256', 'sha384', 'sha512'];
const rows = keyKinds.flatMap((kind) =>
  hashes.flatMap((hash) =>
    Object.entries(contents).map(
      ([what, content]) => [`${keyKindText(kind)}, ${hash}: ${what}`, { kind, hash, content }] as const,
    ),
  ),
);

/** openssl says `ecdsa-with-SHA256`, certtool `ECDSA-SHA256`, keytool `SHA256withECDSA`. */
const signedWith = (hash: RequestHash): string => hash.toUpperCase();

describeWith(['openssl', 'certtool', 'keytool'], 'requests as three other programs read them', () => {
  test.concurrent.for(rows)('%s', async ([, { kind, hash, content }], { expect }) => {
    const csr = writePem('CERTIFICATE REQUEST', await buildCsr({ ...content, hash }, await keyPairOf(kind)));
    const rsa = kind.type === 'rsa';
    const names = nameTexts(content);

    const openssl = runProgram(
      'openssl',
      ['req', '-noout', '-text', '-verify', '-nameopt', 'RFC2253,-esc_msb,utf8'],
      csr,
    );
    expect(openssl.stderr).toContain('verify OK');
    expect(readOpensslText(openssl.stdout)).toEqual({
      names,
      keyUsage: rsa ? ['Digital Signature', 'Key Encipherment'] : ['Digital Signature'],
      extendedKeyUsage: ['TLS Web Server Authentication', 'TLS Web Client Authentication'],
    });
    expect(openssl.stdout).toMatch(new RegExp(`Signature Algorithm: .*${signedWith(hash)}`, 'i'));

    const certtool = runProgram('certtool', ['--crq-info'], csr);
    expect(certtool.stdout).toContain('Self signature: verified');
    expect(readCerttoolText(certtool.stdout)).toEqual({
      names,
      keyUsage: rsa ? ['Digital signature.', 'Key encipherment.'] : ['Digital signature.'],
      extendedKeyUsage: ['TLS WWW Server.', 'TLS WWW Client.'],
    });
    expect(certtool.stdout).toMatch(new RegExp(`Signature Algorithm: .*${signedWith(hash)}`));

    const keytool = await keytoolOutput(folder, ['-printcertreq', '-v'], csr);
    expect(readKeytoolText(keytool)).toEqual({
      names: names.map((name) => name.replace(/^(XMPP|SRV):.*/, '$1:')),
      keyUsage: rsa ? ['DigitalSignature', 'Key_Encipherment'] : ['DigitalSignature'],
      extendedKeyUsage: ['serverAuth', 'clientAuth'],
    });
    expect(keytool).toContain(`Signature algorithm: ${signedWith(hash)}with`);
  });

  test('every subject value arrives as written, with CN last', async () => {
    const content = contents['a subject in UTF-8 with everything that text parsers trip over']!;
    const csr = await buildCsr(
      { ...content, hash: 'sha256' },
      await keyPairOf({ type: 'ec', curve: 'P-256' }),
    );
    const { stdout } = runProgram(
      'openssl',
      ['req', '-inform', 'DER', '-noout', '-subject', '-nameopt', 'multiline,utf8,-esc_msb'],
      csr,
    );
    const printed = stdout
      .split('\n')
      .slice(1)
      .map((line) => line.split(/ = (.*)/)[1]?.replaceAll('\\\\', '\\'))
      .filter(Boolean);
    expect(printed).toEqual([...content.subject.map(({ value }) => value), content.commonName]);
    const { stdout: asn1 } = runProgram('openssl', ['asn1parse', '-inform', 'DER'], csr);
    expect(
      [...asn1.matchAll(/prim: (PRINTABLESTRING|UTF8STRING|IA5STRING) /g)].map(([, type]) => type),
    ).toEqual(['PRINTABLESTRING', ...Array<string>(4).fill('UTF8STRING'), 'IA5STRING', 'UTF8STRING']);
  });
});
