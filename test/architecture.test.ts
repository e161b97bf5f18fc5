import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { findCycle, importsOf, importsUnder, sourcesUnder, type Edge } from './support/imports.ts';

const root = join(import.meta.dirname, '..');

/**
 * docs/architecture.md as a table, from the ground up: what the files of a place may import besides each other. A folder
 * stands for all that is in it but the places of their own: `lib/deployment/` is not `lib/deployment/reading/`.
 */
const mayImport: Readonly<Record<string, readonly string[]>> = {
  'lib/bytes.ts': [],
  'lib/errors.ts': [],
  'lib/text-encoding.ts': [],
  'lib/findings/': [],
  'lib/names/': ['lib/bytes.ts'],
  'lib/asn1/': ['lib/bytes.ts', 'lib/errors.ts'],
  'lib/x509/': ['lib/asn1/', 'lib/names/', 'lib/bytes.ts', 'lib/errors.ts'],
  'lib/csr/': ['lib/x509/', 'lib/asn1/', 'lib/names/', 'lib/bytes.ts', 'lib/errors.ts'],
  'lib/formats/armour.ts': [],
  'lib/formats/': [
    'lib/text-encoding.ts',
    'lib/formats/armour.ts',
    'lib/x509/',
    'lib/csr/',
    'lib/asn1/',
    'lib/bytes.ts',
    'lib/errors.ts',
  ],
  'lib/describe/': ['lib/x509/', 'lib/csr/', 'lib/formats/', 'lib/asn1/', 'lib/bytes.ts', 'lib/errors.ts'],
  'lib/path/': ['lib/x509/', 'lib/names/', 'lib/asn1/oids.ts', 'lib/bytes.ts'],
  'lib/revocation/': ['lib/x509/', 'lib/asn1/', 'lib/bytes.ts'],
  'lib/deployment/': ['lib/names/'],
  'lib/product/': ['lib/deployment/model.ts', 'lib/findings/sources.ts', 'lib/findings/requirements.ts'],
  'lib/deployment/reading/': ['lib/deployment/', 'lib/product/', 'lib/names/', 'lib/text-encoding.ts'],
  'lib/deployment/editing/': ['lib/deployment/reading/', 'lib/deployment/', 'lib/product/'],
  'lib/facts-file.ts': ['lib/deployment/reading/', 'lib/deployment/', 'lib/product/'],
  'lib/trust/': [
    ...['lib/formats/armour.ts', 'lib/product/', 'lib/x509/', 'lib/asn1/oids.ts', 'lib/bytes.ts'],
  ],
  'lib/san/': ['lib/product/', 'lib/deployment/', 'lib/findings/sources.ts'],
  'lib/dns/': ['lib/deployment/', 'lib/product/', 'lib/san/', 'lib/names/', 'lib/findings/'],
  'lib/plan/': [
    ...['lib/deployment/', 'lib/product/', 'lib/san/', 'lib/findings/', 'lib/csr/'],
    ...['lib/x509/fingerprint.ts', 'lib/asn1/oids.ts', 'lib/bytes.ts'],
  ],
  'lib/certificate/': ['lib/x509/', 'lib/csr/', 'lib/asn1/oids.ts'],
  'lib/verdict/': ['lib/deployment/', 'lib/product/', 'lib/findings/'],
  'lib/federation/': [
    ...['lib/path/', 'lib/revocation/', 'lib/x509/', 'lib/deployment/', 'lib/names/', 'lib/asn1/oids.ts'],
    'lib/bytes.ts',
  ],
  'lib/report/': ['lib/findings/', 'lib/verdict/', 'lib/errors.ts'],
  'lib/rules/cert/': [
    ...['lib/findings/', 'lib/certificate/', 'lib/plan/', 'lib/san/', 'lib/deployment/', 'lib/x509/'],
    ...['lib/product/', 'lib/names/', 'lib/revocation/', 'lib/rules/profile/', 'lib/formats/armour.ts'],
    ...['lib/path/', 'lib/asn1/oids.ts'],
  ],
  'lib/rules/chain/': ['lib/findings/', 'lib/product/', 'lib/deployment/'],
  'lib/rules/csr/': [
    ...['lib/findings/', 'lib/csr/', 'lib/san/', 'lib/deployment/', 'lib/product/'],
    ...['lib/x509/', 'lib/rules/profile/', 'lib/formats/armour.ts', 'lib/plan/'],
  ],
  'lib/rules/deployment/': [
    ...[
      'lib/findings/',
      'lib/deployment/',
      'lib/deployment/reading/mistakes.ts',
      'lib/plan/waiver-facts.ts',
      'lib/names/',
    ],
  ],
  'lib/rules/dns/': ['lib/dns/', 'lib/findings/', 'lib/names/'],
  'lib/rules/federation/': ['lib/findings/', 'lib/federation/', 'lib/deployment/', 'lib/x509/'],
  'lib/rules/fleet/': [
    ...['lib/findings/', 'lib/certificate/', 'lib/plan/', 'lib/san/', 'lib/product/'],
    'lib/x509/',
  ],
  'lib/rules/gateway/': ['lib/findings/', 'lib/x509/', 'lib/deployment/', 'lib/asn1/oids.ts'],
  'lib/rules/key/': ['lib/findings/', 'lib/formats/armour.ts'],
  'lib/rules/path/': [
    ...['lib/findings/', 'lib/path/', 'lib/revocation/', 'lib/x509/', 'lib/asn1/oids.ts', 'lib/bytes.ts'],
  ],
  'lib/rules/plan/': [
    ...['lib/findings/', 'lib/plan/', 'lib/san/', 'lib/deployment/', 'lib/product/', 'lib/csr/'],
    'lib/names/',
  ],
  'lib/rules/profile/': [
    ...['lib/rules/csr/facts.ts', 'lib/rules/cert/facts.ts', 'lib/findings/', 'lib/plan/', 'lib/san/'],
    ...['lib/csr/', 'lib/certificate/', 'lib/deployment/', 'lib/product/', 'lib/names/', 'lib/x509/'],
  ],
  'lib/rules/trust/': [
    ...[
      'lib/path/appliance-faults.ts',
      'lib/findings/',
      'lib/formats/armour.ts',
      'lib/trust/',
      'lib/product/',
      'lib/revocation/',
      'lib/x509/',
    ],
  ],
  'lib/rules/catalogue.ts': ['lib/rules/', 'lib/findings/'],
  'lib/rules/renamed-codes.ts': ['lib/findings/'],
  'lib/rules/explain.ts': ['lib/rules/catalogue.ts', 'lib/rules/renamed-codes.ts', 'lib/findings/'],
  'lib/validation/': [
    ...['lib/path/', 'lib/revocation/', 'lib/rules/path/', 'lib/findings/', 'lib/x509/'],
    ...['lib/asn1/oids.ts', 'lib/bytes.ts', 'lib/errors.ts'],
  ],
  'lib/remote-server/': [
    ...['lib/validation/', 'lib/federation/', 'lib/path/', 'lib/revocation/', 'lib/rules/federation/'],
    ...['lib/findings/', 'lib/names/', 'lib/x509/', 'lib/asn1/oids.ts', 'lib/bytes.ts', 'lib/errors.ts'],
  ],
  'lib/own-server/': [
    ...['lib/rules/gateway/', 'lib/validation/', 'lib/remote-server/', 'lib/revocation/', 'lib/findings/'],
    ...['lib/deployment/', 'lib/names/', 'lib/x509/'],
  ],
  'lib/check/': [
    ...['lib/validation/', 'lib/rules/', 'lib/certificate/', 'lib/trust/', 'lib/plan/', 'lib/dns/'],
    ...['lib/san/', 'lib/deployment/', 'lib/deployment/reading/read.ts', 'lib/product/', 'lib/federation/'],
    ...[
      'lib/report/',
      'lib/revocation/',
      'lib/formats/',
      'lib/formats/armour.ts',
      'lib/path/',
      'lib/verdict/',
    ],
    ...['lib/csr/', 'lib/findings/', 'lib/x509/', 'lib/asn1/', 'lib/bytes.ts', 'lib/errors.ts'],
  ],
  'lib/overview/': [
    ...['lib/check/', 'lib/verdict/', 'lib/plan/', 'lib/san/', 'lib/deployment/', 'lib/findings/'],
    'lib/product/',
  ],
  'lib/public/': [
    ...['lib/check/', 'lib/remote-server/', 'lib/validation/', 'lib/rules/explain.ts', 'lib/federation/'],
    ...['lib/plan/', 'lib/deployment/', 'lib/names/', 'lib/trust/'],
    ...['lib/revocation/', 'lib/path/', 'lib/describe/', 'lib/formats/', 'lib/csr/', 'lib/x509/'],
    ...['lib/asn1/ber.ts', 'lib/findings/', 'lib/bytes.ts', 'lib/errors.ts', 'lib/facts-file.ts'],
    'lib/dns/',
  ],
  'lib/index.ts': [
    ...['lib/public/', 'lib/types.ts', 'lib/check/', 'lib/remote-server/', 'lib/rules/', 'lib/federation/'],
    ...['lib/verdict/', 'lib/plan/', 'lib/dns/', 'lib/deployment/', 'lib/revocation/', 'lib/path/'],
    ...['lib/formats/', 'lib/csr/', 'lib/x509/', 'lib/findings/', 'lib/errors.ts'],
  ],
  'lib/front.ts': [
    ...['lib/check/', 'lib/overview/', 'lib/report/', 'lib/federation/', 'lib/verdict/', 'lib/certificate/'],
    ...[
      'lib/plan/',
      'lib/dns/',
      'lib/san/',
      'lib/deployment/',
      'lib/deployment/editing/',
      'lib/product/',
      'lib/describe/',
    ],
    ...['lib/formats/', 'lib/csr/', 'lib/x509/', 'lib/findings/', 'lib/rules/renamed-codes.ts'],
    ...['lib/errors.ts', 'lib/text-encoding.ts'],
  ],
  'lib/types.ts': [
    ...[
      'lib/check/',
      'lib/remote-server/',
      'lib/validation/',
      'lib/rules/',
      'lib/federation/',
      'lib/verdict/',
    ],
    ...['lib/plan/', 'lib/san/', 'lib/dns/', 'lib/deployment/', 'lib/deployment/reading/', 'lib/names/'],
    ...[
      'lib/trust/',
      'lib/revocation/',
      'lib/path/',
      'lib/describe/',
      'lib/formats/',
      'lib/formats/armour.ts',
    ],
    ...['lib/csr/', 'lib/x509/', 'lib/asn1/', 'lib/findings/', 'lib/product/', 'lib/public/'],
    ...['lib/bytes.ts', 'lib/errors.ts', 'lib/facts-file.ts'],
  ],
  'lib/node/': [
    ...['lib/index.ts', 'lib/revocation/list-order.ts', 'lib/revocation/list-source.ts', 'node:'],
    ...['lib/federation/', 'lib/own-server/', 'lib/remote-server/chain.ts', 'lib/names/address-kind.ts'],
    ...['lib/rules/gateway/', 'lib/x509/crl.ts'],
    ...['lib/public/argument.ts', 'lib/public/settings.ts', 'lib/public/remote-server.ts'],
  ],
  'lib/issue/': [
    ...['lib/public/', 'lib/check/', 'lib/plan/', 'lib/path/', 'lib/formats/', 'lib/csr/', 'lib/x509/'],
    ...['lib/deployment/', 'lib/asn1/', 'lib/findings/', 'lib/bytes.ts'],
  ],
  'cli/': [
    ...['lib/index.ts', 'lib/front.ts', 'lib/node/index.ts', 'lib/issue/index.ts', 'node:'],
    ...['lib/issue/issue-unjudged.ts', 'cli/host/'],
  ],
  'cli/host/': ['lib/index.ts', 'lib/front.ts', 'lib/node/index.ts', 'node:', 'cli/program/command-error.ts'],
  'web/': ['lib/index.ts', 'lib/front.ts', '../examples/'],
};

