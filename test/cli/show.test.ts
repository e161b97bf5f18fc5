import { strToU8, zipSync } from 'fflate';
import { describe, expect, it } from 'vitest';
import { buildRequest, keyText } from '../../fixtures/recipes/requests.ts';
import { writePem } from '../../src/lib/formats/pem.ts';
import { certificateDer, commonName } from '../support/certificate-der.ts';
import { foundFile, foundFiles } from '../support/found.ts';
import { expcertIn, type World } from '../support/io.ts';
import { everyExtensionCertificate } from '../support/rich-der.ts';

const files: NonNullable<World['files']> = {
  ...Object.fromEntries(foundFiles.map((name) => [name, foundFile(name)])),
  'secret.txt': 'secret\n',
  'wrong.txt': 'wrong\n',
  'every.der': everyExtensionCertificate,
  'cut.der': everyExtensionCertificate.subarray(0, 300),
  'key.pem': keyText('rsa-2048'),
  'note.txt': 'The certificate follows.',
  'in/expe1.crt': foundFile('expe1.crt'),
  'in/deep/expe1.csr': writePem('CERTIFICATE REQUEST', buildRequest()),
  'in/note.txt': 'nothing',
  'in/damaged.crt': foundFile('expe1.crt').subarray(0, 300),
  'handover.zip': zipSync({
    'a/expe1.crt': foundFile('expe1.crt'),
    'b.zip': zipSync({ 'c.p7b': foundFile('bundle.p7b') }),
    'readme.txt': strToU8('hi'),
  }),
  'empty/.keep': '',
};

const show = (...argv: string[]) => expcertIn({ files }, 'show', ...argv);
const json = async (...argv: string[]) => JSON.parse((await show(...argv, '--json')).stdout) as ShowResult;

interface ShowResult {
  readonly items: readonly Readonly<Record<string, unknown>>[];
  readonly unread?: readonly { readonly message: string }[];
}

describe('the exit code', () => {
  it.each<[string, string[], number]>([
    ['a certificate', ['expe1.crt'], 0],
    ['a folder with other files', ['in/deep', 'in/expe1.crt'], 0],
    ['an archive with other files', ['handover.zip'], 0],
    ['a folder with a damaged certificate', ['in'], 3],
    ['a file that is nothing of ours, by its name', ['note.txt'], 3],
    ['a folder without anything', ['empty'], 3],
    ['a file that is not there, beside one that is', ['nothing.pem', 'expe1.crt'], 3],
    ['a locked file', ['rc2-40.p12'], 3],
    ['a locked file and its passphrase', ['rc2-40.p12', '--key-passphrase-file', 'secret.txt'], 0],
    ['no file', [], 2],
    ['names and structure at once', ['expe1.crt', '--names', '--asn1'], 2],
    ['stdin twice', ['-', '-'], 2],
  ])('of %s', async (_, argv, code) => expect((await show(...argv)).code).toBe(code));
});

describe('stdin', () => {
  it.each(['expe1.crt', 'bundle.p7b', 'revoked.ocsp', 'every.der', 'key.pem'])(
    'gives for %s the same JSON as the file, but for its name',
    async (name) => {
      const piped = await expcertIn({ stdin: files[name]! }, 'show', '-', '--json');
      const named = await show(name, '--json');
      expect(piped.stdout).toBe(named.stdout.replaceAll(`"${name}`, '"stdin'));
    },
  );

  it('may be the passphrase instead', async () => {
    const { code } = await expcertIn(
      { files, stdin: 'secret\n' },
      'show',
      'aes-256.p12',
      '--key-passphrase-file',
      '-',
    );
    expect(code).toBe(0);
  });
});

