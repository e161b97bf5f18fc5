import { cpSync, mkdirSync, readFileSync, readdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { build } from 'vite';
import { beforeAll, expect, inject, it } from 'vitest';
import { runProgram } from '../support/programs.ts';
import { scratchFolder } from '../support/scratch.ts';

const root = join(import.meta.dirname, '../..');
const folder = scratchFolder();
const without = join(folder, 'without');
const withPackages = join(folder, 'with');
const dependencies = ['@noble', '@valibot', 'valibot', 'yaml'];
const peers = ['@peculiar', 'pkijs', 'asn1js', 'reflect-metadata'];

/** The package as npm installs it: with its dependencies, and with or without the optional peers. */
beforeAll(() => {
  expect(inject('buildFailure')).toBe('');
  for (const [place, packages] of [
    [without, dependencies],
    [withPackages, [...dependencies, ...peers]],
  ] as const) {
    const modules = join(place, 'node_modules');
    mkdirSync(join(modules, 'expcert'), { recursive: true });
    for (const part of ['dist', 'package.json'])
      cpSync(join(root, part), join(modules, 'expcert', part), { recursive: true });
    for (const name of packages) symlinkSync(join(root, 'node_modules', name), join(modules, name));
    // An empty folder ends the search: one of them may be installed further up.
    for (const name of peers.filter((each) => !packages.includes(each))) mkdirSync(join(modules, name));
    writeFileSync(join(place, 'package.json'), '{ "type": "module" }');
    writeFileSync(join(place, 'main.js'), program);
  }
});

/** Issues a certificate, and tells what becomes of Reflect on the way. */
const program = `
  import { buildCsr, generateKeyPair } from 'expcert';
  import { createCa, issueCertificate } from 'expcert/issue';
  const before = typeof Reflect.getMetadata;
  const at = new Date('2026-11-30');
  const notAfter = new Date('2027-11-30');
  const kind = { type: 'ec', curve: 'P-256' };
  const names = [{ type: 'DNS', value: 'expe.example.com' }];
  const content = { commonName: 'expe.example.com', subject: [], names, extendedKeyUsage: [], hash: 'sha256' };
  try {
    const ca = await createCa({ commonName: 'CA', keyPair: await generateKeyPair(kind), at, notAfter });
    const request = await buildCsr(content, await generateKeyPair(kind));
    const profile = { use: 'server', at, notAfter, takenSerials: new Set() };
    const { issuer } = await issueCertificate(request, ca, profile);
    console.log(before, 'issued by', issuer.rdns[0][0].value);
  } catch (error) {
    console.log(before, error.code, error.message);
  }
`;

const run = (place: string, file = 'main.js') => {
  const { stdout, stderr } = runProgram(process.execPath, [join(place, file)]);
  return stdout + stderr;
};

it('with the packages it issues, and Reflect is as it was until then', () =>
  expect(run(withPackages)).toBe('undefined issued by CA\n'));

it('without them it says what to install', () =>
  expect(run(without)).toBe(
    'undefined package-missing expcert/issue needs packages that are not installed: npm install @peculiar/x509@^2.2 reflect-metadata@^0.2.2\n',
  ));

it('what writes certificates is in parts of its own, which nothing reads but on demand', () => {
  const dist = join(root, 'dist');
  const parts = ['cli', 'node'].flatMap((part) =>
    readdirSync(join(dist, part), { recursive: true, encoding: 'utf8' })
      .filter((name) => name.endsWith('.js'))
      .map((name) => ({ name: basename(name), code: readFileSync(join(dist, part, name), 'utf8') })),
  );
  const foreign =
    /node_modules\/(@peculiar|pkijs|asn1js|reflect-metadata)\/|from "(@peculiar\/x509|pkijs|asn1js)"/;
  const holders = parts.filter(({ code }) => foreign.test(code)).map(({ name }) => name);
  expect([...new Set(holders.map((name) => name.replace(/-.*/, '')))].sort()).toEqual(['pkijs', 'x509']);
  const readers = parts.filter(({ code }) =>
    [...code.matchAll(/^import .*?"\.\/(?:chunks\/)?([^"]+)";/gm)].some(([, name]) =>
      holders.includes(name!),
    ),
  );
  expect(readers.map(({ name }) => name)).toEqual([]);
  expect(readFileSync(join(dist, 'page/expcert.html'), 'utf8')).not.toContain('tsyringe');
});

it('bundled for browsers by Vite it issues all the same', async () => {
  await build({
    root: withPackages,
    configFile: false,
    logLevel: 'error',
    build: {
      outDir: 'bundle',
      target: 'es2022',
      lib: { entry: 'main.js', formats: ['es'], fileName: 'main' },
    },
  });
  expect(run(withPackages, 'bundle/main.js')).toBe('undefined issued by CA\n');
});
