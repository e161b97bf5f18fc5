import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { keyText } from '../../fixtures/recipes/requests.ts';
import { toHex } from '../../src/lib/bytes.ts';
import { namesOf } from '../../src/lib/describe/facts.ts';
import { open } from '../../src/lib/formats/open.ts';
import { readPem } from '../../src/lib/formats/pem.ts';
import type { Recognised } from '../../src/lib/formats/recognised.ts';
import { streamed } from '../support/ber.ts';
import { keytoolOutput } from '../support/keytool.ts';
import { describeWith, runProgram } from '../support/programs.ts';
import { scratchFolder } from '../support/scratch.ts';

const folder = scratchFolder();
const path = (name: string): string => join(folder, name);

function succeed(program: string, ...args: string[]): string {
  const { status, stdout, stderr } = runProgram(program, args);
  expect(status, `${program} ${args.join(' ')}\n${stderr}`).toBe(0);
  return stdout;
}

const key = path('key.pem');
const certificate = path('cert.pem');

/** A key of fixtures/keys and a certificate for it, with the names an Expressway uses. */
let once: { readonly der: Uint8Array; readonly pkcs8: Uint8Array } | undefined;
const ours = () => (once ??= makeCertificate());

function makeCertificate(): NonNullable<typeof once> {
  const pem = keyText('rsa-2048').replace(/^.*\n(?=-----BEGIN)/, '');
  writeFileSync(key, pem, { mode: 0o600 });
  const names = [
    'DNS:expe1.example.com',
    'otherName:1.3.6.1.5.5.7.8.7;IA5:_collab-edge._tls.example.com',
    'otherName:1.3.6.1.5.5.7.8.5;UTF8:chat.example.com',
    'IP:192.0.2.1',
  ];
  const request = ['-subj', '/CN=expe1.example.com', '-addext', `subjectAltName=${names.join()}`];
  succeed('openssl', 'req', '-x509', '-new', '-key', key, ...request, '-days', '30', '-out', certificate);
  return {
    der: readPem(readFileSync(certificate, 'utf8')).blocks[0]!.bytes,
    pkcs8: readPem(pem).blocks[0]!.bytes,
  };
}

const openFile = (name: string, ...passphrases: string[]) =>
  open([{ path: name, bytes: new Uint8Array(readFileSync(path(name))) }], { passphrases });

const namesIn = (thing: Recognised): string[] => namesOf(thing).map(({ type, value }) => `${type}:${value}`);
const keysIn = (things: readonly Recognised[]): string[] =>
  things.flatMap((thing) => (thing.kind === 'private-key' ? [toHex(thing.privateKey.toPkcs8())] : []));
const certificatesIn = (things: readonly Recognised[]): string[] =>
  things.flatMap((thing) => (thing.kind === 'certificate' ? [toHex(thing.der)] : []));

