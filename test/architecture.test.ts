import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { findCycle, importsOf, importsUnder, type Edge } from './support/imports.ts';

const root = join(import.meta.dirname, '..');

/** docs/architecture.md as a table: what the files of a place may import besides each other. */
const mayImport: Readonly<Record<string, readonly string[]>> = {
  'lib/bytes.ts': [],
  'lib/errors.ts': [],
  'lib/findings/': [],
  'lib/asn1/': ['lib/bytes.ts', 'lib/errors.ts'],
  'lib/x509/': ['lib/asn1/', 'lib/bytes.ts', 'lib/errors.ts'],
  'lib/csr/': ['lib/x509/', 'lib/asn1/', 'lib/bytes.ts', 'lib/errors.ts'],
  'lib/formats/': ['lib/x509/', 'lib/csr/', 'lib/asn1/', 'lib/bytes.ts', 'lib/errors.ts'],
  'lib/describe/': ['lib/x509/', 'lib/csr/', 'lib/formats/', 'lib/asn1/', 'lib/bytes.ts', 'lib/errors.ts'],
  'lib/path/': ['lib/x509/', 'lib/asn1/oids.ts', 'lib/bytes.ts'],
  'lib/revocation/': ['lib/x509/', 'lib/asn1/', 'lib/bytes.ts'],
  'lib/trust/': ['lib/x509/', 'lib/asn1/oids.ts'],
  'lib/deployment/': ['lib/findings/sources.ts'],
  'lib/san/': ['lib/deployment/', 'lib/findings/sources.ts'],
  'lib/plan/': [
    ...['lib/deployment/', 'lib/san/', 'lib/findings/', 'lib/csr/', 'lib/x509/fingerprint.ts'],
    ...['lib/asn1/oids.ts', 'lib/bytes.ts'],
  ],
  'lib/certificate/': ['lib/x509/', 'lib/csr/', 'lib/asn1/oids.ts'],
  'lib/services/': ['lib/deployment/', 'lib/findings/'],
  'lib/federation/': [
    ...['lib/path/', 'lib/revocation/', 'lib/x509/', 'lib/deployment/', 'lib/asn1/oids.ts', 'lib/bytes.ts'],
  ],
  'lib/report/': ['lib/findings/'],
  'lib/rules/cert/': [
    ...['lib/findings/', 'lib/certificate/', 'lib/plan/', 'lib/san/', 'lib/deployment/', 'lib/x509/'],
    ...['lib/revocation/', 'lib/trust/certificate-role.ts'],
  ],
  'lib/rules/chain/': ['lib/findings/', 'lib/deployment/'],
  'lib/rules/csr/': ['lib/findings/', 'lib/csr/', 'lib/plan/', 'lib/san/', 'lib/deployment/', 'lib/x509/'],
  'lib/rules/federation/': ['lib/findings/', 'lib/federation/', 'lib/deployment/', 'lib/x509/'],
  'lib/rules/fleet/': ['lib/findings/', 'lib/certificate/', 'lib/plan/', 'lib/san/', 'lib/x509/'],
  'lib/rules/key/': ['lib/findings/'],
  'lib/rules/path/': ['lib/findings/', 'lib/path/', 'lib/revocation/', 'lib/x509/', 'lib/asn1/oids.ts'],
  'lib/rules/plan/': ['lib/findings/', 'lib/plan/', 'lib/san/', 'lib/deployment/'],
  'lib/rules/trust/': ['lib/findings/', 'lib/trust/', 'lib/revocation/', 'lib/x509/'],
  'lib/rules/catalogue.ts': ['lib/rules/', 'lib/findings/'],
  'lib/rules/explain.ts': ['lib/rules/catalogue.ts', 'lib/findings/'],
  'lib/validation/': [
    ...['lib/path/', 'lib/revocation/', 'lib/rules/path/', 'lib/findings/', 'lib/x509/'],
    ...['lib/asn1/oids.ts', 'lib/bytes.ts', 'lib/errors.ts'],
  ],
  'lib/remote-server/': [
    ...['lib/validation/', 'lib/federation/', 'lib/path/', 'lib/revocation/', 'lib/rules/federation/'],
    ...['lib/findings/', 'lib/x509/', 'lib/asn1/oids.ts', 'lib/bytes.ts', 'lib/errors.ts'],
  ],
  'lib/check/': [
    ...['lib/validation/', 'lib/rules/', 'lib/services/', 'lib/certificate/', 'lib/trust/', 'lib/plan/'],
    ...['lib/san/', 'lib/deployment/', 'lib/federation/', 'lib/report/', 'lib/revocation/', 'lib/formats/'],
    ...['lib/csr/', 'lib/findings/', 'lib/x509/', 'lib/asn1/oids.ts', 'lib/bytes.ts'],
  ],
  'lib/overview/': [
    ...['lib/check/', 'lib/services/', 'lib/plan/', 'lib/san/', 'lib/deployment/', 'lib/findings/'],
    ...['lib/formats/', 'lib/x509/name.ts'],
  ],
  'lib/index.ts': [
    ...['lib/check/', 'lib/overview/', 'lib/remote-server/', 'lib/validation/', 'lib/rules/', 'lib/report/'],
    ...['lib/federation/', 'lib/services/', 'lib/certificate/', 'lib/plan/', 'lib/san/', 'lib/deployment/'],
    ...['lib/trust/', 'lib/revocation/', 'lib/path/', 'lib/describe/', 'lib/formats/', 'lib/csr/'],
    ...['lib/x509/', 'lib/findings/', 'lib/errors.ts'],
  ],
  'lib/node/': ['lib/index.ts', 'node:'],
  'cli/': ['lib/index.ts', 'lib/node/index.ts', 'node:'],
  'web/': ['lib/index.ts', '../examples/', '../fixtures/checks/mixed/'],
};