describe('what is found', () => {
  it('has its path, in folders and in archives', async () => {
    const { items } = await json('in', 'handover.zip');
    expect(items.map(({ id, kind }) => `${String(id)} ${String(kind)}`)).toEqual([
      'in/deep/expe1.csr certificate-request',
      'in/expe1.crt certificate',
      'handover.zip!/a/expe1.crt certificate',
      'handover.zip!/b.zip!/c.p7b pkcs7',
      'handover.zip!/b.zip!/c.p7b#1 certificate',
    ]);
  });

  it('that is nothing of ours is counted, and listed with -v', async () => {
    expect((await show('handover.zip')).stdout).toContain('\n1 other file passed over (list: -v)\n');
    expect((await show('handover.zip', '-v')).stdout).toContain('\npassed over: handover.zip!/readme.txt\n');
    expect((await show('handover.zip', '-q')).stdout).not.toContain('passed over');
  });

  it('is not hidden by what is damaged', async () => {
    const { stdout, stderr } = await show('in');
    expect(stdout).toContain('in/expe1.crt  1 certificate (PEM)');
    expect(stderr).toContain(
      'error: in/damaged.crt, CERTIFICATE: line 1: no END line follows BEGIN CERTIFICATE',
    );
  });
});

describe('the passphrase', () => {
  it('is asked for where there is somebody to ask, once', async () => {
    const terminal = ['stdin', 'stderr'] as const;
    const { code, questions, stdout } = await expcertIn(
      { files, terminal, answers: ['secret'] },
      'show',
      'aes-256.p12',
      'scrypt.key',
    );
    expect(code).toBe(0);
    expect(questions).toEqual(['Passphrase of aes-256.p12:']);
    expect(stdout).toContain('scrypt.key  1 private key (PEM)');
  });

  it('is not asked for where nothing is locked', async () => {
    const { questions } = await expcertIn({ files, terminal: ['stdin', 'stderr'] }, 'show', 'expe1.crt');
    expect(questions).toEqual([]);
  });
});

describe('four PFX files', () => {
  it.each([
    ['aes-256.p12', 'secret.txt', 0, ''],
    ['rc2-40.p12', 'secret.txt', 0, ''],
    [
      'aes-256.p12',
      'wrong.txt',
      3,
      'error: aes-256.p12: the passphrase is wrong (integrity check failed)\n   = help: give the right one, on the command line with --key-passphrase-file FILE. Blanks count; one final newline is cut off.',
    ],
    [
      'no-mac.p12',
      'wrong.txt',
      3,
      'error: no-mac.p12: this file has no integrity check (MAC), so expcert cannot tell a wrong passphrase from a damaged file\n   = found: decryption gave no readable content\n   = help:  try another passphrase, or ask for a new export with a MAC',
    ],
    [
      'rc4.p12',
      'secret.txt',
      3,
      'error: rc4.p12: old encryption (RC4-128, certificates; RC4-128, key) that this build does not read\n   = help: openssl pkcs12 -legacy -in rc4.p12 -nodes | openssl pkcs12 -export -out rc4-new.p12',
    ],
  ])('%s with %s', async (name, passphrase, code, says) => {
    const outcome = await show(name, '--key-passphrase-file', passphrase);
    expect(outcome.code).toBe(code);
    expect(outcome.stderr).toContain(says);
  });
});

describe('private keys', () => {
  it('are in no output', async () => {
    // Those of certtool take a second each, and differ in nothing that counts here.
    const quick = foundFiles.filter((name) => !name.startsWith('certtool'));
    const all = [...quick, 'key.pem', 'every.der'];
    const secrets = [keyText('rsa-2048'), keyText('ec-p-256')].map((text) => {
      const base64 = text.split('-----')[2]!.replace(/\s/g, '');
      return {
        base64: base64.slice(60, 90),
        hex: Buffer.from(base64, 'base64').subarray(36, 60).toString('hex'),
      };
    });
    for (const flags of [
      [],
      ['-v'],
      ['--asn1'],
      ['--with-pem'],
      ['--json', '--asn1', '--with-pem'],
      ['--names'],
    ]) {
      const { stdout, stderr } = await show(...all, ...flags, '--key-passphrase-file', 'secret.txt');
      const whole = (stdout + stderr).replace(/\s/g, '');
      expect(whole).not.toContain('PRIVATEKEY-----');
      // Of an RSA key these octets are the modulus, which is public.
      expect(whole).not.toContain(secrets[1]!.hex);
      for (const { base64 } of secrets) expect(whole).not.toContain(base64);
    }
  });
});