describeWith(['openssl', 'certtool', 'keytool'], 'PKCS#12 files of other programs open', () => {
  const made = ours();
  const exported = ['pkcs12', '-export', '-inkey', key, '-in', certificate, '-name', 'tomcat'];
  const openssl =
    (passphrase: string, ...args: string[]) =>
    (file: string) =>
      void succeed('openssl', ...exported, '-passout', `pass:${passphrase}`, ...args, '-out', path(file));
  const certtool =
    (...args: string[]) =>
    (file: string) =>
      void succeed(
        'certtool',
        '--to-p12',
        '--load-privkey',
        key,
        '--load-certificate',
        certificate,
        '--p12-name',
        'tomcat',
        '--outder',
        '--outfile',
        path(file),
        ...args,
      );

  it.each<[string, string, (file: string) => void | Promise<unknown>]>([
    ['OpenSSL 3', 'secret', openssl('secret')],
    ['OpenSSL with RC2-40, as Windows does', 'secret', openssl('secret', '-legacy')],
    ['OpenSSL with 3DES', 'secret', openssl('secret', '-legacy', '-descert')],
    [
      'OpenSSL with 2-key 3DES and RC2-128',
      'secret',
      openssl('secret', '-legacy', '-certpbe', 'PBE-SHA1-RC2-128', '-keypbe', 'PBE-SHA1-2DES'),
    ],
    [
      'OpenSSL with AES-192 and SHA-512',
      'secret',
      openssl('secret', '-certpbe', 'aes-192-cbc', '-keypbe', 'aes-192-cbc', '-macalg', 'sha512'),
    ],
    ['OpenSSL with an empty passphrase', '', openssl('')],
    ['OpenSSL with an umlaut', 'pässwörd', openssl('pässwörd')],
    ['OpenSSL with an umlaut, the old way', 'pässwörd', openssl('pässwörd', '-legacy')],
    ['OpenSSL with a sign beyond Latin-1', '密码', openssl('密码', '-legacy')],
    ['OpenSSL with certificates in the open', 'secret', openssl('secret', '-certpbe', 'NONE')],
    ['OpenSSL with a key in the open', 'secret', openssl('secret', '-keypbe', 'NONE')],
    ['OpenSSL without integrity check', 'secret', openssl('secret', '-nomac', '-certpbe', 'AES-256-CBC')],
    ['OpenSSL with one round of integrity check', 'secret', openssl('secret', '-nomaciter', '-noiter')],
    ['certtool', 'secret', certtool('--password', 'secret')],
    ['certtool with an empty passphrase', '', certtool('--empty-password')],
    ['certtool without passphrase', '', certtool('--null-password')],
    [
      'keytool',
      'secret',
      async (file) => {
        openssl('secret')('for-keytool.p12');
        const source = [
          '-srckeystore',
          path('for-keytool.p12'),
          '-srcstoretype',
          'PKCS12',
          '-srcstorepass',
          'secret',
        ];
        await keytoolOutput(folder, [
          '-importkeystore',
          ...source,
          '-destkeystore',
          path(file),
          '-deststoretype',
          'PKCS12',
          '-deststorepass',
          'secret',
        ]);
      },
    ],
  ])('of %s', async (title, passphrase, make) => {
    const file = `${title.replace(/\W+/g, '-')}.p12`;
    await make(file);
    const { recognised, unrecognised } = await openFile(file, ...(passphrase === '' ? [] : [passphrase]));
    expect(unrecognised.map(({ error }) => error.message)).toEqual([]);
    expect(certificatesIn(recognised)).toEqual([toHex(made.der)]);
    expect(keysIn(recognised)).toEqual([toHex(made.pkcs8)]);
    const names = recognised.flatMap((thing) => (thing.kind === 'certificate' ? namesIn(thing) : []));
    expect(names).toEqual([
      'DNS:expe1.example.com',
      'SRV:_collab-edge._tls.example.com',
      'XMPP:chat.example.com',
      'IP:192.0.2.1',
    ]);
    if (!title.includes('certtool')) {
      const ber = streamed(new Uint8Array(readFileSync(path(file))));
      const again = await open([{ path: file, bytes: ber }], { passphrases: [passphrase] });
      expect(keysIn(again.recognised), 'in BER').toEqual([toHex(made.pkcs8)]);
    }
  });

  it('a trust store of keytool', async () => {
    await keytoolOutput(
      folder,
      [
        '-importcert',
        '-noprompt',
        '-alias',
        'ca',
        '-keystore',
        path('trust.p12'),
        '-storetype',
        'PKCS12',
        '-storepass',
        'secret',
      ],
      readFileSync(certificate, 'utf8'),
    );
    const { recognised } = await openFile('trust.p12', 'secret');
    expect(certificatesIn(recognised)).toEqual([toHex(made.der)]);
    expect(recognised.at(-1)!.friendlyName).toBe('ca');
  });

  it('what openssl prints of them, bag attributes and all', async () => {
    openssl('secret')('print.p12');
    writeFileSync(
      path('print.txt'),
      succeed('openssl', 'pkcs12', '-in', path('print.p12'), '-passin', 'pass:secret', '-nodes'),
    );
    const { recognised, unrecognised } = await openFile('print.txt');
    expect(unrecognised).toEqual([]);
    expect(recognised.map(({ kind, comment }) => [kind, comment])).toEqual([
      ['certificate', 'tomcat'],
      ['private-key', 'tomcat'],
    ]);
  });
});