/** Each third-party package has one door. */
const doors: Readonly<Record<string, readonly string[]>> = {
  '@noble/hashes': ['lib/formats/encryption/', 'lib/x509/hash-algorithm.ts'],
  '@peculiar/x509': ['lib/issue/packages/x509.ts'],
  'reflect-metadata': ['lib/issue/packages/x509.ts'],
  pkijs: ['lib/issue/packages/pkijs.ts'],
  asn1js: ['lib/issue/packages/pkijs.ts'],
  yaml: ['lib/deployment/reading/', 'lib/deployment/editing/'],
  valibot: ['lib/deployment/'],
  '@valibot/to-json-schema': ['lib/deployment/json-schema.ts'],
  '@commander-js/extra-typings': ['cli/'],
  '@clack/prompts': ['cli/host/clack-prompts.ts'],
  'lit-html': ['web/'],
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
const notRules = /\/(index|(.*-)?facts|relations|deployment-file|presented|extra-names|profile-rule)\.ts$/;

const isRule = (file: string) => /^lib\/rules\/[^/]+\//.test(file) && !notRules.test(file);

function isAllowed({ from, to }: Edge): boolean {
  const place = placeOf(from);
  if (place === undefined) return false;
  if (isPackage(to)) return (doors[to] ?? []).some((door) => isIn(door)(from));
  if (isRule(from) && isRule(to)) return false;
  return placeOf(to) === place || mayImport[place]!.some((allowed) => isMeant(allowed, to));
}

const isMeant = (allowed: string, to: string): boolean =>
  isIn(allowed)(to) && (!(allowed in mayImport) || placeOf(to) === allowed);

const isPackage = (to: string): boolean => !/^(lib|cli|web|\.\.)\/|^node:/.test(to);

/** What the table and the doors allow and no import needs: places without a file, too. */
function unused(edges: readonly Edge[], files: readonly string[]): string[] {
  const across = edges.filter(({ from, to }) => !isPackage(to) && placeOf(from) !== placeOf(to));
  const places = Object.entries(mayImport).flatMap(([place, allowed]) => [
    ...(files.some((file) => placeOf(file) === place) ? [] : [place]),
    ...allowed
      .filter((one) => !across.some(({ from, to }) => placeOf(from) === place && isMeant(one, to)))
      .map((one) => `${place} → ${one}`),
  ]);
  const ways = Object.entries(doors).flatMap(([name, its]) =>
    its
      .filter((door) => !edges.some(({ from, to }) => to === name && isIn(door)(from)))
      .map((door) => `${door} → ${name}`),
  );
  return [...places, ...ways];
}

const forbidden = (edges: readonly Edge[]) =>
  edges.filter((edge) => !isAllowed(edge)).map(({ from, to }) => `${from} → ${to}`);

describe('the import rules of docs/architecture.md', () => {
  const edges = importsUnder(join(root, 'src'));

  it('see the source', () => expect(edges.length).toBeGreaterThan(50));
  it('hold for every import', () => expect(forbidden(edges)).toEqual([]));
  it('allow nothing that no import needs', () =>
    expect(unused(edges, sourcesUnder(join(root, 'src')))).toEqual([]));
  it('leave no cycle', () => expect(findCycle(edges)).toBeUndefined());

  it('give the library no package that is not a declared dependency, and each of them a use', () => {
    const manifest = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as Record<
      'dependencies' | 'peerDependencies' | 'peerDependenciesMeta',
      Record<string, unknown>
    >;
    const usedBy = (isUser: (file: string) => boolean): string[] => {
      const used = edges.filter(({ from, to }) => isUser(from) && to in doors).map(({ to }) => to);
      return [...new Set(used)].sort();
    };
    const issues = isIn('lib/issue/');
    expect(usedBy((file) => file.startsWith('lib/') && !issues(file))).toEqual(
      Object.keys(manifest.dependencies).sort(),
    );
    const optional = Object.keys(manifest.peerDependencies).sort();
    expect(usedBy(issues)).toEqual(optional);
    expect(Object.keys(manifest.peerDependenciesMeta).sort()).toEqual(optional);
  });

  it('keep what writes certificates out of everything but the commands of the CA and the lab', () => {
    const users = edges.filter(
      ({ from, to }) => to.startsWith('lib/issue/') && !from.startsWith('lib/issue/'),
    );
    expect(users.filter(({ from }) => !/^cli\/(ca[-/]|lab\/)/.test(from))).toEqual([]);
  });
});

describe('an edge that is not drawn', () => {
  it.each([
    ['the core entry reaching the Node entry', 'lib/index.ts', 'lib/node/index.ts'],
    ['the public names knowing the internal ones', 'lib/index.ts', 'lib/front.ts'],
    ['the core using Node', 'lib/csr/key-pair.ts', 'node:crypto'],
    ['a rule calling another rule', 'lib/rules/csr/name-extra.ts', 'lib/rules/csr/name-missing.ts'],
    ['a rule of another area', 'lib/rules/csr/name-extra.ts', 'lib/rules/plan/wildcard.ts'],
    ['a rule reading files', 'lib/rules/csr/name-extra.ts', 'lib/formats/pem.ts'],
    ['calculation knowing rules', 'lib/plan/plan.ts', 'lib/rules/plan/index.ts'],
    ['findings knowing anything', 'lib/findings/finding.ts', 'lib/bytes.ts'],
    ['the command line past the entry points', 'cli/plan/command.ts', 'lib/plan/plan.ts'],
    ['the machine knowing a command', 'cli/host/node-io.ts', 'cli/plan/command.ts'],
    ['the page past the entry point', 'web/app.ts', 'lib/plan/plan.ts'],
    ['the page using Node', 'web/save.ts', 'node:fs'],
    ['the page knowing the command line', 'web/app.ts', 'cli/host/io.ts'],
    ['the library knowing the command line', 'lib/check/plan.ts', 'cli/host/io.ts'],
    ['the library knowing the page', 'lib/check/plan.ts', 'web/app.ts'],
    ['a folder past the one within it', 'lib/deployment/model.ts', 'lib/deployment/reading/read.ts'],
    ['a package past its door', 'lib/csr/parse.ts', 'yaml'],
    ['a package without a door', 'lib/asn1/oids.ts', 'left-pad'],
    ['a folder nobody has drawn', 'lib/utils/strings.ts', 'lib/bytes.ts'],
  ])('%s is caught', (_, from, to) => expect(forbidden([{ from, to }])).toEqual([`${from} → ${to}`]));

  it('is asked for where it is drawn and nobody goes there', () => {
    expect(unused([], [])).toContain('lib/san/');
    expect(unused([], [])).toContain('lib/san/ → lib/deployment/');
    expect(unused([], [])).toContain('web/ → lit-html');
  });

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