describe('text of strangers', () => {
  const escape = '\u001b[31m\u0007\u202eevil\r\n';

  it('cannot do anything to the terminal', async () => {
    const der = certificateDer({ subject: commonName(escape), issuer: commonName(escape) });
    const world = {
      files: { 'a.pem': `${escape}\n${writePem('CERTIFICATE', der)}`, 'names.txt': 'DNS:\u001b[31mevil' },
    };
    for (const flags of [[], ['-v'], ['--asn1'], ['--json'], ['--names']]) {
      const { stdout, stderr } = await expcertIn(world, 'show', 'a.pem', 'names.txt', ...flags);
      expect(stdout + stderr).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u202a-\u202e]/);
      expect(stdout).toContain('evil');
    }
  });

  it('in file names cannot either', async () => {
    const zip = zipSync({
      [`${escape}.pem`]: foundFile('expe1.crt'),
      '\u001b]0;x\u0007.crt': strToU8(writePem('CERTIFICATE', new Uint8Array(9))),
    });
    const { stdout, stderr } = await expcertIn({ files: { 'a.zip': zip } }, 'show', 'a.zip');
    expect(stdout + stderr).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u202a-\u202e]/);
  });
});

describe('flags', () => {
  it('--with-pem gives each thing as a block, but no key', async () => {
    const { stdout } = await show('expe1.crt', 'every.der', 'key.pem', '--with-pem');
    expect(stdout.match(/-----BEGIN [A-Z ]+-----/g)).toEqual([
      '-----BEGIN CERTIFICATE-----',
      '-----BEGIN CERTIFICATE-----',
    ]);
    const { items } = await json('every.der', '--with-pem');
    expect(items[0]!['pem']).toBe(writePem('CERTIFICATE', everyExtensionCertificate));
  });

  it('--asn1 shows a damaged file as far as it goes', async () => {
    const { code, stdout } = await show('cut.der', '--asn1');
    expect(code).toBe(3);
    expect(stdout).toMatch(
      /^cut\.der {2}nothing inside\n1 {2}cannot be read\n {5}0 4\+\d+ +SEQUENCE .*bytes are missing/,
    );
  });

  it('-v prints the whole description', async () => {
    const { stdout } = await show('every.der', '-v');
    expect(stdout).toContain('     modulus          c0ffee0000000001');
    expect(stdout).toContain('Netscape Comment');
  });

  it('--names of several things are one list', async () => {
    expect((await show('expe1.crt', 'in/deep/expe1.csr', '--names')).stdout.split('\n').slice(0, 3)).toEqual([
      'expe1.example.com',
      'SRV:_collab-edge._tls.example.com',
      'expe1.example.com',
    ]);
  });
});

describe('the JSON result', () => {
  it('has the facts of a certificate beside its description', async () => {
    const { items } = await json('expe1.crt');
    expect(items).toMatchObject([
      {
        id: 'expe1.crt',
        file: 'expe1.crt',
        kind: 'certificate',
        encoding: 'PEM',
        line: 1,
        label: 'CERTIFICATE',
        subject: 'CN=expe1.example.com,O=Corp',
        serial: '4f3a77d0b1149c01',
        names: ['DNS:expe1.example.com', 'SRV:_collab-edge._tls.example.com'],
        publicKeyHash: expect.stringMatching(/^sha256:/),
        sha256: expect.stringMatching(/^BC:9E:/),
        notAfter: expect.stringMatching(/^2036-11-19T/),
        description: { label: 'certificate', children: expect.any(Array) },
      },
    ]);
  });

  it('has what could not be read', async () => {
    const { unread } = await json('note.txt', 'expe1.crt');
    expect(unread?.map(({ message }) => message)).toEqual([
      'note.txt: text without a certificate, request, key or list in it',
    ]);
  });
});