describeWith('openssl', 'private keys of OpenSSL open', () => {
  const { pkcs8 } = ours();
  const topk8 = ['pkcs8', '-topk8', '-in', key, '-passout', 'pass:secret'];
  const legacy = ['-provider', 'legacy', '-provider', 'default'];

  it.each<[string, string[]]>([
    ['PKCS#8 in the open', ['pkcs8', '-topk8', '-nocrypt', '-in', key]],
    ['PKCS#1', ['rsa', '-in', key, '-traditional']],
    ['PBES2 with AES-256', [...topk8, '-v2', 'aes-256-cbc', '-iter', '100000']],
    ['PBES2 with AES-192 and SHA-512', [...topk8, '-v2', 'aes-192-cbc', '-v2prf', 'hmacWithSHA512']],
    ['PBES2 with 3DES', [...topk8, '-v2', 'des3']],
    ['PBES2 with DES', [...topk8, ...legacy, '-v2', 'des']],
    ['PBES2 with RC2', [...topk8, ...legacy, '-v2', 'rc2-cbc']],
    ['PBES2 with RC2-64', [...topk8, ...legacy, '-v2', 'rc2-64-cbc']],
    ['PBES1 with SHA1-3DES', [...topk8, '-v1', 'PBE-SHA1-3DES']],
    ['PBES1 with SHA1-RC2-40', [...topk8, ...legacy, '-v1', 'PBE-SHA1-RC2-40']],
    ['PBES1 with MD5-DES', [...topk8, ...legacy, '-v1', 'PBE-MD5-DES']],
    ['PBES1 with SHA1-DES', [...topk8, ...legacy, '-v1', 'PBE-SHA1-DES']],
    ['PBES1 with MD5-RC2-64', [...topk8, ...legacy, '-v1', 'PBE-MD5-RC2-64']],
    ['scrypt', [...topk8, '-scrypt']],
    ...['aes128', 'aes192', 'aes256', 'des3'].map((cipher): [string, string[]] => [
      `old PEM encryption with ${cipher}`,
      ['rsa', '-in', key, '-traditional', `-${cipher}`, '-passout', 'pass:secret'],
    ]),
  ])('%s', async (title, args) => {
    const file = `${title.replace(/\W+/g, '-')}.key`;
    succeed('openssl', ...args, '-out', path(file));
    const { recognised, unrecognised } = await openFile(file, 'wrong', 'secret');
    expect(unrecognised.map(({ error }) => error.message)).toEqual([]);
    expect(keysIn(recognised)).toEqual([toHex(pkcs8)]);
  });

  it.each(['P-256', 'P-384', 'P-521', 'secp256k1'])(
    'an EC key on %s with its parameters, without its public half',
    async (curve) => {
      succeed('openssl', 'ecparam', '-name', curve, '-genkey', '-out', path('ec.pem'));
      succeed('openssl', 'ec', '-in', path('ec.pem'), '-no_public', '-out', path('bare.pem'));
      const withPublic = await openFile('ec.pem');
      expect(withPublic.recognised.map(({ kind }) => kind)).toEqual(['key-parameters', 'private-key']);
      const bare = await openFile('bare.pem');
      const spki = (things: readonly Recognised[]) =>
        things.flatMap((thing) =>
          thing.kind === 'private-key' && thing.privateKey.publicKey
            ? [toHex(thing.privateKey.publicKey.der)]
            : [],
        );
      // secp256k1 is no curve of WebCrypto, so its public half stays unknown.
      expect(spki(bare.recognised)).toEqual(curve === 'secp256k1' ? [] : spki(withPublic.recognised));
    },
  );

  it('public keys, as SubjectPublicKeyInfo and as PKCS#1', async () => {
    succeed('openssl', 'rsa', '-in', key, '-pubout', '-out', path('spki.pem'));
    succeed('openssl', 'rsa', '-in', key, '-RSAPublicKey_out', '-out', path('pkcs1.pem'));
    const keys = await Promise.all(
      ['spki.pem', 'pkcs1.pem'].map(async (file) => (await openFile(file)).recognised),
    );
    const ders = keys
      .flat()
      .map((thing) => (thing.kind === 'public-key' ? toHex(thing.publicKey.der) : thing.kind));
    expect(ders[0]).toBe(ders[1]);
  });
});

