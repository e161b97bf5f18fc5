import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { buildCsr } from '../../src/lib/csr/build.ts';
import { writePem } from '../../src/lib/formats/pem.ts';
import { readOpensslText } from '../support/csr-text.ts';
import { keytoolOutput } from '../support/keytool.ts';
import { describeWith, runProgram } from '../support/programs.ts';
import { contents, keyKinds, keyKindText, keyPairOf, nameTexts } from '../support/requests.ts';

const folder = mkdtempSync(join(tmpdir(), 'expcert-sign-'));
afterAll(() => rmSync(folder, { recursive: true }));
const path = (name: string): string => join(folder, name);

const authority = ['-keystore', path('ca.p12'), '-storepass', 'changeit', '-alias', 'ca'];

function opensslCertificate(csr: string): string {
  const ca = ['-CA', path('ca.pem'), '-CAkey', path('ca.key'), '-days', '30'];
  return runProgram('openssl', ['x509', '-req', '-copy_extensions', 'copyall', ...ca], csr).stdout;
}

/** The database of `openssl ca`, with a policy that takes any subject. */
function opensslCaCertificate(csr: string): string {
  writeFileSync(path('in.csr'), csr);
  const args = ['-batch', '-notext', '-config', path('ca.cnf'), '-in', path('in.csr')];
  return runProgram('openssl', ['ca', '-utf8', ...args]).stdout;
}

function certtoolCertificate(csr: string): string {
  writeFileSync(path('in.csr'), csr);
  const ca = ['--load-ca-certificate', path('ca.pem'), '--load-ca-privkey', path('ca.key')];
  const args = [
    '--generate-certificate',
    '--template',
    path('template'),
    '--load-request',
    path('in.csr'),
    ...ca,
  ];
  return runProgram('certtool', args).stdout;
}

function keytoolCertificate(csr: string): Promise<string> {
  return keytoolOutput(folder, ['-gencert', '-rfc', '-ext', 'honored=all', ...authority], csr);
}

const authorities: Readonly<Record<string, (csr: string) => string | Promise<string>>> = {
  'openssl x509': opensslCertificate,
  'openssl ca': opensslCaCertificate,
  certtool: certtoolCertificate,
  keytool: keytoolCertificate,
};

const rows = Object.entries(authorities).flatMap(([name, sign]) =>
  keyKinds.flatMap((kind) =>
    Object.entries(contents).map(
      ([what, content]) => [`${name}: ${keyKindText(kind)}, ${what}`, { sign, kind, content }] as const,
    ),
  ),
);

const caConfiguration = `
[ca]
default_ca = d
[d]
database = ${path('index.txt')}
new_certs_dir = ${folder}
certificate = ${path('ca.pem')}
private_key = ${path('ca.key')}
rand_serial = yes
unique_subject = no
default_md = sha256
default_days = 30
policy = any
copy_extensions = copyall
string_mask = utf8only
preserve = yes
[any]
commonName = supplied
`;

describeWith(['openssl', 'certtool', 'keytool'], 'certificates other programs issue for our requests', () => {
  beforeAll(async () => {
    writeFileSync(path('ca.cnf'), caConfiguration);
    writeFileSync(path('index.txt'), '');
    writeFileSync(
      path('template'),
      'honor_crq_extensions\nhonor_crq_ext = 2.5.29.15\nexpiration_days = 30\n',
    );
    const key = ['-newkey', 'rsa:2048', '-nodes', '-keyout', path('ca.key')];
    runProgram('openssl', [
      'req',
      '-x509',
      ...key,
      '-subj',
      '/CN=Test CA',
      '-days',
      '60',
      '-out',
      path('ca.pem'),
    ]);
    const pair = ['-keyalg', 'RSA', '-keysize', '2048', '-dname', 'CN=Java CA', '-ext', 'bc=ca:true'];
    await keytoolOutput(folder, ['-genkeypair', ...pair, ...authority]);
  });

  test.for(rows)('%s keeps names and usages', async ([, { sign, kind, content }]) => {
    const csr = await buildCsr({ ...content, hash: 'sha256' }, await keyPairOf(kind));
    const certificate = await sign(writePem('CERTIFICATE REQUEST', csr));
    const { stdout } = runProgram('openssl', ['x509', '-noout', '-text'], certificate);
    expect(readOpensslText(stdout)).toEqual({
      names: nameTexts(content),
      keyUsage: kind.type === 'rsa' ? ['Digital Signature', 'Key Encipherment'] : ['Digital Signature'],
      extendedKeyUsage: ['TLS Web Server Authentication', 'TLS Web Client Authentication'],
    });
  });
});
