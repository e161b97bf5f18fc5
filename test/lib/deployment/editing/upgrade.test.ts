import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { checkPlan } from '../../../../src/lib/check/plan.ts';
import { readDeployment } from '../../../../src/lib/check/read-deployment.ts';
import { flowText } from '../../../../src/lib/deployment/editing/edit-text.ts';
import { isDowngrade, upgradeDeployment } from '../../../../src/lib/deployment/editing/upgrade.ts';
import { planDeployment } from '../../../../src/lib/plan/plan.ts';

const root = join(import.meta.dirname, '../../../..');

/** A deployment of a C and an E, each on one line. */
const file = (release: string, core: string, edge: string, more = ''): string =>
  [
    'version: 1',
    'name: Corp           # a comment',
    `release: ${release}       # another`,
    'services: { mra: true }',
    ...(more === '' ? [] : [more]),
    'registrationDomains: [example.com]',
    'clusters:',
    `  core: { role: C, ${core}peers: [expc.example.com] }`,
    `  edge: { role: E, ${edge}peers: [expe.example.com] }`,
    '',
  ].join('\n');

const steps = (text: string, to?: string): string[] =>
  upgradeDeployment(text, to)!.steps.map(({ path, to: value }) => `${path.join('.')}: ${flowText(value)}`);

const copy = 'copy of the server certificate';
const serverOnly = 'request: { extendedKeyUsage: [serverAuth] }, ';

describe('what a release wants and the file does not say', () => {
  it.each<[string, string, string | undefined, string[]]>([
    ['before X15.4 nothing', file('X14.2', '', ''), undefined, []],
    ['the same release asked for: nothing', file('X14.2', '', ''), 'X14.2', []],
    ['a newer release of before X15.4', file('X14.2', '', ''), 'X15.2', ['release: X15.2']],
    ['X15.4 with both usages of a private CA: nothing', file('X15.4', '', ''), undefined, []],
    [
      'X15.4 with both usages of a public CA on the E: serverAuth alone, and the switch',
      file('X14.2', 'ca: public, ', 'ca: public, '),
      'X15.4',
      [
        'release: X15.4',
        'clusters.edge.request.extendedKeyUsage: [serverAuth]',
        'clusters.edge.serverEkuUpload: true',
      ],
    ],
    [
      'X15.4 with serverAuth alone on the E: the switch',
      file('X15.4', '', serverOnly),
      undefined,
      ['clusters.edge.serverEkuUpload: true'],
    ],
    ['X15.4 with serverAuth alone on the C: no switch', file('X15.4', serverOnly, ''), undefined, []],
    [
      'X15.4 whose file says that the switch is off: it knows',
      file('X15.4', '', `${serverOnly}serverEkuUpload: false, `),
      undefined,
      [],
    ],
    [
      'X15.5 with a private CA: copies, which have both usages',
      file('X15.5', '', ''),
      undefined,
      [`clusters.core.client: ${copy}`, `clusters.edge.client: ${copy}`],
    ],
    [
      'X15.5 with a public CA: serverAuth alone, and on the C a client certificate of a private CA',
      file('X14.2', 'ca: public, ', 'ca: public, '),
      'X15.5',
      [
        'release: X15.5',
        'clusters.core.request.extendedKeyUsage: [serverAuth]',
        'clusters.edge.request.extendedKeyUsage: [serverAuth]',
        'clusters.core.client: { ca: private }',
        `clusters.edge.client: ${copy}`,
      ],
    ],
    [
      'X15.5 with serverAuth alone of a private CA: a client certificate on the C',
      file('X15.5', serverOnly, ''),
      undefined,
      ['clusters.core.client: { ca: private }', `clusters.edge.client: ${copy}`],
    ],
    [
      'X15.5 with serverAuth alone and partners that the E connects to: a client certificate on it, too',
      file('X15.5', serverOnly, `ca: public, ${serverOnly}`, 'federationDomains: [example.com]').replace(
        'mra: true',
        'mra: true, xmppFederation: true',
      ),
      undefined,
      ['clusters.core.client: { ca: private }', 'clusters.edge.client: { ca: private }'],
    ],
    [
      'X15.5 with both usages of a private CA and partners that the E connects to: a copy has clientAuth',
      file('X15.5', '', '').replace('mra: true', 'mra: true, b2b: true'),
      undefined,
      [`clusters.core.client: ${copy}`, `clusters.edge.client: ${copy}`],
    ],
    [
      'X15.5 where the Expressways carry: the private CA has people who carry',
      file(
        'X15.5',
        '',
        '',
        'request: { extendedKeyUsage: [serverAuth] }\nca: public\nissuedBy: expressway-acme',
      ),
      undefined,
      ['clusters.core.client: { ca: private, issuedBy: files }', `clusters.edge.client: ${copy}`],
    ],
    [
      'X15.5 with a client certificate: nothing',
      file('X15.5', 'client: { ca: private }, ', `client: ${copy}, `),
      undefined,
      [],
    ],
    [
      'clusters with releases of their own go along',
      file('X14.2', 'release: X14.3, ', 'release: X15.5, client: { ca: private }, '),
      'X15.5',
      ['release: X15.5', 'clusters.core.release: X15.5', `clusters.core.client: ${copy}`],
    ],
    [
      'a cluster that is ahead has what its release wants',
      file('X14.2', '', 'release: X15.5, '),
      undefined,
      [`clusters.edge.client: ${copy}`],
    ],
    ['the older product', file('VCS X8.11.4', '', ''), 'X14.0', ['release: X14.0']],
  ])('%s', (_, text, to, expected) => expect(steps(text, to)).toEqual(expected));

  it('the usages of one peer are changed where they stand', () => {
    const text = file('X15.5', '', 'ca: public, client: { ca: private }, ').replace(
      '[expe.example.com]',
      '[expe1.example.com, { name: expe2.example.com, request: { extendedKeyUsage: [serverAuth, clientAuth] } }], name: expe.example.com',
    );
    expect(steps(text)).toContain('clusters.edge.peers.1.request.extendedKeyUsage: [serverAuth]');
  });

  it('each has a reason, and what stood there', () => {
    const [release, usage] = upgradeDeployment(
      file('X14.2', '', 'ca: public, request: { extendedKeyUsage: [clientAuth, serverAuth] }, '),
      'X15.5',
    )!.steps;
    expect([release!.before, usage!.before]).toEqual(['X14.2', ['clientAuth', 'serverAuth']]);
    expect(usage!.why).toContain('Public CAs stop issuing clientAuth');
  });
});