describeWith('openssl', 'bundles and answers of OpenSSL open', () => {
  const made = ours();

  it.each([
    ['in DER', ['-outform', 'DER']],
    ['in PEM', ['-outform', 'PEM']],
  ])('PKCS#7 %s', async (_, form) => {
    succeed(
      'openssl',
      'crl2pkcs7',
      '-nocrl',
      '-certfile',
      certificate,
      '-certfile',
      certificate,
      ...form,
      '-out',
      path('b.p7b'),
    );
    const { recognised } = await openFile('b.p7b');
    expect(recognised.map(({ kind }) => kind)).toEqual(['pkcs7', 'certificate', 'certificate']);
    expect(certificatesIn(recognised)[0]).toBe(toHex(made.der));
  });

  it('a signed message in BER of indefinite length', async () => {
    writeFileSync(path('text'), 'text'.repeat(1000));
    succeed(
      'openssl',
      'cms',
      '-sign',
      '-stream',
      '-nodetach',
      '-binary',
      '-outform',
      'DER',
      '-in',
      path('text'),
      '-signer',
      certificate,
      '-inkey',
      key,
      '-out',
      path('s.p7m'),
    );
    expect(readFileSync(path('s.p7m'))[1]).toBe(0x80);
    const { recognised } = await openFile('s.p7m');
    expect(recognised[0]).toMatchObject({ kind: 'pkcs7', signers: 1, certificates: 1 });
    expect(certificatesIn(recognised)).toEqual([toHex(made.der)]);
  });

  it('an OCSP response', async () => {
    const serial = succeed('openssl', 'x509', '-in', certificate, '-noout', '-serial')
      .trim()
      .slice('serial='.length);
    writeFileSync(
      path('index.txt'),
      `R\t361122000000Z\t261121100000Z,keyCompromise\t${serial}\tunknown\t/CN=expe1.example.com\n`,
    );
    succeed('openssl', 'ocsp', '-issuer', certificate, '-cert', certificate, '-reqout', path('ocsp.req'));
    succeed(
      'openssl',
      'ocsp',
      '-index',
      path('index.txt'),
      '-rsigner',
      certificate,
      '-rkey',
      key,
      '-CA',
      certificate,
      '-ndays',
      '7',
      '-reqin',
      path('ocsp.req'),
      '-respout',
      path('ocsp.der'),
    );
    const { recognised } = await openFile('ocsp.der');
    const revoked = {
      status: 'revoked',
      reason: 'keyCompromise',
      revocationTime: Date.UTC(2026, 10, 21, 10),
    };
    expect(recognised).toMatchObject([
      { kind: 'ocsp-response', response: { status: 'successful', basic: { responses: [revoked] } } },
    ]);
  });

  it('the names that openssl prints', async () => {
    writeFileSync(
      path('names.txt'),
      succeed('openssl', 'x509', '-in', certificate, '-noout', '-ext', 'subjectAltName'),
    );
    const { recognised } = await openFile('names.txt');
    expect(namesIn(recognised[0]!)).toEqual([
      'DNS:expe1.example.com',
      'SRV:_collab-edge._tls.example.com',
      'XMPP:chat.example.com',
      'IP:192.0.2.1',
    ]);
  });

  it('a request of openssl req -text, with all that is printed before it', async () => {
    writeFileSync(path('r.txt'), succeed('openssl', 'req', '-new', '-key', key, '-subj', '/CN=a', '-text'));
    expect((await openFile('r.txt')).recognised).toMatchObject([
      { kind: 'certificate-request', textAround: true },
    ]);
  });
});
