import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { gatherRequestFacts } from '../../src/lib/csr/facts.ts';
import { open } from '../../src/lib/formats/open.ts';
import { printName } from '../../src/lib/x509/name.ts';
import { publicKeyText } from '../../src/lib/x509/public-key.ts';
import { describeWith, runProgram } from '../support/programs.ts';
import { scratchFolder } from '../support/scratch.ts';

const folder = scratchFolder();
const names = ['expe1.example.com', 'collab-edge.example.com'];

/** What we read in a file that another program has written. */
async function readFile(path: string) {
  const { recognised } = await open([{ path, bytes: readFileSync(path) }]);
  const [item] = recognised;
  if (item?.kind !== 'certificate-request') throw new Error(`${path} is ${item?.kind}`);
  const facts = await gatherRequestFacts(item.request);
  return {
    subject: printName(facts.request.subject),
    key: publicKeyText(facts.request.publicKey),
    names: facts.names.map(({ type, value }) => `${type}:${value}`),
    usages: facts.extendedKeyUsage,
    signature: facts.signature,
  };
}

function succeed(program: string, ...args: string[]): void {
  const { status, stderr } = runProgram(program, args);
  expect(status, stderr).toBe(0);
}

describeWith('openssl', 'requests made by openssl are read', () => {
  it.each([
    ['RSA 2048', ['rsa:2048'], 'sha256'],
    ['RSA 3072', ['rsa:3072'], 'sha512'],
    ['ECDSA P-256', ['ec', '-pkeyopt', 'ec_paramgen_curve:P-256'], 'sha256'],
    ['ECDSA P-384', ['ec', '-pkeyopt', 'ec_paramgen_curve:P-384'], 'sha384'],
    ['ECDSA P-521', ['ec', '-pkeyopt', 'ec_paramgen_curve:P-521'], 'sha512'],
    ['Ed25519', ['ed25519'], 'sha512'],
  ])('%s', async (key, newKey, hash) => {
    const out = join(folder, 'openssl.csr');
    succeed(
      ...(['openssl', 'req', '-new', '-newkey', ...newKey, '-nodes', `-${hash}`, '-out', out] as [
        string,
        ...string[],
      ]),
      ...['-keyout', join(folder, 'openssl.key'), '-subj', '/C=GB/O=Exämple/CN=expe1.example.com', '-utf8'],
      ...[
        '-addext',
        `subjectAltName=${names.map((name) => `DNS:${name}`).join(',')},otherName:1.3.6.1.5.5.7.8.5;UTF8:example.com`,
      ],
      ...['-addext', 'extendedKeyUsage=serverAuth,clientAuth'],
    );
    expect(await readFile(out)).toEqual({
      subject: 'CN=expe1.example.com,O=Exämple,C=GB',
      key,
      names: [...names.map((name) => `DNS:${name}`), 'XMPP:example.com'],
      usages: ['serverAuth', 'clientAuth'],
      signature: 'valid',
    });
  });

  it('with a challenge password and a relative name of two attributes', async () => {
    const config = join(folder, 'req.cnf');
    writeFileSync(
      config,
      '[req]\nprompt=no\ndistinguished_name=dn\nattributes=attributes\nreq_extensions=extensions\n' +
        '[dn]\nCN=expe1.example.com\n+OU=UC\n[attributes]\nchallengePassword=secret\nunstructuredName=Expressway\n' +
        `[extensions]\nsubjectAltName=DNS:${names[0]}\n`,
    );
    const out = join(folder, 'attributes.csr');
    succeed(
      'openssl',
      'req',
      '-new',
      '-newkey',
      'rsa:2048',
      '-nodes',
      '-config',
      config,
      '-out',
      out,
      '-keyout',
      join(folder, 'a.key'),
    );
    expect(await readFile(out)).toMatchObject({
      names: [`DNS:${names[0]}`],
      usages: undefined,
      signature: 'valid',
    });
  });
});

describeWith('certtool', 'requests made by certtool are read', () => {
  it.each([
    ['RSA 2048', ['--key-type', 'rsa', '--bits', '2048']],
    ['ECDSA P-256', ['--key-type', 'ecdsa', '--curve', 'secp256r1']],
  ])('%s', async (key, kind) => {
    const template = join(folder, 'template');
    const [keyFile, out] = [join(folder, 'certtool.key'), join(folder, 'certtool.csr')];
    const dns = names.map((name) => `dns_name = "${name}"`).join('\n');
    writeFileSync(template, `cn = "expe1.example.com"\n${dns}\ntls_www_server\ntls_www_client\n`);
    succeed('certtool', '--generate-privkey', ...kind, '--outfile', keyFile);
    succeed(
      'certtool',
      '--generate-request',
      '--load-privkey',
      keyFile,
      '--template',
      template,
      '--outfile',
      out,
    );
    const read = await readFile(out);
    expect(read).toMatchObject({ subject: 'CN=expe1.example.com', key, signature: 'valid' });
    expect(read.names).toEqual(names.map((name) => `DNS:${name}`));
    expect([...(read.usages ?? [])].sort()).toEqual(['clientAuth', 'serverAuth']);
  });
});

describeWith('keytool', 'requests made by keytool are read', () => {
  it('RSA 2048, with the label NEW CERTIFICATE REQUEST', async () => {
    const store = ['-keystore', join(folder, 'store.p12'), '-storepass', 'secret', '-alias', 'expe1'];
    const out = join(folder, 'keytool.csr');
    succeed(
      'keytool',
      '-genkeypair',
      ...store,
      '-keyalg',
      'RSA',
      '-keysize',
      '2048',
      '-dname',
      'CN=expe1.example.com, O=Example Corp',
    );
    const san = `san=${names.map((name) => `dns:${name}`).join(',')}`;
    succeed('keytool', '-certreq', ...store, '-file', out, '-ext', san, '-ext', 'eku=serverAuth,clientAuth');
    expect(readFileSync(out, 'latin1')).toContain('NEW CERTIFICATE REQUEST');
    expect(await readFile(out)).toEqual({
      subject: 'CN=expe1.example.com,O=Example Corp',
      key: 'RSA 2048',
      names: names.map((name) => `DNS:${name}`),
      usages: ['serverAuth', 'clientAuth'],
      signature: 'valid',
    });
  });
});
