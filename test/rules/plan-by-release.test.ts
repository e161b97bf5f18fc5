import { describe, expect, it } from 'vitest';
import { checkPlan } from '../../src/lib/check/plan.ts';
import type { CaKind, ClientStore, Cluster, ExtendedKeyUsage, Role } from '../../src/lib/deployment/model.ts';
import { planDeployment } from '../../src/lib/plan/plan.ts';
import { core, edge, peer, plainRequest, sound } from '../support/deployment.ts';

/** What the file says: the usages of the server request, and what goes into the client store. */
const said = {
  'both usages': { usages: ['serverAuth', 'clientAuth'] },
  serverAuth: { usages: ['serverAuth'] },
  'serverAuth, copied': { usages: ['serverAuth'], client: { copyOfServer: true } },
  'both usages, copied': { usages: ['serverAuth', 'clientAuth'], client: { copyOfServer: true } },
  'serverAuth, own client': {
    usages: ['serverAuth'],
    client: {
      ...{ copyOfServer: false, ca: 'private', issuedBy: 'files', custody: 'tool', additionalNames: [] },
      request: { ...plainRequest, extendedKeyUsage: ['clientAuth'] },
    },
  },
} as const satisfies Readonly<
  Record<string, { readonly usages: readonly ExtendedKeyUsage[]; readonly client?: ClientStore }>
>;
type Said = keyof typeof said;

function planOf(release: string, role: Role, ca: CaKind, what: Said) {
  const { usages, ...client } = said[what];
  const base: Cluster = role === 'C' ? core : edge;
  const own = peer(role === 'C' ? 'expc1.example.com' : 'expe1.example.com', {
    request: { ...plainRequest, extendedKeyUsage: usages },
    ...client,
  });
  return planDeployment({ ...sound, release, clusters: [{ ...base, ca, peers: [own] }] });
}

const ofUsages = /client|usage|server-auth/;
const short = (usage: string): string => usage.replace('Auth', '');

/** `server: server+client; client: client`, and the codes of what is said of the usages. */
function outcome(release: string, role: Role, ca: CaKind, what: Said, at: string): [string, string] {
  const plan = planOf(release, role, ca, what);
  const requests = plan.requests.map(
    ({ store, request }) => `${store}: ${request.extendedKeyUsage.map(short).join('+')}`,
  );
  const codes = checkPlan(plan, { at: new Date(at) })
    .map(({ code }) => code.replace('plan/', ''))
    .filter((code) => ofUsages.test(code));
  return [requests.join('; '), codes.join(', ')];
}

const both = 'server: server+client';
const one = 'server: server';
const two = 'server: server; client: client';
const before = 'X8.11 X14.2 X15.3';
type Row = readonly [releases: string, Role, CaKind, Said, requests: string, findings: string];

