import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Ajv } from 'ajv';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { resultSchema } from '../../src/cli/schema/result-schema.ts';
import { foundFile } from '../support/found.ts';
import { expcertIn } from '../support/io.ts';
import { strict } from '../support/strict-schema.ts';

const corp = readFileSync(join(import.meta.dirname, '../../examples/corp.yaml'), 'utf8');
const request = readFileSync(
  join(import.meta.dirname, '../../fixtures/requests/expe1-without-collab-edge.csr.pem'),
);
const fixture = (name: string): Uint8Array =>
  readFileSync(join(import.meta.dirname, '../../fixtures/checks', name));
const box = corp.replace('role: E', 'role: E\n    custody: expressway');
const files = {
  ...Object.fromEntries(['expe1.crt', 'rc2-40.p12', 'revoked.ocsp'].map((name) => [name, foundFile(name)])),
  secret: 'secret',
  'expe1.csr': request,
  'expe1.pem': fixture('lost-name/expe1.pem'),
  'dup-cn.pem': fixture('dup-cn.pem'),
  'box.yaml': box,
  'corp.yaml': corp,
  'public.yaml': corp.replace('ca: private', 'ca: public').replace('expe1.example.com', 'expe1.corp.local'),
  'federation.yaml': `${corp}\nfederation: { useStaticRoutes: true, staticRoutes: [{ domain: partner.example, address: 192.0.2.1 }] }\n`,
  'waived.yaml': `${corp}\nwaivers: [{ rule: cert/name-missing, until: 2027-01-01, reason: ticket }]\n`,
  'x15.yaml': corp.replace('X14.2', 'X15.5'),
  'typo.yaml': corp.replace('CollabEdgeDNS', 'CollabEdge'),
};
const ajv = new Ajv({ strict: true, allErrors: true });

describe('--json', () => {
  const isResult = ajv.compile(strict(resultSchema));
  it.each(
    [
      ['plan', '-d', 'corp.yaml'],
      ['plan', '-d', 'corp.yaml', '--form'],
      ['plan', '-d', 'corp.yaml', '--openssl', 'expe1.example.com'],
      ['plan', '-d', 'public.yaml', '--cluster', 'edge'],
      ['plan', '-d', 'typo.yaml'],
      ['plan', '-d', 'missing.yaml'],
      ['csr', 'check', 'expe1.csr', '-d', 'corp.yaml'],
      ['csr', 'check', 'expe1.csr', 'corp.yaml', 'missing.csr'],
      ['csr', 'create', '-d', 'corp.yaml', '--dry-run'],
      ['cert', 'check', 'expe1.pem', 'expe1.csr', '-d', 'corp.yaml', '--csr', 'expe1.csr'],
      ['cert', 'check', 'expe1.pem', '--write-parts', 'out'],
      ['trust', 'check', 'dup-cn.pem', '--needs', 'expe1.pem', 'missing.pem'],
      ['check', '-d', 'corp.yaml'],
      ['check', '-d', 'waived.yaml'],
      ['check', '-d', 'x15.yaml'],
      ['check', 'expe1.pem', '--only', 'cert'],
      ['compare', 'expe1.csr', 'expe1.pem', '-d', 'corp.yaml'],
      ['plan', '-d', 'corp.yaml', '--against', 'expe1.pem'],
      ['csr', 'create', '-d', 'box.yaml', '--key', 'ec:p256'],
      ['csr', 'create', '-d', 'corp.yaml', '--key', 'ec:p256'],
      ['init', 'new.yaml'],
      ['show', 'expe1.csr', '--asn1', '--with-pem'],
      ['show', 'expe1.crt', 'rc2-40.p12', 'revoked.ocsp', 'corp.yaml', '--key-passphrase-file', 'secret'],
      ['federation', 'decide', '--cert', 'expired'],
      ['federation', 'decide', '--all'],
      ['federation', 'policy', '-d', 'federation.yaml'],
      ['federation', 'policy', '-d', 'federation.yaml', 'partner.example', 'other.example'],
      ['explain', '--list'],
      ['explain', 'plan/wildcard'],
    ].map((argv) => [argv.join(' '), argv] as const),
  )('of %s is what the schema says', async (_, argv) => {
    const { stdout } = await expcertIn({ files }, ...argv, '--json');
    isResult(JSON.parse(stdout));
    expect(isResult.errors ?? []).toEqual([]);
  });

  it('is the same text each time', async () => {
    const call = () => expcertIn({ files }, 'plan', '-d', 'public.yaml', '--json');
    expect((await call()).stdout).toBe((await call()).stdout);
  });

  it('is --format json', async () => {
    const { stdout } = await expcertIn({ files }, 'plan', '-d', 'corp.yaml', '--format', 'json');
    expect(stdout).toBe((await expcertIn({ files }, 'plan', '-d', 'corp.yaml', '--json')).stdout);
  });

  it('holds the mistakes of a file that cannot be read', async () => {
    const { code, stdout } = await expcertIn({ files }, 'plan', '-d', 'typo.yaml', '--json');
    expect(code).toBe(3);
    expect(JSON.parse(stdout)).toMatchObject({
      summary: { error: 1 },
      findings: [{ severity: 'error', locations: [{ file: 'typo.yaml', line: 20 }] }],
    });
  });

  it('points every planned name to its line', async () => {
    const { stdout } = await expcertIn({ files }, 'plan', '-d', 'corp.yaml', '--json');
    const lines = [...stdout.matchAll(/"line": (\d+)/g)].map(([, line]) => Number(line));
    expect(lines.length).toBeGreaterThanOrEqual(24);
    expect(corp.split('\n')[lines[0]! - 1]).toContain('expc1.example.com');
  });
});

describe('schema', () => {
  it('result is the schema of every result', async () => {
    const { stdout } = await expcertIn({}, 'schema', 'result');
    expect(JSON.parse(stdout)).toEqual(resultSchema);
  });

  it('deployment takes the example and refuses a typo', async () => {
    const { stdout } = await expcertIn({}, 'schema', 'deployment');
    const isDeployment = new Ajv({ strict: false }).compile(JSON.parse(stdout) as object);
    expect(isDeployment(parse(corp)), JSON.stringify(isDeployment.errors)).toBe(true);
    expect(isDeployment(parse(corp.replace('release:', 'realease:')))).toBe(false);
  });

  it.each(['deployment', 'result'])('%s names itself, so that an editor can keep it', async (subject) => {
    const { stdout } = await expcertIn({}, 'schema', subject);
    expect(JSON.parse(stdout)).toMatchObject({ $id: expect.stringMatching(/^urn:expcert:/) as string });
  });

  const argv = ['schema', 'deployment', '--out', 'expcert.schema.json'];

  it('goes into a file that was not there', async () => {
    const { code, stdout, stderr, files } = await expcertIn({}, ...argv);
    expect([code, stdout, stderr]).toEqual([0, '', 'wrote expcert.schema.json\n']);
    const printed = await expcertIn({}, 'schema', 'deployment');
    expect(new TextDecoder().decode(files.get('expcert.schema.json')!.content)).toBe(printed.stdout);
  });

  it('leaves a file that is there as it is, but with --force', async () => {
    const world = { files: { 'expcert.schema.json': 'kept' } };
    const { code, stderr, files } = await expcertIn(world, ...argv);
    expect([code, new TextDecoder().decode(files.get('expcert.schema.json')!.content)]).toEqual([4, 'kept']);
    expect(stderr).toContain('expcert.schema.json exists; nothing was written');
    expect((await expcertIn(world, ...argv, '--force')).code).toBe(0);
  });
});
