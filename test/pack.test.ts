import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, readdirSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { publint } from 'publint';
import { formatMessage } from 'publint/utils';
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
      'pkcs11-request.mjs',
    ]);
    expect(readdirSync(join(installed, 'examples/fleet/queue')).sort()).toEqual([
      'connect.mjs',
      'package-lock.json',
      'package.json',
    ]);
    expect(statSync(join(installed, 'dist/cli/main.js')).mode & 0o111).toBe(0o111);
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

  it('has the right types for every way of resolving that ESM knows', () => {
    const attw = join(root, 'node_modules/@arethetypeswrong/cli/dist/index.js');
    const args = [attw, tarball, '--profile', 'esm-only', '--no-color', '--no-emoji'];
    const { status, stdout } = runProgram(process.execPath, args);
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
  it('is imported through both entries, and no other', () => {
    const code = `
      import { readDeployment } from 'expcert';
      import * as node from 'expcert/node';
      const hidden = await import('expcert/dist/lib/errors.js').catch((error) => error.code);
      console.log(typeof readDeployment, typeof node, hidden);
    `;
    expect(run(process.execPath, ['--input-type=module', '-e', code])).toBe(
      'function object ERR_PACKAGE_PATH_NOT_EXPORTED\n',
    );
  });

  it('is the same for require(), and one library through both entries', () => {
    const code = `
      const { DecodeError, readCertificate } = require('expcert');
      const node = require('expcert/node');
      console.log(typeof readCertificate, node.DecodeError === DecodeError);
    `;
    expect(run(process.execPath, ['--input-type=commonjs', '--no-warnings', '-e', code])).toBe(
      'function true\n',
    );
  });

  it('type-checks in a strict project that checks libraries too', () => {
    writeFileSync(
      join(consumer, 'consumer.ts'),
      `import * as expcert from 'expcert';
       export const explained: ReturnType<typeof expcert.explain> = expcert.explain('plan/wildcard');`,
    );
    expectTypes('consumer.ts', ['--types', '', '--skipLibCheck', 'false']);
  });

  it('type-checks with a compiler from before buffers had a type parameter', () => {
    writeFileSync(
      join(consumer, 'older.ts'),
      `import { readCertificate } from 'expcert';
       export const digest = () => crypto.subtle.digest('SHA-256', readCertificate('').der);
       // @ts-expect-error: a type that says nothing would take it
       export const wrong: number = readCertificate('').der;`,
    );
    const older = join(root, 'node_modules/@arethetypeswrong/core/node_modules/typescript');
    expect(readFileSync(join(older, 'package.json'), 'utf8')).toContain('"version": "5.6');
    // It knows no empty list of types on a command line; there are none to be found here.
    expectTypes('older.ts', ['--skipLibCheck', 'false'], join(older, 'bin/tsc'));
  });

  it('type-checks the gateway of the README, with the types of Node', () => {
    const readme = readFileSync(join(root, 'README.md'), 'utf8');
    const examples = [...readme.matchAll(/```ts\n((?:(?!```).)*?)```\n(?!\n*```text)/gs)];
    expect(examples).toHaveLength(1);
    writeFileSync(join(consumer, 'gateway.ts'), examples[0]![1]!);
    expectTypes('gateway.ts', withTypesOfNode);
  });

  it('runs the examples of the README as strict TypeScript and gives the output printed there', () => {
    const readme = readFileSync(join(root, 'README.md'), 'utf8');
    const examples = [...readme.matchAll(/```ts\n((?:(?!```).)*?)```\n+```text\n(.*?)```/gs)];
    expect(examples.length).toBe(3);
    mkdirSync(join(consumer, 'examples'), { recursive: true });
    writeFileSync(join(consumer, 'examples/corp.yaml'), readFileSync(join(root, 'examples/corp.yaml')));
    for (const [name, bytes] of filesFromTheCa()) writeFileSync(join(consumer, name), bytes);
    for (const [, code, output] of examples) {
      writeFileSync(join(consumer, 'example.ts'), code!);
      expectTypes('example.ts', [...withTypesOfNode, '--noEmit', 'false']);
      expect(run(process.execPath, ['example.js'])).toBe(output);
    }
  });
});

const withTypesOfNode = [
  ...['--types', 'node', '--typeRoots', join(root, 'node_modules/@types'), '--skipLibCheck', 'true'],
];

function expectTypes(
  file: string,
  options: readonly string[],
  tsc = join(root, 'node_modules/@typescript/native/bin/tsc'),
): void {
  const strict = ['--strict', '--exactOptionalPropertyTypes', '--noEmit'];
  const target = ['--module', 'nodenext', '--target', 'es2022', '--lib', 'es2022,dom'];
  const { status, stdout } = spawnSync(process.execPath, [tsc, ...strict, ...target, ...options, file], {
    cwd: consumer,
    encoding: 'utf8',
  });
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
