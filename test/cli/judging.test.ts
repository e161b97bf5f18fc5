import { spawnSync } from 'node:child_process';
import { mkdirSync, readdirSync, readFileSync, symlinkSync, truncateSync, writeFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { Ajv } from 'ajv';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { FileSystem } from '../../src/cli/host/io.ts';
import { nodeFileSystem } from '../../src/cli/host/node-file-system.ts';
import { resultSchema } from '../../src/cli/schema/result-schema.ts';
import { run } from '../../src/cli/program/run.ts';
import { readPem, writePem } from '../../src/lib/formats/pem.ts';
import { readCertificate } from '../../src/lib/x509/certificate.ts';
import { printName } from '../../src/lib/x509/name.ts';
import { buildPki } from '../support/pki.ts';
import { listOf } from '../support/handover-revocation.ts';
import { foundFile } from '../support/found.ts';
import { expcertIn, fakeIo, type RunOutcome, type World } from '../support/io.ts';
import { scratchFolder } from '../support/scratch.ts';

const root = join(import.meta.dirname, '../../fixtures');

/** All files of a folder of fixtures, by their paths in it. */
const filesUnder = (folder: string): Record<string, Uint8Array> =>
  Object.fromEntries(
    readdirSync(join(root, folder), { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map(({ parentPath, name }) => join(parentPath, name))
      .map((path) => [relative(join(root, folder), path), readFileSync(path)]),
  );

const certificatesIn = (file: string) =>
  readPem(readFileSync(join(root, file), 'latin1')).blocks.map(({ bytes: der }) => ({
    certificate: readCertificate(der),
  }));

const checks = filesUnder('checks');
const keys = {
  'keys/expe1.pem': readFileSync(join(root, 'keys/rsa-2048-e.pem')),
  'keys/other.pem': readFileSync(join(root, 'keys/rsa-2048-f.pem')),
};
const files: NonNullable<World['files']> = {
  ...checks,
  ...keys,
  'empty.pem': '',
  'note.txt': 'Certificates follow.',
  'root.crl': listOf('root', certificatesIn('checks/root-first.pem').slice(1, 2)),
  'issuing.crl': listOf('issuing', certificatesIn('checks/sound/issued/expe1.pem')),
  'cut.pem': readFileSync(join(root, 'checks/sound/issued/expe1.pem'), 'utf8').slice(0, 500),
};
const call = (...argv: string[]): Promise<RunOutcome> => expcertIn({ files }, ...argv);

interface JsonResult {
  readonly summary: Record<string, number>;
  readonly items: readonly Record<string, unknown>[];
  readonly services?: readonly { service: string; peer: string; verdict: string; waived?: object }[];
  readonly lists?: readonly { item: string; entries: readonly { entry: number; file?: string }[] }[];
  readonly otherFindings?: readonly { readonly id: string }[];
  readonly findings: readonly {
    readonly code: string;
    readonly severity: string;
    readonly message: string;
    readonly locations: readonly { file: string; line?: number }[];
  }[];
  readonly unread?: readonly { readonly message: string }[];
}
const json = async (...argv: string[]): Promise<JsonResult> =>
  JSON.parse((await call(...argv, '--json')).stdout) as JsonResult;
const codes = ({ findings }: JsonResult): string[] => findings.map(({ code }) => code);

const deployment = ['-d', 'sound/corp.yaml'];

describe('trust check (C10)', () => {
  it('two self-signed certificates with one CN: said once, both fingerprints shown, exit 1', async () => {
    const { code, stdout } = await call('trust', 'check', 'dup-cn.pem');
    expect(code).toBe(1);
    expect(stdout.match(/trust\/duplicate-self-signed-cn/g)).toHaveLength(1);
    expect(new Set(stdout.match(/SHA-256\s+(?:[0-9A-F]{2}:){7}[0-9A-F]{2}…/g)).size).toBe(2);
    const { findings } = await json('trust', 'check', 'dup-cn.pem');
    for (const shown of [stdout, JSON.stringify(findings)])
      expect(new Set(shown.match(/(?:[0-9A-F]{2}:){31}[0-9A-F]{2}/g)).size).toBe(2);
  });

  it.each<[string, string, string[], number]>([
    ['the same certificate twice', 'dup-same-cert.pem', ['trust/duplicate-entry'], 0],
    ['CA-signed namesakes', 'dup-ca-signed-cn.pem', ['trust/leaf-in-list', 'trust/leaf-in-list'], 0],
    ['a CN in other letters', 'dup-cn-letter-case.pem', ['trust/duplicate-self-signed-cn'], 1],
    ['a sound list', 'sound/trust/core.pem', [], 0],
  ])('%s', async (_, list, expected, exit) => {
    expect((await call('trust', 'check', list)).code).toBe(exit);
    expect(codes(await json('trust', 'check', list))).toEqual(expected);
  });

  it('says which certificates of the other side the list cannot verify', async () => {
    const argv = ['trust', 'check', 'dup-cn.pem', '--needs', 'sound/issued'];
    const { stdout } = await call(...argv);
    expect(stdout).toContain('needs      0 of 4 certificates can be verified');
    expect(stdout).toContain('issuer "CN=Corp Issuing CA 2" is not in the list');
    expect(codes(await json(...argv)).filter((code) => code === 'trust/issuer-missing')).toHaveLength(4);
  });

  it('says that it is not known where entries of one name decide it by their order', async () => {
    const pki = buildPki({
      twin: { subject: 'CN=root' },
      root: {},
      leaf: { issuedBy: 'root', eku: ['serverAuth', 'clientAuth'] },
    });
    const pem = (name: keyof typeof pki): string => writePem('CERTIFICATE', pki[name].der);
    const world = { files: { 'list.pem': pem('twin') + pem('root'), 'leaf.pem': pem('leaf') } };
    const { stdout } = await expcertIn(world, 'trust', 'check', 'list.pem', '--needs', 'leaf.pem');
    expect(stdout).toContain('needs      1 certificate not known');
    expect(stdout).toContain('leaf.pem (CN=leaf): not known: entries of one name');
    expect(stdout).not.toContain('0 of');
  });

  it('takes roles from the names of the files that are needed, and says which service fails', async () => {
    const list = Buffer.from(files['dup-cn.pem'] as Uint8Array).toString();
    const [callManager, tomcat] = list.match(/-----BEGIN[^]*?-----END CERTIFICATE-----\n/g)!;
    const world = {
      files: {
        'list.pem': `${callManager}${tomcat}`,
        'cucm1-CallManager.pem': callManager!,
        'cucm1-tomcat.pem': tomcat!,
      },
    };
    const argv = ['trust', 'check', 'list.pem'];
    expect((await expcertIn(world, ...argv)).stdout).not.toContain('will fail');
    const { stdout } = await expcertIn(
      world,
      ...argv,
      '--needs',
      'cucm1-CallManager.pem',
      'cucm1-tomcat.pem',
    );
    const words = stdout.replace(/\s+/g, ' ');
    expect(words).toContain('entry 1 (CallManager, guessed from the file name;');
    expect(words).toContain('entry 2 (tomcat, guessed from the file name;');
    expect(words).toContain('secure HTTP between Expressway-C and Unified CM or IM and Presence can fail');
  });

  it.each<[string, string, number, string]>([
    ['the issuing CA revoked', 'root.crl', 1, 'entry 2, CN=Corp Issuing CA 2, is revoked since 2026-10-01'],
    ['a needed certificate revoked', 'issuing.crl', 0, 'trust/needed-refused  CN=expe.example.com'],
    ['a file that is no list', 'note.txt', 3, 'note.txt'],
    [
      'a list in the place of which a certificate was given',
      'dup-cn.pem',
      3,
      'there is no revocation list in dup-cn.pem',
    ],
  ])('with --crl finds %s', async (_, crl, exit, words) => {
    const argv = [
      'trust',
      'check',
      'sound/trust/core.pem',
      '--needs',
      'sound/issued/expe1.pem',
      '--crl',
      crl,
    ];
    const { code, stdout, stderr } = await call(...argv);
    expect(code).toBe(exit);
    expect(`${stdout}${stderr}`).toContain(words);
  });

  it('without --crl says that it has not looked at revocation', async () =>
    expect((await call('trust', 'check', 'sound/trust/core.pem')).stdout).toContain(
      'not checked  revocation (no --crl given)',
    ));

  it('takes a folder as one list', async () => {
    const { items, lists } = await json('trust', 'check', 'sound/issued');
    expect(items.map(({ id, kind }) => [id, kind])).toEqual([['sound/issued', 'trust-list']]);
    expect(lists![0]!.entries.map(({ entry, file }) => [entry, file])).toEqual([
      [1, 'sound/issued/expc1.pem'],
      [2, 'sound/issued/expc2.pem'],
      [3, 'sound/issued/expe1.pem'],
      [4, 'sound/issued/expe2.pem'],
    ]);
  });

  it('searches as Unified CM does, when told', async () =>
    expect(codes(await json('trust', 'check', 'dup-cn.pem', '--store', 'unified-cm'))).not.toContain(
      'trust/duplicate-self-signed-cn',
    ));

  it.each([
    [
      'a cluster that is not there',
      ['trust', 'check', 'dup-cn.pem', '--for', 'cores', ...deployment],
      'did you mean core?',
    ],
    [
      'a cluster without a deployment',
      ['trust', 'check', 'dup-cn.pem', '--for', 'core'],
      '--for needs a deployment file',
    ],
    ['an unknown store', ['trust', 'check', 'dup-cn.pem', '--store', 'java'], 'expressway, unified-cm'],
  ])('%s is wrong use', async (_, argv, words) => {
    const { code, stderr } = await call(...argv);
    expect(code).toBe(2);
    expect(stderr).toContain(words);
  });
});

describe('cert check (C11)', () => {
  it('names what the CA has lost', async () => {
    const { code, stdout } = await call(
      'cert',
      'check',
      'lost-name/expe1.pem',
      '--csr',
      'lost-name/expe1.csr.pem',
    );
    expect(code).toBe(1);
    expect(stdout).toContain('cert/differs-from-csr');
    expect(stdout).toContain('DNS:collab-edge.example.com');
  });

  it('reads a bundle with the root first, and writes the parts the Expressway takes', async () => {
    const {
      code,
      stdout,
      files: left,
    } = await call('cert', 'check', 'root-first.pem', '--write-parts', 'out');
    expect(code).toBe(0);
    expect(stdout).toContain('! warning  chain/bundle  3 certificates in one file (root first)');
    const server = Buffer.from(left.get('out/expe.example.com.server.pem')!.content).toString();
    const cas = Buffer.from(left.get('out/expe.example.com.cas.pem')!.content).toString();
    expect([server, cas].map((text) => text.match(/BEGIN CERTIFICATE/g)!.length)).toEqual([1, 2]);
    expect([server, cas].every((text) => text.endsWith('-----\n'))).toBe(true);
    const written = { files: { 'server.pem': server, 'cas.pem': cas } };
    expect(
      (await expcertIn(written, 'cert', 'check', 'server.pem', '--chain', 'cas.pem', '--fail-on', 'notice'))
        .code,
    ).toBe(0);
    expect((await expcertIn(written, 'trust', 'check', 'cas.pem', '--fail-on', 'notice')).code).toBe(0);
  });

  it('writes no part where one is in the way, and replaces it with --force', async () => {
    const world = { files: { ...files, 'out/expe.example.com.cas.pem': 'mine' } };
    const argv = ['cert', 'check', 'root-first.pem', '--write-fixed', 'out'];
    const refused = await expcertIn(world, ...argv);
    expect(refused.code).toBe(4);
    expect([...refused.files.keys()].filter((path) => path.startsWith('out/'))).toEqual([
      'out/expe.example.com.cas.pem',
    ]);
    expect((await expcertIn(world, ...argv, '--force')).code).toBe(0);
  });

  it('writes CAs that stand in a given list alone, where the chain is complete over it', async () => {
    const argv = ['cert', 'check', 'sound/issued/expe1.pem', '--exit-zero', '--write-parts', 'out'];
    const { files: left, stderr } = await call(...argv, '--trust', 'outside=sound/trust/core.pem');
    expect(stderr).not.toContain('is not at hand');
    const written = Buffer.from(left.get('out/expe1.example.com.cas.pem')!.content).toString();
    const subjects = readPem(written).blocks.map(({ bytes: der }) => printName(readCertificate(der).subject));
    expect(subjects.map((subject) => subject.split(',')[0])).toEqual([
      'CN=Corp Issuing CA 2',
      'CN=Corp Root CA',
    ]);
  });

  it('names the parts after the peers, where no deployment says who they are and all have the CN of the cluster', async () => {
    const argv = ['cert', 'check', 'sound/issued', '--write-parts', 'out', '--exit-zero'];
    const { files: left } = await call(...argv);
    const servers = [...left.keys()].filter((path) => path.endsWith('.server.pem'));
    expect(servers.sort()).toEqual(
      ['expc1', 'expc2', 'expe1', 'expe2'].map((peer) => `out/${peer}.example.com.server.pem`),
    );
  });

  it('writes the parts of an encrypted PKCS#12 file with the passphrase given', async () => {
    const world = { files: { 'expe1.pfx': foundFile('non-ascii.p12'), word: 'pässwörd' } };
    const argv = ['cert', 'check', 'expe1.pfx', '--key-passphrase-file', 'word', '--exit-zero'];
    const { stderr, files: left } = await expcertIn(world, ...argv, '--write-parts', 'out');
    expect(stderr).toContain('wrote out/expe1.example.com.server.pem');
    const written = left.get('out/expe1.example.com.server.pem')!;
    expect(Buffer.from(written.content).toString()).toBe(new TextDecoder().decode(foundFile('expe1.crt')));
  });

  it('says which certificates it writes no part of, and why', async () => {
    const world = {
      files: {
        'expe1.pem': files['sound/issued/expe1.pem']!,
        'tomcat.p12': foundFile('aes-256.p12'),
        word: 'secret',
      },
    };
    const argv = ['cert', 'check', 'expe1.pem', 'tomcat.p12', '--key-passphrase-file', 'word', '--exit-zero'];
    const { stderr, files: left } = await expcertIn(world, ...argv, '--write-parts', 'out');
    expect([...left.keys()].filter((path) => path.startsWith('out/'))).toEqual([
      'out/expe1.example.com.server.pem',
    ]);
    expect(stderr).toContain(
      "tomcat.p12, entry 1 is not written: it is another product's, not an Expressway's",
    );
    expect(stderr).toContain('no out/expe1.example.com.cas.pem: the CA certificate CN=Corp Issuing CA 2');
  });

  it('takes one folder for the parts, under one of its two names', async () => {
    const argv = ['cert', 'check', 'root-first.pem', '--write-parts', 'a', '--write-fixed', 'b'];
    const { code, stderr, files: left } = await call(...argv);
    expect(code).toBe(2);
    expect(stderr).toContain('--write-parts and --write-fixed are the same: give one of them');
    expect([...left.keys()].filter((path) => /^[ab]\//.test(path))).toEqual([]);
  });

  it('writes no key again, and says how its file is mended', async () => {
    const world = {
      files: {
        'expe1.pem': files['sound/issued/expe1.pem']!,
        'expe1.key': readFileSync(join(root, 'keys/rsa-2048-e.pem'), 'utf8').trimEnd(),
      },
    };
    const argv = ['cert', 'check', 'expe1.pem', '--key', 'expe1.key', '--write-fixed', 'out'];
    const { stdout, files: left } = await expcertIn(world, ...argv);
    expect(stdout).toContain("printf '\\n' >> KEY");
    expect([...left.keys()].filter((path) => path.startsWith('out/'))).toEqual([
      'out/expe1.example.com.server.pem',
    ]);
  });

  const withKey = [...deployment, '--key', 'keys/expe1.pem'];

  it('with its key, the certificates of the other side and the lists of both everything is yes', async () => {
    const result = await json('cert', 'check', 'sound/issued', ...withKey);
    const verdicts = result.services!.filter(({ peer }) => peer === 'expe1.example.com');
    expect(verdicts.map(({ verdict }) => verdict)).toEqual(['yes', 'yes', 'yes', 'yes']);
    expect(result.findings.filter(({ severity }) => severity === 'error')).toEqual([]);
  });

  it('by itself is judged for its own peer alone, and leaves open what the other side presents', async () => {
    const result = await json('cert', 'check', 'sound/issued/expe1.pem', ...withKey);
    expect(result.services!.map(({ peer, verdict }) => `${peer} ${verdict}`)).toEqual([
      'expe1.example.com yes',
      ...Array<string>(3).fill('expe1.example.com not known'),
    ]);
    expect(codes(result)).not.toContain('fleet/peer-without-certificate');
    expect(result.otherFindings!.map(({ id }) => id)).toEqual([
      'fleet/peer-without-certificate@expc1.example.com',
      'fleet/peer-without-certificate@expc2.example.com',
    ]);
  });

  describe('one or several certificates for both peers of a cluster', () => {
    const names = ['dns:expe.example.com', 'dns:expe1.example.com', 'dns:expe2.example.com'];
    const eku = ['serverAuth', 'clientAuth'];
    const pki = buildPki({
      root: {},
      one: { issuedBy: 'root', subject: 'CN=expe.example.com', san: names, eku },
      two: { issuedBy: 'root', subject: 'CN=expe.example.com', san: names.slice(1), eku },
    });
    const pem = (name: keyof typeof pki): string => writePem('CERTIFICATE', pki[name].der);
    const edge = `version: 1
name: Corp
release: X14.3
services: { xmppFederation: true }
federationDomains: [example.com]
ca: private
clusters:
  edge: { role: E, name: expe.example.com, peers: [expe1.example.com, expe2.example.com] }
`;
    const verdicts = async (command: string, folder: Record<string, string>) => {
      const world = { files: { 'corp.yaml': edge, ...folder } };
      const argv = [...command.split(' '), 'in', '-d', 'corp.yaml'];
      const { services } = JSON.parse((await expcertIn(world, ...argv, '--json')).stdout) as JsonResult;
      return services!.map(({ peer, service, verdict }) => `${peer} ${service} ${verdict}`);
    };

    it.each<[string, Record<string, string>]>([
      ['one', { 'in/a.pem': pem('one') }],
      ['several', { 'in/a.pem': pem('one'), 'in/b.pem': pem('two') }],
    ])('%s: cert check and check say the same of both', async (_, folder) => {
      const all = await verdicts('check', folder);
      expect(all).toHaveLength(4);
      expect(await verdicts('cert check', folder)).toEqual(all);
    });

    it('neither is missing where they share one, and none is where several may be theirs', async () => {
      const summary = async (folder: Record<string, string>) => {
        const world = { files: { 'corp.yaml': edge, ...folder } };
        return (await expcertIn(world, 'cert', 'check', 'in', '-d', 'corp.yaml')).stdout;
      };
      const shared = await summary({ 'in/a.pem': pem('one') });
      expect(shared).toContain('for 2 of 2 peers');
      expect(shared).toContain('in/a.pem   edge / expe1.example.com, expe2.example.com (matched by names)');
      const several = await summary({ 'in/a.pem': pem('one'), 'in/b.pem': pem('two') });
      expect(several).not.toContain('Missing');
      expect(several).toContain('in/a.pem   fits expe1.example.com, expe2.example.com equally well');
    });
  });

  describe('whose a trusted-CA list is', () => {
    /** The deployment file without its lists, of two clusters or of the edge alone. */
    const without = (clusters: 'both' | 'edge') => {
      const text = readFileSync(join(root, 'checks/sound/corp.yaml'), 'utf8').replace(
        /^ *trustList:.*\n/gm,
        '',
      );
      return clusters === 'both' ? text : text.replace(/^ {2}core:\n(?: {4}.*\n)+/m, '');
    };
    const lists = (clusters: 'both' | 'edge', ...argv: string[]) => {
      const world = { files: { ...files, 'sound/plain.yaml': without(clusters) } };
      const call = [
        'cert',
        'check',
        'sound/issued/expe1.pem',
        '-d',
        'sound/plain.yaml',
        '--exit-zero',
        '--json',
      ];
      return expcertIn(world, ...call, ...argv);
    };
    const listOfResult = ({ stdout }: RunOutcome) => {
      const { items, notChecked } = JSON.parse(stdout) as JsonResult & { notChecked: { id: string }[] };
      const { of } = items.find(({ file }) => file === 'sound/trust/edge.pem')!;
      return { of, isAsked: notChecked.some(({ id }) => id === 'list-reader@sound/trust/edge.pem') };
    };

    it.each<[string, 'both' | 'edge', string, string | undefined, boolean]>([
      ['is said with the file', 'both', 'edge=sound/trust/edge.pem', 'edge', false],
      ['is said of another product', 'both', 'unifiedCm=sound/trust/edge.pem', 'unifiedCm', false],
      ['is asked where it may be anybody’s', 'both', 'sound/trust/edge.pem', undefined, true],
      ['is clear where there is one cluster', 'edge', 'sound/trust/edge.pem', 'edge', false],
    ])('%s', async (_, clusters, value, of, isAsked) => {
      expect(listOfResult(await lists(clusters, '--trust', value))).toEqual({ of, isAsked });
    });

    it.each([
      ['whose list nobody has said', 'trust/any.pem', ['core=sound/trust/core.pem'], 'edge=trust/any.pem'],
      ['that it is called after', 'trust/CallManager-trust.pem', [], 'unifiedCm=trust/CallManager-trust.pem'],
      [
        'whoever it is, where the lists of all are known',
        'trust/any.pem',
        ['core=sound/trust/core.pem', 'edge=sound/trust/edge.pem'],
        'READER=trust/any.pem',
      ],
    ])('is proposed: the one %s', async (_, file, known, proposed) => {
      const text = without('both');
      const list = files['sound/trust/core.pem']!;
      const world = { files: { ...files, 'sound/plain.yaml': text, [file]: list } };
      const call = ['cert', 'check', 'sound/issued/expe1.pem', '-d', 'sound/plain.yaml', '--exit-zero'];
      const lists = [...known, file].flatMap((each) => ['--trust', each]);
      const { stdout } = await expcertIn(world, ...call, ...lists);
      expect(stdout).toContain(`with this call: --trust ${proposed}`);
    });

    it('is nobody whom the file does not have, and the nearest is named', async () => {
      const { code, stderr } = await lists('both', '--trust', 'edgy=sound/trust/edge.pem');
      expect(code).toBe(2);
      expect(stderr).toContain('nobody is called "edgy"');
      expect(stderr).toContain('did you mean edge?');
    });
  });

  it('knows a key that belongs to another', async () => {
    const argv = ['cert', 'check', 'sound/issued/expe1.pem', ...deployment, '--key', 'keys/other.pem'];
    expect(codes(await json(...argv))).toContain('key/mismatch');
    expect((await call(...argv)).code).toBe(1);
  });

  it('knows what was revoked', async () => {
    const argv = ['cert', 'check', 'sound/issued/expe1.pem', '--chain', 'sound/trust/core.pem'];
    const { code, stdout } = await call(...argv, '--crl', 'issuing.crl');
    expect(code).toBe(1);
    expect(stdout).toContain('cert/revoked');
    expect(codes(await json(...argv, '--crl', 'root.crl'))).toContain('chain/broken');
  });

  it('warns of what ends within the days given', async () => {
    const ends = async (days: string) =>
      codes(await json('cert', 'check', 'sound/issued/expe1.pem', '--expires-within', days));
    expect(await ends('130d')).toContain('cert/expires-soon');
    expect(await ends('18w')).not.toContain('cert/expires-soon');
  });

  it('says of a request that it is none (4.1 E)', async () => {
    const { code, stderr } = await call('cert', 'check', 'lost-name/expe1.csr.pem');
    expect(code).toBe(3);
    expect(stderr).toContain('lost-name/expe1.csr.pem is not a certificate');
    expect(stderr).toContain('expcert csr check lost-name/expe1.csr.pem');
  });
});

describe('PKCS#12 files (C12)', () => {
  const found = (name: string) => readFileSync(join(root, 'found', name));
  const world = {
    files: {
      'good.p12': found('aes-256.p12'),
      'no-mac.p12': found('no-mac.p12'),
      'rc4.p12': found('rc4.p12'),
      'word.txt': 'secret\n',
      'wrong.txt': 'wrong\n',
    },
  };
  const checked = (file: string, word: string) =>
    expcertIn(world, 'cert', 'check', file, '--key-passphrase-file', word);

  it('a good one is read', async () => {
    const { stdout, stderr } = await checked('good.p12', 'word.txt');
    // Its friendly name is tomcat.
    expect(stdout).toContain('good.p12, entry 1   tomcat certificate of Unified CM');
    expect(stdout).toContain('0 certificates and 1 of other products');
    expect(stderr).not.toContain('error');
  });

  it.each([
    ['a wrong passphrase', 'good.p12', 'wrong.txt', 'the passphrase is wrong'],
    ['no integrity check', 'no-mac.p12', 'wrong.txt', 'no integrity check (MAC)'],
    ['encryption that is not read', 'rc4.p12', 'word.txt', 'openssl pkcs12 -legacy -in rc4.p12'],
  ])('%s is told apart', async (_, file, word, words) => {
    const { code, stderr } = await checked(file, word);
    expect(code).toBe(3);
    expect(stderr).toContain(words);
  });
});

describe('check', () => {
  const mixed = { files: filesUnder('checks/mixed') };
  const checkMixed = (...argv: string[]) => expcertIn(mixed, 'check', '-d', 'corp.yaml', ...argv);

  it('shows a column for each peer, and exits 1', async () => {
    const { code, stdout } = await checkMixed();
    expect(code).toBe(1);
    expect(stdout).toMatch(/certificate +ok +ok +error +none\n/);
    expect(stdout).toMatch(/collab-edge\.example\.com +✗ +–\n/);
    expect(stdout).toContain(
      '4 peers: 0 ok, 2 with open questions, 1 with problems, 1 without a certificate.',
    );
  });

  it('prints what the README shows', async () => {
    const readme = readFileSync(join(root, '../README.md'), 'utf8');
    const [, shown] = /```console\n\$ expcert check [^\n]*\n(.*?)```/s.exec(readme)!;
    const { stdout } = await call('check', 'mixed', '-d', 'mixed/corp.yaml');
    const passages = shown!.split('…\n').filter(Boolean);
    expect(passages.length).toBeGreaterThan(2);
    for (const passage of passages) expect(stdout).toContain(passage);
  });

  it('of a sound deployment has nothing to say but notices about the private CA and the restart', async () => {
    const sound = { files: filesUnder('checks/sound') };
    const { code, stdout } = await expcertIn(
      sound,
      'check',
      '-d',
      'corp.yaml',
      '--json',
      '--fail-on',
      'warning',
    );
    expect(code).toBe(0);
    expect(codes(JSON.parse(stdout) as JsonResult)).toEqual([
      'cert/private-ca-at-edge',
      'cert/private-ca-at-edge',
      'fleet/restart-needed',
    ]);
  });

  it('as JSON is what the schema says, and stderr holds none (C7)', async () => {
    const isResult = new Ajv({ strict: true, allErrors: true }).compile(resultSchema);
    for (const terminal of [[], ['stderr', 'stdout']] as const) {
      const { stdout, stderr } = await expcertIn(
        { ...mixed, terminal },
        'check',
        '-d',
        'corp.yaml',
        '--json',
      );
      isResult(JSON.parse(stdout));
      expect(isResult.errors ?? []).toEqual([]);
      expect(stderr).not.toMatch(/[{}]/);
    }
  });

  it('points a missing planned name to its line in SARIF (C13)', async () => {
    const { stdout } = await checkMixed('--format', 'sarif');
    interface Place {
      readonly physicalLocation: { artifactLocation: { uri: string }; region?: { startLine: number } };
    }
    const { runs } = JSON.parse(stdout) as {
      runs: [{ results: { ruleId: string; locations: Place[] }[] }];
    };
    const [{ results }] = runs;
    expect(results.filter(({ locations }) => locations.length === 0)).toEqual([]);
    const missing = results.find(({ ruleId }) => ruleId === 'cert/name-missing')!;
    expect(missing.locations[0]!.physicalLocation).toMatchObject({
      artifactLocation: { uri: 'corp.yaml' },
      region: { startLine: 7 },
    });
  });

  it.each([
    ['--only a code', ['--only', 'cert/name-missing'], ['cert/name-missing']],
    ['--only an area', ['--only', 'trust'], ['trust/duplicate-self-signed-cn']],
    ['--skip areas', ['--skip', 'cert,fleet', 'trust'], []],
    ['a slug', ['--only', 'peer-without-certificate'], ['fleet/peer-without-certificate']],
  ])('%s', async (_, flags, expected) => {
    const { stdout } = await checkMixed('--json', ...flags);
    expect(codes(JSON.parse(stdout) as JsonResult)).toEqual(expected);
  });

  it('refuses an unknown rule with the nearest one', async () => {
    const { code, stderr } = await checkMixed('--only', 'cert/expird');
    expect(code).toBe(2);
    expect(stderr).toContain('did you mean cert/expired?');
  });

  it('stops at --max-files, and says so', async () => {
    const { code, stderr } = await checkMixed('--max-files', '3');
    expect(code).toBe(3);
    expect(stderr).toContain('there are more than 3 files');
  });

  it.each(['json', 'txt', 'sarif', 'xml', 'csv', 'md', 'html'])('writes a report as .%s', async (ending) => {
    const { files: left, stderr } = await checkMixed('--report', `report.${ending}`, '-q');
    const report = Buffer.from(left.get(`report.${ending}`)!.content).toString();
    expect(report).toContain('cert/name-missing');
    expect(report).not.toContain('PRIVATE KEY');
    expect(stderr).not.toContain('\u001b');
  });
});

describe('JSON of the check commands', () => {
  it.each([
    [['check', 'sound/trust']],
    [['cert', 'check', 'sound/issued', '--crl', 'issuing.crl', 'root.crl', ...deployment]],
    [
      [
        'trust',
        'check',
        'sound/trust/core.pem',
        '--needs',
        'sound/issued',
        '--crl',
        'issuing.crl',
        'root.crl',
      ],
    ],
  ])('has a list of what was not checked, empty or not: %j', async (argv) => {
    const { notChecked, summary } = (await json(...argv)) as JsonResult & { notChecked?: unknown[] };
    expect(notChecked).toHaveLength(summary['notChecked']!);
  });
});

describe('waivers', () => {
  const corp = Buffer.from(checks['mixed/corp.yaml']!).toString();
  const waived = (waiver: string) => ({
    files: { ...filesUnder('checks/mixed'), 'corp.yaml': `${corp}waivers:\n  - { ${waiver} }\n` },
  });
  const lists = 'rule: trust/duplicate-self-signed-cn, reason: "ticket 4711"';

  it('a waived finding is listed and counted, and does not fail the run', async () => {
    const world = waived(`${lists}, until: 2027-03-31, where: trust/core.pem`);
    const { code, stdout } = await expcertIn(world, 'trust', 'check', 'trust/core.pem', '-d', 'corp.yaml');
    expect(code).toBe(0);
    expect(stdout).toContain('– waived   trust/duplicate-self-signed-cn');
    expect(stdout).toContain('waived until 2027-03-31: ticket 4711');
    expect(stdout).toContain('0 errors, 0 warnings, 0 notices, 1 waived');
  });

  it.each(['check', 'trust check'])('%s --json says so too', async (command) => {
    const world = waived(`${lists}, until: 2027-03-31`);
    const { stdout } = await expcertIn(
      world,
      ...command.split(' '),
      'trust/core.pem',
      '-d',
      'corp.yaml',
      '--json',
    );
    const { summary, findings } = JSON.parse(stdout) as JsonResult & {
      findings: { code: string; waived?: object }[];
    };
    expect(summary['waived']).toBe(1);
    const finding = findings.find(({ code }) => code === 'trust/duplicate-self-signed-cn') as {
      waived?: object;
    };
    expect(finding.waived).toEqual({ until: '2027-03-31', reason: 'ticket 4711' });
  });

  it('an expired one waives nothing, and says so with its line', async () => {
    const world = waived(`${lists}, until: 2026-11-21`);
    const { code, stdout } = await expcertIn(world, 'trust', 'check', 'trust/core.pem', '-d', 'corp.yaml');
    expect(code).toBe(1);
    expect(stdout).toContain('i notice deployment/waiver-expired');
    expect(stdout).toContain(`(corp.yaml:${corp.split('\n').length + 1}:`);
  });

  it('one for a code that there is not is a mistake of the file, with the code that was meant', async () => {
    const world = waived('rule: trust/duplicate-self-sigend-cn, until: 2027-03-31, reason: x');
    const { code, stdout, stderr } = await expcertIn(world, 'check', '-d', 'corp.yaml');
    expect(code).toBe(3);
    expect(stdout).toBe('');
    expect(stderr).toContain('error[deployment/value-invalid]');
    expect(stderr).toContain('write trust/duplicate-self-signed-cn');
    expect(stderr).toContain(`--> corp.yaml:${corp.split('\n').length + 1}:`);
  });

  it('one that fits nothing is told by check alone', async () => {
    const world = waived('rule: cert/expired, until: 2027-03-31, reason: x');
    expect((await expcertIn(world, 'check', '-d', 'corp.yaml')).stdout).toContain('deployment/waiver-unused');
    const other = await expcertIn(world, 'trust', 'check', 'trust/core.pem', '-d', 'corp.yaml');
    expect(other.stdout).not.toContain('deployment/waiver-unused');
  });
});

describe('compare (C11)', () => {
  it('names what is lost and gained, and exits 1', async () => {
    const { code, stdout } = await call(
      'compare',
      'lost-name/expe1.csr.pem',
      'lost-name/expe1.pem',
      ...deployment,
    );
    expect(code).toBe(1);
    expect(stdout).toContain('names             5 same, 1 lost, 1 gained');
    expect(stdout).toContain(
      '- DNS:collab-edge.example.com     lost: needed for mobile and remote access (MRA)',
    );
    expect(stdout).toContain('cert/differs-from-csr');
  });

  it.each<[string, string[], number, string]>([
    [
      'a certificate with itself',
      ['sound/issued/expe1.pem', 'sound/issued/expe1.pem'],
      0,
      'nothing else differs',
    ],
    ['two peers', ['sound/issued/expe1.pem', 'sound/issued/expe2.pem'], 1, 'exit 1: different'],
    ['a folder with itself', ['sound/issued', 'sound/issued'], 0, ''],
    ['folders', ['sound/issued', 'mixed/issued'], 1, 'has no partner on the other side'],
    ['a difference that is not to fail', ['sound/issued', 'mixed/issued', '--exit-zero'], 0, ''],
    ['something that is not there', ['sound/issued', 'nowhere'], 3, 'no such file or folder'],
    ['a text', ['note.txt', 'sound/issued'], 3, 'note.txt'],
  ])('%s', async (_, argv, exit, words) => {
    const { code, stdout, stderr } = await call('compare', ...argv);
    expect(`${stdout}${stderr}`).toContain(words);
    expect(code).toBe(exit);
  });
});

const smallDeployment = `version: 1
name: Small
release: X14.2
services: { mra: false, xmppFederation: false, groupChatTls: false, jabberGuest: false, b2b: true }
custody: tool
ca: private
clusters:
  edge: { role: E, peers: [{ name: edge.example.net }] }
`;

describe('init --from and plan --against', () => {
  it('guesses a deployment that plans the same names again', async () => {
    const { code, files: left, stderr } = await call('init', '--from', 'sound/issued', '-o', 'guess.yaml');
    expect(code).toBe(0);
    expect(stderr).toContain('marked "# CONFIRM"');
    const guess = Buffer.from(left.get('guess.yaml')!.content).toString();
    const { code: exit, stdout } = await expcertIn(
      { files: { ...files, 'guess.yaml': guess } },
      ...['plan', '-d', 'guess.yaml', '--against', 'sound/issued'],
    );
    expect(exit).toBe(0);
    expect(stdout).toContain('4 peers: 0 would change.');
  });

  it('shows what would come and go', async () => {
    const { stdout } = await call('plan', ...deployment, '--against', 'lost-name');
    expect(stdout).toContain('expe1.example.com   beside the certificate lost-name/expe1.pem');
    expect(stdout).toContain('  + DNS:collab-edge.example.com\n  - DNS:www.expe1.example.com\n');
  });

  it('says of what fits no peer what it is', async () => {
    const world = { files: { ...files, 'other.crt': foundFile('expe1.crt'), 'small.yaml': smallDeployment } };
    const { stdout } = await expcertIn(world, 'plan', '-d', 'small.yaml', '--against', 'other.crt');
    expect(stdout).toContain('edge.example.net   nothing found: everything is new');
    expect(stdout).toContain(
      'other.crt   fits no peer: a certificate for CN=expe1.example.com,O=Corp\n    DNS:expe1.example.com, SRV:',
    );
  });

  it('says what is not a certificate', async () =>
    expect((await call('init', '--from', 'note.txt', '-o', '-')).code).toBe(3));
});

describe('from a pipe the same as from a file, but for the name (C6)', () => {
  it.each([
    ['cert', 'sound/issued/expe1.pem'],
    ['cert', 'root-first.pem'],
    ['cert', 'cut.pem'],
    ['trust', 'dup-cn.pem'],
    ['trust', 'cut.pem'],
    ['trust', 'note.txt'],
  ])('%s check %s', async (noun, file) => {
    const argv = [...deployment, '--json'];
    const piped = await expcertIn({ files, stdin: files[file]! }, noun, 'check', '-', ...argv);
    const named = await call(noun, 'check', file, ...argv);
    expect(piped.code).toBe(named.code);
    expect(piped.stdout).toBe(
      named.stdout.replaceAll(`--asn1 ${file}`, '--asn1 -').replaceAll(file, 'stdin'),
    );
  });
});

describe.each([['cert', 'check'], ['trust', 'check'], ['check']])('%s %s, in a real folder', (...command) => {
  const folder = scratchFolder();
  const argv = command.filter((word) => word !== undefined);
  const good = files['sound/issued/expe1.pem'] as Uint8Array;
  const inReality = async (fs: FileSystem, ...rest: string[]) => {
    const fake = fakeIo({});
    const code = await run([...argv, ...rest], { ...fake.io, fs });
    return { code, stdout: fake.stdout(), stderr: fake.stderr() };
  };

  it('walks links in circles, a pipe, a huge sparse file and a link that leads nowhere to their end', async () => {
    const inbox = join(folder, 'inbox');
    mkdirSync(join(inbox, 'deep'), { recursive: true });
    writeFileSync(join(inbox, 'a.pem'), good);
    symlinkSync('..', join(inbox, 'deep', 'up'));
    symlinkSync('nowhere', join(inbox, 'broken'));
    symlinkSync('circle', join(inbox, 'circle'));
    writeFileSync(join(inbox, 'huge'), '');
    truncateSync(join(inbox, 'huge'), 2 ** 31);
    expect(spawnSync('mkfifo', [join(inbox, 'pipe')]).status).toBe(0);
    const { code } = await inReality(nodeFileSystem, inbox);
    expect(code).toBe(0);
  });

  it.each([
    ['pipe', 'is neither a file nor a folder'],
    ['huge', 'is too large'],
    ['broken', 'is neither a file nor a folder'],
  ])('tells a %s that is named, and does not wait for it', async (name, message) => {
    const { code, stderr } = await inReality(nodeFileSystem, join(folder, 'inbox', name));
    expect(code).toBe(3);
    expect(stderr).toContain(message);
  });

  it('tells an empty file that is named', async () => {
    writeFileSync(join(folder, 'empty.pem'), '');
    expect((await inReality(nodeFileSystem, join(folder, 'empty.pem'))).code).toBe(3);
  });

  it('tells 200 unreadable files and judges 200 good ones', async () => {
    const many = join(folder, 'many');
    mkdirSync(join(many, 'locked'), { recursive: true });
    for (let at = 0; at < 200; at++) {
      writeFileSync(join(many, `good-${at}.pem`), good);
      writeFileSync(join(many, `bad-${at}.pem`), Buffer.from(good).subarray(0, 300));
    }
    // Root may read everything, whatever the mode says.
    const refuse = (path: string): void => {
      if (path.endsWith('locked')) throw Object.assign(new Error(path), { code: 'EACCES' });
    };
    const fs: FileSystem = {
      ...nodeFileSystem,
      list: async (path) => (refuse(path), nodeFileSystem.list(path)),
    };
    const { code, stdout, stderr } = await inReality(fs, many, '--json');
    expect(code).toBe(3);
    const { items, lists = [], unread } = JSON.parse(stdout) as JsonResult;
    expect(items.length + lists.flatMap(({ entries }) => entries).length).toBeGreaterThanOrEqual(200);
    expect(unread!.length).toBe(201);
    expect(stderr).toContain('permission denied');
    expect(stderr).not.toContain('    at ');
  });
});

describe.each<[string, (path: string) => string[]]>([
  ['compare', (path) => ['compare', path, path]],
  ['init --from', (path) => ['init', '--from', path, '-o', '-']],
  ['plan --against', (path) => ['plan', '--against', path, '-d', 'sound/corp.yaml']],
])('%s, in a real folder', (_, argvOf) => {
  const folder = scratchFolder();
  const good = files['sound/issued/expe1.pem'] as Uint8Array;
  const inReality = async (path: string) => {
    const fake = fakeIo({});
    const fs: FileSystem = {
      ...nodeFileSystem,
      read: (file, largest) =>
        file === 'sound/corp.yaml' ? Promise.resolve(checks[file]!) : nodeFileSystem.read(file, largest),
    };
    const code = await run(argvOf(path), { ...fake.io, fs });
    return { code, stdout: fake.stdout(), stderr: fake.stderr() };
  };

  it('reads what is there beside links in circles, a pipe, a huge file, a locked key and 200 unreadable files', async () => {
    const inbox = join(folder, 'inbox');
    mkdirSync(join(inbox, 'deep'), { recursive: true });
    writeFileSync(join(inbox, 'a.pem'), good);
    writeFileSync(join(inbox, 'a.key'), readFileSync(join(root, 'found', 'pbes2-aes-256.key')));
    symlinkSync('..', join(inbox, 'deep', 'up'));
    symlinkSync('nowhere', join(inbox, 'broken'));
    symlinkSync('circle', join(inbox, 'circle'));
    writeFileSync(join(inbox, 'huge'), '');
    truncateSync(join(inbox, 'huge'), 2 ** 31);
    expect(spawnSync('mkfifo', [join(inbox, 'pipe')]).status).toBe(0);
    for (let at = 0; at < 200; at++) writeFileSync(join(inbox, `note-${at}.pem`), 'no certificate');
    expect((await inReality(inbox)).code).toBe(0);
  });

  it.each([
    ['pipe', 'is neither a file nor a folder'],
    ['huge', 'is too large'],
    ['broken', 'is neither a file nor a folder'],
    ['empty', 'the file is empty'],
    ['note-1.pem', 'note-1.pem'],
    ['a.key', 'neither a request nor a certificate'],
  ])('tells a file %s that is named', async (name, message) => {
    writeFileSync(join(folder, 'inbox', 'empty'), '');
    const { code, stdout, stderr } = await inReality(join(folder, 'inbox', name));
    expect(code).toBe(3);
    expect(stderr).toContain(message);
    expect(stdout).not.toMatch(/partner|would change|version: 1/);
  });
});

describe('damaged files (C15)', () => {
  const random = fc.sample(fc.double({ min: 0, max: 1, noNaN: true, maxExcluded: true }), {
    seed: 20261122,
    numRuns: 600,
  });
  const damaged = (bytes: Uint8Array): Record<string, Uint8Array> => {
    const world: Record<string, Uint8Array> = {};
    for (let at = 0; at < 200; at++) {
      world[`in/cut-${at}`] = bytes.subarray(0, Math.floor(random[at]! * bytes.length));
      const changed = new Uint8Array(bytes);
      changed[Math.floor(random[at + 200]! * bytes.length)]! ^= 1 + Math.floor(random[at + 400]! * 255);
      world[`in/changed-${at}`] = changed;
    }
    return world;
  };

  it.each([
    'sound/issued/expe1.pem',
    'root-first.pem',
    'dup-cn.pem',
    'lost-name/expe1.csr.pem',
    'keys/expe1.pem',
  ])(
    '%s, cut at 200 lengths and changed at 200 bytes, is read or told by every command',
    async (name) => {
      const world = {
        ...damaged(new Uint8Array(files[name] as Uint8Array)),
        'corp.yaml': files['sound/corp.yaml']!,
      };
      for (const command of [
        ['cert', 'check', 'in'],
        ['trust', 'check', 'in'],
        ['check', 'in'],
        ['compare', 'in', 'in'],
      ]) {
        const { code, stdout, stderr } = await expcertIn(
          { files: world },
          ...command,
          '-d',
          'corp.yaml',
          '--json',
        );
        expect([0, 1, 3]).toContain(code);
        expect(stderr).not.toContain('    at ');
        expect(`${stdout}${stderr}`).not.toMatch(/-----BEGIN [A-Z ]*PRIVATE KEY|(?:[A-Za-z0-9+/]{64}\n)/);
        expect(() => JSON.parse(stdout) as unknown).not.toThrow();
      }
    },
    60_000,
  );
});