describe('what the plan asks to add for the client store is what an upgrade adds', () => {
  const both = '';
  const publicBoth = 'ca: public, ';
  const publicServer = `ca: public, ${serverOnly}`;
  const uses = (services: string) => (text: string) => text.replace('mra: true', services);
  it.each<[string, string]>([
    ['a private CA', uses('mra: true')(file('X15.5', both, both))],
    ['a private CA, and partners', uses('mra: true, b2b: true')(file('X15.5', both, both))],
    ['serverAuth alone, and partners', uses('mra: true, b2b: true')(file('X15.5', serverOnly, serverOnly))],
    ['a public CA, and partners', uses('b2b: true')(file('X15.5', publicServer, publicServer))],
    ['clientAuth of a public CA, and partners', uses('b2b: true')(file('X15.5', publicBoth, publicBoth))],
    [
      'ACME, and partners',
      uses('mra: true, b2b: true')(file('X15.5', both, `${publicServer}issuedBy: expressway-acme, `)),
    ],
  ])('%s', (_, text) => {
    const planned = checkPlan(planDeployment(readDeployment(text).deployment!), {
      at: new Date('2026-12-01'),
    });
    const asked = planned
      .map(({ fix }) => /^Add to (clusters\.\w+): (client: .*)$/.exec(fix[0] ?? ''))
      .flatMap((found) => (found ? [`${found[1]}.${found[2]}`] : []));
    const added = steps(text).filter((step) => /^clusters\.\w+\.client:/.test(step));
    expect(asked.length).toBeGreaterThan(0);
    expect(added).toEqual(expect.arrayContaining(asked));
  });
});

describe('the upgraded file', () => {
  const folder = join(root, 'fixtures');
  const texts = [
    ['examples/corp.yaml', readFileSync(join(root, 'examples/corp.yaml'), 'utf8')],
    ['a file on few lines', file('X14.2', 'ca: public, ', '')],
    [
      'JSON',
      JSON.stringify(
        {
          version: 1,
          name: 'x',
          release: 'X14.2',
          services: { mra: true },
          clusters: { edge: { role: 'E', ca: 'public', peers: ['expe.example.com'] } },
        },
        null,
        2,
      ),
    ],
    ...readdirSync(folder)
      .filter((name) => name.endsWith('.yaml'))
      .map((name) => [name, readFileSync(join(folder, name), 'utf8')] as const),
  ] as const;

  it.each(texts)('of %s is read, has nothing left to add, and keeps its comments', (_, text) => {
    if (!readDeployment(text).deployment) return expect(upgradeDeployment(text, 'X15.5')).toBeUndefined();
    const once = upgradeDeployment(text, 'X15.5')!;
    expect(once.steps.length).toBeGreaterThan(1);
    expect(readDeployment(once.text).findings).toEqual([]);
    expect(upgradeDeployment(once.text, 'X15.5')).toEqual({ text: once.text, steps: [] });
    expect(once.text.match(/#.*$/gm)).toEqual(text.match(/#.*$/gm));
    return undefined;
  });

  it('puts new keys where people look for them', () => {
    const { text } = upgradeDeployment(readFileSync(join(root, 'examples/corp.yaml'), 'utf8'), 'X15.5')!;
    expect(text).toContain(`    role: C\n    name: expc.example.com\n    client: ${copy}\n    peers:`);
  });

  it('asks for the same server names as before', () => {
    const before = planDeployment(readDeployment(file('X14.2', '', '')).deployment!);
    const after = planDeployment(
      readDeployment(upgradeDeployment(file('X14.2', '', ''), 'X15.5')!.text).deployment!,
    );
    const names = ({ peers }: typeof before) => peers.map((peer) => peer.names.map(({ value }) => value));
    expect(names(after)).toEqual(names(before));
  });
});

it('a file with a mistake is not upgraded', () => {
  expect(upgradeDeployment('version: 1\n')).toBeUndefined();
  expect(upgradeDeployment(Uint8Array.of(0xff, 0xff, 0xff))).toBeUndefined();
});

it.each([
  ['X14.2', 'X15.5', false],
  ['X15.5', 'X15.5', false],
  ['X15.5', 'X14.2', true],
])('from %s to %s is a step back: %s', (release, to, expected) =>
  expect(isDowngrade({ release }, to)).toBe(expected),
);
