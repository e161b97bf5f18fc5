import { spawnSync } from 'node:child_process';
import {
  existsSync,
  mkdirSync,
  readFileSync,
  readdirSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { publint } from 'publint';
import { formatMessage } from 'publint/utils';
import { build } from 'vite';
import { beforeAll, describe, expect, inject, it } from 'vitest';
import manifest from '../package.json' with { type: 'json' };
import { integer, oid, sequence, setOf, tlv } from '../src/lib/asn1/der-writer.ts';
import { pkcsId } from '../src/lib/asn1/oids.ts';
import { explicit } from '../src/lib/asn1/tags.ts';
import { writePem } from '../src/lib/formats/pem.ts';
import { buildCrl } from './support/crls.ts';
import { buildPki } from './support/pki.ts';
import { runProgram } from './support/programs.ts';
import { scratchFolder } from './support/scratch.ts';

const root = join(import.meta.dirname, '..');
const folder = scratchFolder();
const consumer = join(folder, 'consumer');
const expcert = join(consumer, 'node_modules/.bin/expcert');
let tarball = '';

function run(program: string, args: readonly string[], cwd = consumer): string {
  const done = spawnSync(program, args, { cwd, encoding: 'utf8', env: environment(), timeout: 180_000 });
  if (done.status === 0) return done.stdout;
  const ending = done.error?.message ?? `exit ${done.status}`;
  throw new Error(`${program} ${args.join(' ')}: ${ending}\n${done.stdout}${done.stderr}`);
}

/** What npm tells the programs it runs about this project would lead an npm inside to it. */
const aboutThisProject = /^(npm_(package|lifecycle|config_local_prefix)|INIT_CWD$|VITEST|NODE_ENV$)/;

function environment(): NodeJS.ProcessEnv {
  return Object.fromEntries(Object.entries(process.env).filter(([name]) => !aboutThisProject.test(name)));
}

beforeAll(() => {
  expect(inject('buildFailure')).toBe('');
  mkdirSync(consumer);
  // The build is there already (test/support/build.ts), so prepack need not run.
  run('npm', ['pack', '--ignore-scripts', '--loglevel', 'error', '--pack-destination', folder], root);
  tarball = join(
    folder,
    readdirSync(folder).find((name) => name.endsWith('.tgz'))!,
  );
  writeFileSync(join(consumer, 'package.json'), JSON.stringify({ private: true, type: 'module' }));
  run('npm', ['install', '--prefer-offline', '--loglevel', 'error', '--no-audit', '--no-fund', tarball]);
});

describe('the packed package', () => {
  it('holds what it should and nothing else', () => {
    const installed = join(consumer, 'node_modules/expcert');
    expect(readdirSync(installed).sort()).toEqual([
      ...['CHANGELOG.md', 'LICENSE', 'README.md', 'SECURITY.md', 'dist', 'docs', 'examples', 'package.json'],
    ]);
    expect(readdirSync(join(installed, 'dist')).sort()).toEqual(['cli', 'lib', 'node', 'page']);
    expect(readdirSync(join(installed, 'examples')).sort()).toEqual([
      'corp.yaml',
      'fleet',
      'gateway',
      'handover',
      'pkcs11-request.mjs',
    ]);
    expect(readdirSync(join(installed, 'examples/fleet/queue')).sort()).toEqual([
      'connect.mjs',
      'package-lock.json',
      'package.json',
    ]);
    expect(statSync(join(installed, 'dist/cli/main.js')).mode & 0o111).toBe(0o111);
  });

  it.each([
    ['expcert', '../src/lib/index.ts'],
    ['expcert/node', '../src/lib/node/index.ts'],
    ['expcert/issue', '../src/lib/issue/index.ts'],
  ])('gives out of %s the names of its source and no other, however it is loaded', async (entry, source) => {
    const names = Object.keys((await import(source)) as object).sort();
    for (const [type, load] of [
      ['module', `await import('${entry}')`],
      ['commonjs', `require('${entry}')`],
    ] as const) {
      const script = `console.log(JSON.stringify(Object.keys(${load}).sort()))`;
      const stdout = run('node', [`--input-type=${type}`, '-e', script]);
      const given = (JSON.parse(stdout) as string[]).filter(
        (name) => !/^(__esModule|module\.exports)$/.test(name),
      );
      expect(given, type).toEqual(names);
    }
  });

  it('has what its README points to, but for pictures and what is for those who change it', () => {
    const installed = join(consumer, 'node_modules/expcert');
    const readme = readFileSync(join(installed, 'README.md'), 'utf8');
    const targets = [...readme.matchAll(/\]\((?!https?:|#)([^)#]+)/g)].map(([, target]) => target!);
    const forUsers = targets.filter(
      (target) => !/^(?:docs\/screens|bench|CONTRIBUTING|src|test)\b/.test(target),
    );
    expect(forUsers).toContain('docs/gateway.md');
    expect(forUsers.filter((target) => !existsSync(join(installed, target)))).toEqual([]);
  });

  it('names the licence of everything bundled', () => {
    const cli = join(consumer, 'node_modules/expcert/dist/cli');
    const licences = readFileSync(join(cli, 'THIRD-PARTY-LICENCES.md'), 'utf8');
    const named = [...licences.matchAll(/^## (\S+) - /gm)].map(([, name]) => name);
    // The bundler leaves a comment with the path above what it took from a file.
    const code = readdirSync(cli, { recursive: true, encoding: 'utf8' })
      .filter((file) => file.endsWith('.js'))
      .map((file) => readFileSync(join(cli, file), 'utf8'))
      .join('\n');
    const bundled = [...code.matchAll(/^\s*\/\/.*\bnode_modules\/((?:@[^/\s]+\/)?[^/\s]+)\//gm)].map(
      ([, name]) => name,
    );
    expect(bundled).toContain('commander');
    expect(bundled.filter((name) => !named.includes(name))).toEqual([]);
  });

  it('is clean for publint', async () => {
    const packed = readFileSync(tarball);
    const { messages } = await publint({
      pack: { tarball: packed.buffer.slice(packed.byteOffset, packed.byteOffset + packed.byteLength) },
      level: 'suggestion',
      strict: true,
    });
    expect(messages.map((message) => formatMessage(message, manifest))).toEqual([]);
  });

  // Resolution without `exports` (node10) finds no second entry in any package.
  it('has the right types for every way of resolving that reads `exports`', () => {
    const attw = join(root, 'node_modules/@arethetypeswrong/cli/dist/index.js');
    const args = [attw, tarball, '--profile', 'node16'];
    const { status, stdout } = runProgram(process.execPath, [...args, '--no-color', '--no-emoji']);
    expect(status, stdout).toBe(0);
  });
});

describe('the installed program', () => {
  const example = join(consumer, 'node_modules/expcert/examples/corp.yaml');

  it('says its version', () => expect(run(expcert, ['--version'])).toBe(`${manifest.version}\n`));

  it('plans the example', () => {
    const names = run(expcert, ['plan', '-d', example, '--names', 'expe1.example.com']);
    expect(names.split('\n')).toContain('collab-edge.example.com');
  });

  it('makes requests for all peers of the example', () => {
    run(expcert, ['csr', 'create', '-d', example, '--out', 'requests', '--no-input']);
    expect(readdirSync(join(consumer, 'requests')).sort()).toEqual([
      ...['expc1', 'expc2', 'expe1', 'expe2'].flatMap((peer) => [
        `${peer}.example.com.csr.pem`,
        `${peer}.example.com.key.pem`,
      ]),
      'manifest.json',
    ]);
  });
});

describe('the installed library', () => {
  it('is imported through its entries, and no other', () => {
    const code = `
      import { readDeployment } from 'expcert';
      import * as node from 'expcert/node';
      import { createCa } from 'expcert/issue';
      const hidden = await import('expcert/dist/lib/errors.js').catch((error) => error.code);
      console.log(typeof readDeployment, typeof node, typeof createCa, hidden);
    `;
    expect(run(process.execPath, ['--input-type=module', '-e', code])).toBe(
      'function object function ERR_PACKAGE_PATH_NOT_EXPORTED\n',
    );
  });

  it('is the same for require() and import, and one library through all entries', () => {
    const code = `
      const { DecodeError, readCertificate } = require('expcert');
      const node = require('expcert/node');
      const { createCa } = require('expcert/issue');
      console.log(typeof readCertificate, typeof createCa, node.DecodeError === DecodeError);
      import('expcert').then((same) => console.log(same.DecodeError === DecodeError));
    `;
    expect(run(process.execPath, ['--input-type=commonjs', '--no-warnings', '-e', code])).toBe(
      'function function true\ntrue\n',
    );
  });

  it('type-checks the gateway of the README, with the types of Node', () => {
    const readme = readFileSync(join(root, 'README.md'), 'utf8');
    const examples = [...readme.matchAll(/```ts\n((?:(?!```).)*?)```\n(?!\n*```text)/gs)];
    expect(examples).toHaveLength(1);
    writeFileSync(join(consumer, 'gateway.ts'), examples[0]![1]!);
    expectTypes('gateway.ts', { options: withTypesOfNode });
  });

  it('runs the examples of the README as strict TypeScript and gives the output printed there', () => {
    const readme = readFileSync(join(root, 'README.md'), 'utf8');
    const examples = [...readme.matchAll(/```ts\n((?:(?!```).)*?)```\n+```text\n(.*?)```/gs)];
    expect(examples.length).toBe(3);
    for (const [, code, output] of examples) expect(outputOf(code!)).toBe(output);
  });

  it(
    'runs the example of every task in docs/api.md and gives what its comments say',
    { timeout: 120_000 },
    () => {
      const document = readFileSync(join(root, 'docs/api.md'), 'utf8');
      const examples = [...document.matchAll(/```ts\n((?:(?!```).)*?\/\/ prints: (?:(?!```).)*?)```/gs)];
      expect(examples.length).toBe(15);
      linkOptionalPeers();
      for (const [, code] of examples) {
        const said = [...code!.matchAll(/\/\/ prints: (.*)$/gm)].map(([, line]) => `${line}\n`).join('');
        expect(outputOf(code!)).toBe(said);
      }
    },
  );
});

/** What is installed apart by .ci/run; without it these tests are skipped visibly. */
const apart = join(process.env['XDG_CACHE_HOME'] ?? join(homedir(), '.cache'), 'expcert-ci');
const compilers = {
  'the newest TypeScript': join(root, 'node_modules/@typescript/native/bin/tsc'),
  'TypeScript 5.6': join(root, 'node_modules/@arethetypeswrong/core/node_modules/typescript/bin/tsc'),
  'TypeScript 5.0': join(apart, 'typescript-5.0/node_modules/typescript/bin/tsc'),
};

const nodenext = ['--module', 'nodenext'];
const bundler = ['--module', 'esnext', '--moduleResolution', 'bundler'];

/** The same program in every kind of project: how many peers the example has. */
const program = `
  import { planDeployment, readDeployment, type Certificate, type Extension, type Plan } from 'expcert';
  const { deployment } = readDeployment(${JSON.stringify(readFileSync(join(root, 'examples/corp.yaml'), 'utf8'))});
  if (!deployment) throw new Error('the example cannot be read');
  const plan: Plan = planDeployment(deployment);
  console.log(plan.peers.length);
  // What lies deep inside has a name too, and is not any.
  export const extensionOf = ({ extensions }: Certificate): Extension | undefined => extensions[0];
  // @ts-expect-error: a type that says nothing would take it
  export const wrong: number = plan.peers[0]?.peer;
`;
const gateway = `
  import { loadTrust, peerGuard, type FederationPolicy, type PeerGuard } from 'expcert/node';
  export async function guardOf(policy: FederationPolicy): Promise<PeerGuard> {
    const trust = await loadTrust({ anchors: ['trusted.pem'] });
    return peerGuard({ policy: () => policy, trust, now: Date.now });
  }
`;

describe('a project on the packed package', () => {
  const kinds: [string, { type: 'module' | 'commonjs'; options: readonly string[] }][] = [
    ['ESM in Node', { type: 'module', options: nodenext }],
    ['for a bundler', { type: 'module', options: bundler }],
    ['CommonJS in Node', { type: 'commonjs', options: nodenext }],
  ];
  describe.each(Object.entries(compilers))('with %s', (compiler, tsc) => {
    if (!existsSync(tsc) && process.env['REQUIRE_ALL'] === '1')
      throw new Error(`${compiler} is not installed`);
    const isOld = compiler !== 'the newest TypeScript';
    it.skipIf(!existsSync(tsc)).each(kinds)(
      '%s compiles, its libraries checked too, and runs',
      (kind, { type, options }) => {
        const folder = join(consumer, kind.replaceAll(' ', '-'));
        mkdirSync(folder, { recursive: true });
        writeFileSync(join(folder, 'package.json'), JSON.stringify({ private: true, type }));
        writeFileSync(join(folder, 'main.ts'), program);
        // Before 5.8 it knew of no require() of ESM: the library's file for CommonJS, which has one, is passed over there.
        const isPassedOver = isOld && type === 'commonjs';
        expectTypes('main.ts', {
          ...{ cwd: folder, tsc, resolution: options },
          options: [
            ...(isOld ? [] : ['--types', '']),
            '--skipLibCheck',
            `${isPassedOver}`,
            '--noEmit',
            'false',
          ],
        });
        expect(run(process.execPath, ['--no-warnings', 'main.js'], folder)).toBe('4\n');
      },
    );

    it.skipIf(!existsSync(tsc))('a gateway compiles, the types of Node checked too', () => {
      writeFileSync(join(consumer, 'guard.ts'), gateway);
      expectTypes('guard.ts', { tsc, options: [...typesOfNode, '--skipLibCheck', 'false'] });
    });
  });

  it('made into a page by Vite asks nothing of Node and runs', async () => {
    const folder = join(consumer, 'page');
    mkdirSync(folder);
    writeFileSync(join(folder, 'main.ts'), program);
    await build({
      ...{ root: folder, configFile: false, logLevel: 'error' },
      build: { lib: { entry: 'main.ts', formats: ['es'], fileName: 'page' } },
    });
    const page = readFileSync(join(folder, 'dist/page.js'), 'utf8');
    expect(page).not.toMatch(/\bfrom\s*["']|\bimport\s*\(|\brequire\s*\(|process\./);
    expect(run(process.execPath, ['dist/page.js'], folder)).toBe('4\n');
  });
});

/** What a program of TypeScript prints, beside the files that examples read. */
/** As an installation of what `expcert/issue` says it needs leaves them. */
function linkOptionalPeers(): void {
  mkdirSync(join(consumer, 'node_modules/@peculiar'), { recursive: true });
  for (const name of Object.keys(manifest.peerDependencies)) {
    const place = join(consumer, 'node_modules', name);
    if (!existsSync(place)) symlinkSync(join(root, 'node_modules', name), place);
  }
}

function outputOf(code: string): string {
  mkdirSync(join(consumer, 'examples'), { recursive: true });
  writeFileSync(join(consumer, 'examples/corp.yaml'), readFileSync(join(root, 'examples/corp.yaml')));
  for (const [name, bytes] of filesFromTheCa()) writeFileSync(join(consumer, name), bytes);
  writeFileSync(join(consumer, 'example.ts'), code);
  expectTypes('example.ts', { options: [...withTypesOfNode, '--noEmit', 'false'] });
  return run(process.execPath, ['example.js']);
}

const typesOfNode = ['--types', 'node', '--typeRoots', join(root, 'node_modules/@types')];
const withTypesOfNode = [...typesOfNode, '--skipLibCheck', 'true'];

interface Compilation {
  readonly options: readonly string[];
  readonly resolution?: readonly string[];
  readonly tsc?: string;
  readonly cwd?: string;
}

function expectTypes(
  file: string,
  { options, resolution = nodenext, tsc = compilers['the newest TypeScript'], cwd = consumer }: Compilation,
): void {
  const strict = ['--strict', '--exactOptionalPropertyTypes', '--noEmit'];
  const target = ['--target', 'es2022', '--lib', 'es2022,dom'];
  const { status, stdout } = spawnSync(
    process.execPath,
    [tsc, ...strict, ...target, ...resolution, ...options, file],
    { cwd, encoding: 'utf8' },
  );
  expect(status, stdout).toBe(0);
}

/** What the README's examples after the first read: the certificate is sound, and for another peer. */
function filesFromTheCa(): [name: string, bytes: string | Uint8Array][] {
  const long = { notAfter: '2099-01-01' };
  const pki = {
    root: long,
    issuing: { ...long, issuedBy: 'root' },
    expe1: { ...long, issuedBy: 'issuing', san: ['dns:expe2.example.com'] },
  };
  const { root: anchor, issuing, expe1 } = buildPki(pki);
  const pem = [expe1, issuing].map(({ der }) => writePem('CERTIFICATE', der)).join('');
  const certificates = tlv(explicit(0), anchor.der);
  const bundle = sequence(integer(1), setOf(), sequence(oid(pkcsId.data)), certificates, setOf());
  const crl = buildCrl(pki, { issuedBy: 'issuing', nextUpdate: '2099-01-01' });
  return [
    ['expe1.pem', pem],
    ['roots.p7b', sequence(oid(pkcsId.signedData), tlv(explicit(0), bundle))],
    ['issuing.crl', crl.der],
  ];
}