/** Each third-party package has one door. */
const doors: Readonly<Record<string, readonly string[]>> = {
  '@noble/ciphers': ['lib/formats/encryption/'],
  '@noble/hashes': ['lib/formats/encryption/', 'lib/x509/hash-algorithm.ts'],
  yaml: ['lib/deployment/'],
  valibot: ['lib/deployment/'],
  '@valibot/to-json-schema': ['lib/deployment/'],
  '@commander-js/extra-typings': ['cli/'],
  commander: ['cli/'],
  '@clack/prompts': ['cli/'],
  fflate: ['cli/', 'web/'],
  lit: ['web/'],
  saxes: ['cli/federation-check/xml-stream.ts'],
};

const isIn = (place: string) => (file: string) =>
  place.endsWith('/') || place.endsWith(':') ? file.startsWith(place) : file === place;

/** The longest place that holds the file: `lib/rules/csr/` before `lib/rules/`. */
function placeOf(file: string): string | undefined {
  return Object.keys(mayImport)
    .filter((place) => isIn(place)(file))
    .sort((a, b) => b.length - a.length)[0];
}

/** What a rule's folder holds besides rules: the facts they judge, and the lists of them. */
const notRules = /\/(index|facts|deployment-file)\.ts$/;

const isRule = (file: string) => /^lib\/rules\/[^/]+\//.test(file) && !notRules.test(file);

function isAllowed({ from, to }: Edge): boolean {
  const place = placeOf(from);
  if (place === undefined) return false;
  const isPackage = !/^(lib|cli|web|\.\.)\/|^node:/.test(to);
  if (isPackage) return (doors[to] ?? []).some((door) => isIn(door)(from));
  if (isRule(from) && isRule(to)) return false;
  return isIn(place)(to) || mayImport[place]!.some((allowed) => isIn(allowed)(to));
}

const forbidden = (edges: readonly Edge[]) =>
  edges.filter((edge) => !isAllowed(edge)).map(({ from, to }) => `${from} → ${to}`);

describe('the import rules of docs/architecture.md', () => {
  const edges = importsUnder(join(root, 'src'));

  it('see the source', () => expect(edges.length).toBeGreaterThan(50));
  it('hold for every import', () => expect(forbidden(edges)).toEqual([]));
  it('leave no cycle', () => expect(findCycle(edges)).toBeUndefined());

  it('give the library no package that is not a declared dependency, and each of them a use', () => {
    const manifest = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as {
      dependencies: Record<string, string>;
    };
    const used = edges.filter(({ from, to }) => from.startsWith('lib/') && to in doors).map(({ to }) => to);
    expect([...new Set(used)].sort()).toEqual(Object.keys(manifest.dependencies).sort());
  });
});

describe('an edge that is not drawn', () => {
  it.each([
    ['the core entry reaching the Node entry', 'lib/index.ts', 'lib/node/index.ts'],
    ['the core using Node', 'lib/csr/key-pair.ts', 'node:crypto'],
    ['a rule calling another rule', 'lib/rules/csr/name-extra.ts', 'lib/rules/csr/name-missing.ts'],
    ['a rule of another area', 'lib/rules/csr/name-extra.ts', 'lib/rules/plan/wildcard.ts'],
    ['a rule reading files', 'lib/rules/csr/name-extra.ts', 'lib/formats/pem.ts'],
    ['calculation knowing rules', 'lib/plan/plan.ts', 'lib/rules/plan/index.ts'],
    ['findings knowing anything', 'lib/findings/finding.ts', 'lib/bytes.ts'],
    ['the command line past the entry points', 'cli/commands/plan.ts', 'lib/plan/plan.ts'],
    ['the page past the entry point', 'web/app.ts', 'lib/plan/plan.ts'],
    ['the page using Node', 'web/save.ts', 'node:fs'],
    ['the page knowing the command line', 'web/app.ts', 'cli/io.ts'],
    ['the library knowing the command line', 'lib/check/plan.ts', 'cli/io.ts'],
    ['the library knowing the page', 'lib/check/plan.ts', 'web/app.ts'],
    ['a package past its door', 'lib/csr/parse.ts', 'yaml'],
    ['a package without a door', 'lib/asn1/oids.ts', 'left-pad'],
    ['a folder nobody has drawn', 'lib/utils/strings.ts', 'lib/bytes.ts'],
  ])('%s is caught', (_, from, to) => expect(forbidden([{ from, to }])).toEqual([`${from} → ${to}`]));

  it('is seen however it is written', () => {
    const text = [
      `import { a } from './a.ts';`,
      `import type { B } from '../b.ts';`,
      `import 'reflect-metadata';`,
      `export * from './c.ts';`,
      `const d = await import('@peculiar/x509');`,
    ].join('\n');
    expect(importsOf('lib/csr/build.ts', text).map(({ to }) => to)).toEqual([
      ...['lib/csr/a.ts', 'lib/b.ts', 'reflect-metadata', 'lib/csr/c.ts', '@peculiar/x509'],
    ]);
  });

  it('cannot hide behind a computed name', () =>
    expect(() => importsOf('lib/a.ts', 'await import(name)')).toThrow('lib/a.ts: import() of something'));

  it('that closes a circle is named with the whole circle', () => {
    const circle = [
      { from: 'a', to: 'b' },
      { from: 'b', to: 'c' },
      { from: 'c', to: 'b' },
    ];
    expect(findCycle(circle)).toEqual(['b', 'c', 'b']);
  });
});