const rows: readonly Row[] = [
  [before, 'E', 'private', 'serverAuth', one, 'usage-missing'],
  [before, 'E', 'private', 'serverAuth, copied', one, 'usage-missing, client-without-store'],
  [before, 'E', 'private', 'serverAuth, own client', one, 'usage-missing, client-without-store'],
  [before, 'E', 'public', 'serverAuth', one, 'usage-missing'],
  [before, 'E', 'public', 'serverAuth, copied', one, 'usage-missing, client-without-store'],
  [before, 'E', 'public', 'serverAuth, own client', one, 'usage-missing, client-without-store'],
  ['X8.11 X14.2 X15.3 X15.4', 'C', 'private', 'both usages', both, ''],
  ['X8.11 X14.2 X15.3 X15.4', 'C', 'private', 'serverAuth', one, 'usage-missing'],
  ['X8.11 X14.2 X15.3 X15.4', 'C', 'private', 'both usages, copied', both, 'client-without-store'],
  [
    'X8.11 X14.2 X15.3 X15.4',
    'C',
    'private',
    'serverAuth, copied',
    one,
    'usage-missing, client-without-store',
  ],
  [
    'X8.11 X14.2 X15.3 X15.4',
    'C',
    'private',
    'serverAuth, own client',
    one,
    'usage-missing, client-without-store',
  ],
  ['X8.11 X14.2 X15.3 X15.4', 'C', 'public', 'both usages', both, 'client-auth-public-ca'],
  ['X8.11 X14.2 X15.3 X15.4', 'C', 'public', 'serverAuth', one, 'usage-missing'],
  [
    'X8.11 X14.2 X15.3 X15.4',
    'C',
    'public',
    'both usages, copied',
    both,
    'client-without-store, client-auth-public-ca',
  ],
  [
    'X8.11 X14.2 X15.3 X15.4',
    'C',
    'public',
    'serverAuth, copied',
    one,
    'usage-missing, client-without-store',
  ],
  [
    'X8.11 X14.2 X15.3 X15.4',
    'C',
    'public',
    'serverAuth, own client',
    one,
    'usage-missing, client-without-store',
  ],
  ['X8.11 X14.2 X15.3 X15.4', 'E', 'private', 'both usages', both, ''],
  ['X15.4', 'E', 'private', 'serverAuth', one, 'server-auth-only-switch'],
  ['X8.11 X14.2 X15.3 X15.4', 'E', 'private', 'both usages, copied', both, 'client-without-store'],
  ['X15.4', 'E', 'private', 'serverAuth, copied', one, 'server-auth-only-switch, client-without-store'],
  ['X15.4', 'E', 'private', 'serverAuth, own client', one, 'server-auth-only-switch, client-without-store'],
  ['X8.11 X14.2 X15.3 X15.4', 'E', 'public', 'both usages', both, 'client-auth-public-ca'],
  ['X15.4', 'E', 'public', 'serverAuth', one, 'server-auth-only-switch'],
  [
    'X8.11 X14.2 X15.3 X15.4',
    'E',
    'public',
    'both usages, copied',
    both,
    'client-without-store, client-auth-public-ca',
  ],
  ['X15.4', 'E', 'public', 'serverAuth, copied', one, 'server-auth-only-switch, client-without-store'],
  ['X15.4', 'E', 'public', 'serverAuth, own client', one, 'server-auth-only-switch, client-without-store'],
  ['X15.5', 'C', 'private', 'both usages', both, 'client-store-unplanned'],
  ['X15.5', 'C', 'private', 'serverAuth', one, 'client-auth-unplanned'],
  ['X15.5', 'C', 'private', 'both usages, copied', both, ''],
  ['X15.5', 'C', 'private', 'serverAuth, copied', one, 'client-auth-unplanned'],
  ['X15.5', 'C', 'private', 'serverAuth, own client', two, ''],
  ['X15.5', 'C', 'public', 'both usages', both, 'client-store-unplanned, client-auth-public-ca'],
  ['X15.5', 'C', 'public', 'serverAuth', one, 'client-auth-unplanned'],
  ['X15.5', 'C', 'public', 'both usages, copied', both, 'client-auth-public-ca'],
  ['X15.5', 'C', 'public', 'serverAuth, copied', one, 'client-auth-unplanned'],
  ['X15.5', 'C', 'public', 'serverAuth, own client', two, ''],
  ['X15.5', 'E', 'private', 'both usages', both, 'client-store-unplanned'],
  ['X15.5', 'E', 'private', 'serverAuth', one, 'client-store-unplanned'],
  ['X15.5', 'E', 'private', 'both usages, copied', both, ''],
  ['X15.5', 'E', 'private', 'serverAuth, copied', one, ''],
  ['X15.5', 'E', 'private', 'serverAuth, own client', two, ''],
  ['X15.5', 'E', 'public', 'both usages', both, 'client-store-unplanned, client-auth-public-ca'],
  ['X15.5', 'E', 'public', 'serverAuth', one, 'client-store-unplanned'],
  ['X15.5', 'E', 'public', 'both usages, copied', both, 'client-auth-public-ca'],
  ['X15.5', 'E', 'public', 'serverAuth, copied', one, ''],
  ['X15.5', 'E', 'public', 'serverAuth, own client', two, 'client-seen-by-partners'],
];

const cases = rows.flatMap(([releases, ...row]) =>
  releases.split(' ').map((release) => [release, ...row] as const),
);

describe('requests, usages and findings by release, role and CA', () => {
  it.each(cases)('%s, Expressway-%s, %s CA, %s', (release, role, ca, what, requests, findings) =>
    expect(outcome(release, role, ca, what, '2026-12-01')).toEqual([requests, findings]),
  );
  it('has every combination once', () => {
    const combinations = cases.map((row) => row.slice(0, 4).join());
    expect(new Set(combinations).size).toBe(combinations.length);
    expect(combinations).toHaveLength(5 * 2 * 2 * Object.keys(said).length);
  });
});

describe('what to do where a public CA stops issuing clientAuth', () => {
  it.each<readonly [release: string, Role, at: string, code: string, RegExp]>([
    ['X8.11', 'E', '2026-12-01', 'client-auth-public-ca', /^Upgrade: .* from X15.4; from X15.5 on/],
    ['X14.2', 'E', '2027-04-01', 'client-auth-ended', /^Upgrade: .* from X15.4; from X15.5 on/],
    ['X15.3', 'C', '2026-12-01', 'client-auth-public-ca', /^Set ca: private for this cluster/],
    ['X15.4', 'C', '2027-04-01', 'client-auth-ended', /^Set ca: private for this cluster/],
    [
      'X15.4',
      'E',
      '2026-12-01',
      'client-auth-public-ca',
      /^Ask for serverAuth alone.*EnableServerEkuUpload: On/,
    ],
    ['X15.5', 'E', '2027-04-01', 'client-auth-ended', /^Ask for serverAuth alone.*the server store of X15.5/],
    [
      'X15.5',
      'C',
      '2026-12-01',
      'client-auth-public-ca',
      /^Plan a client certificate of a private CA: client: \{ ca: private \}/,
    ],
  ])('%s, Expressway-%s, as of %s: %s', (release, role, at, code, step) => {
    const findings = checkPlan(planOf(release, role, 'public', 'both usages'), { at: new Date(at) });
    expect(findings.find((finding) => finding.code === `plan/${code}`)!.fix[0]).toMatch(step);
  });
});
