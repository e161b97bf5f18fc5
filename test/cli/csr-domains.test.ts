import { describe, expect, it } from 'vitest';
import { corp } from '../support/corp.ts';
import { expcertIn, type RunOutcome, type World } from '../support/io.ts';

/** Multitenant mode: one domain of its own, on both peers of the edge. */
const tenants = corp.replace(
  '    role: E\n',
  '    role: E\n    domainCertificates: [{ domain: tenant.example.net, additionalNames: [collab-edge.tenant.example.net] }]\n',
);
const [one, two] = ['expe1.example.com-tenant.example.net', 'expe2.example.com-tenant.example.net'];

const run = (files: NonNullable<World['files']>, ...argv: string[]): Promise<RunOutcome> =>
  expcertIn({ files: { 'corp.yaml': tenants, ...files } }, ...argv);
const made = await run({}, 'csr', 'create', '-d', 'corp.yaml', '--out', 'csr');
const content = (path: string): Uint8Array => made.files.get(path)!.content;

interface Json {
  readonly plan: { readonly requests: readonly Record<string, unknown>[] };
  readonly requests: readonly { readonly matched?: Record<string, unknown> }[];
  readonly findings: readonly { readonly code: string }[];
}
const json = ({ stdout }: RunOutcome): Json => JSON.parse(stdout) as Json;
const check = async (files: NonNullable<World['files']>, ...argv: string[]): Promise<Json> =>
  json(await run(files, 'csr', 'check', 'in', '-d', 'corp.yaml', '--json', ...argv));

describe('domain certificates', () => {
  it('have a request on each peer in the plan, for the domain and as a server alone', async () => {
    const { plan } = json(await run({}, 'plan', '-d', 'corp.yaml', '--json'));
    expect(plan.requests.filter(({ domain }) => domain !== undefined)).toMatchObject(
      ['expe1.example.com', 'expe2.example.com'].map((peer) => ({
        ...{ peer, domain: 'tenant.example.net', store: 'server', commonName: 'tenant.example.net' },
        extendedKeyUsage: ['serverAuth'],
        names: [{ name: 'DNS:tenant.example.net' }, { name: 'DNS:collab-edge.tenant.example.net' }],
      })),
    );
  });

  it('have files and entries of the manifest that tell them apart', () => {
    expect(made.code, made.stderr).toBe(0);
    for (const name of [one, two]) expect([...made.files.keys()]).toContain(`csr/${name}.key.pem`);
    const { peers } = JSON.parse(Buffer.from(content('csr/manifest.json')).toString()) as {
      peers: { csr: string; domain?: string }[];
    };
    expect(peers.flatMap(({ csr, domain }) => (domain === undefined ? [] : [[csr, domain]]))).toEqual([
      [`${one}.csr.pem`, 'tenant.example.net'],
      [`${two}.csr.pem`, 'tenant.example.net'],
    ]);
  });

  it.each<[string, string, string[], Record<string, unknown> | undefined]>([
    ['by the name of its file', `${two}.csr.pem`, [], { peer: 'expe2.example.com' }],
    ['by the manifest', 'x.csr.pem', ['--manifest', 'm.json'], { peer: 'expe2.example.com' }],
    [
      'by the peer that the caller names',
      'x.csr.pem',
      ['--peer', 'expe1.example.com'],
      { peer: 'expe1.example.com' },
    ],
    ['by nothing, as both peers have the same', 'x.csr.pem', [], undefined],
  ])('are recognised %s', async (_, file, flags, matched) => {
    const files = { [`in/${file}`]: content(`csr/${two}.csr.pem`), 'm.json': content('csr/manifest.json') };
    const { requests, findings } = await check(files, ...flags);
    expect(requests[0]!.matched).toEqual(
      matched &&
        expect.objectContaining({ ...matched, domain: 'tenant.example.net', present: 2, planned: 2 }),
    );
    expect(findings.map(({ code }) => code)).toEqual(matched ? [] : ['csr/not-in-plan']);
  });

  it('are no second requests of their peer', async () => {
    const files = Object.fromEntries(
      [one, two, 'expe1.example.com', 'expe2.example.com'].map((name) => [
        `in/${name}.csr.pem`,
        content(`csr/${name}.csr.pem`),
      ]),
    );
    expect((await check(files)).findings).toEqual([]);
  });
});
