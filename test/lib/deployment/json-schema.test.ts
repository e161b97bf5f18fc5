import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { Ajv } from 'ajv';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { deploymentJsonSchema } from '../../../src/lib/deployment/json-schema.ts';
import { readDeployment } from '../../../src/lib/check/read-deployment.ts';

const root = join(import.meta.dirname, '../../..');
const text = (file: string) => readFileSync(join(root, file), 'utf8');
const validate = new Ajv({ strict: true, allErrors: true }).compile(deploymentJsonSchema());

type Schema = { readonly [key: string]: unknown };

/** Every schema of an object with known keys, with the way to it. */
function* objectsIn(schema: Schema, path = ''): Generator<[string, Schema]> {
  if (schema['properties']) yield [path, schema];
  for (const [key, below] of Object.entries(schema)) {
    if (typeof below === 'object' && below !== null) yield* objectsIn(below as Schema, `${path}/${key}`);
  }
}

describe('JSON Schema of the deployment file', () => {
  it('is plain JSON, made anew each time', () => {
    const schema = deploymentJsonSchema();
    expect(schema).toMatchObject({
      $schema: 'http://json-schema.org/draft-07/schema#',
      $id: 'urn:expcert:deployment:1',
      type: 'object',
    });
    expect(JSON.parse(JSON.stringify(schema))).toEqual(schema);
    expect(deploymentJsonSchema()).not.toBe(schema);
  });

  it('knows no keys but its own, and describes each', () => {
    const objects = [...objectsIn(deploymentJsonSchema())].filter(
      ([path]) => !/anyOf\/\d$/.test(path) || path.includes('items'),
    );
    expect(objects.length).toBeGreaterThan(12);
    for (const [path, { additionalProperties }] of objects)
      expect([path, additionalProperties]).toEqual([path, false]);
    const undescribed = objects.flatMap(([path, { properties }]) =>
      Object.entries(properties as Record<string, Schema>)
        .filter(([, { description, const: only }]) => description === undefined && only === undefined)
        .map(([key]) => `${path}/${key}`),
    );
    expect(undescribed).toEqual([]);
  });

  it.each(['fixtures/corp.yaml', 'fixtures/fig2.yaml', 'fixtures/fig3.yaml', 'examples/corp.yaml'])(
    'takes %s',
    (file) => {
      expect(validate(parse(text(file))), JSON.stringify(validate.errors)).toBe(true);
    },
  );

  const broken = 'fixtures/deployments/broken';
  // Of these only the reading, not the content, is broken.
  const readable = readdirSync(join(root, broken)).filter(
    (file) => !/^(?:two-documents|tab|unclosed-bracket|alias-bomb|latin-1|yaml-1\.1)\./.test(file),
  );
  it.each(readable)('refuses the broken %s', (file) => {
    expect(validate(parse(text(join(broken, file)), { uniqueKeys: false }))).toBe(false);
  });
});

describe('one mistake in a sound file is refused by the schema as by the reading', () => {
  const sound = {
    version: 1,
    name: 'Sound',
    release: 'X14.2',
    services: { mra: true },
    request: { key: { type: 'ec', curve: 'P-256' }, subject: { C: 'GB', '2.5.4.5': '4711' } },
    registrationDomains: ['example.com', { name: 'bücher.example', format: 'CollabEdgeDNS' }],
    clusters: { edge: { role: 'E', peers: ['expe.example.com'], talksTo: { core: 'traversal' } } },
    federation: {
      dialbackSecret: { env: 'DIALBACK' },
      staticRoutes: [{ domain: 'a.example', address: '2001:db8::1' }],
    },
  };

  it('the sound file is taken by both', () => {
    expect(validate(sound), JSON.stringify(validate.errors)).toBe(true);
    expect(readDeployment(JSON.stringify(sound)).findings).toEqual([]);
  });

  it.each<[string, object]>([
    ['an unknown key', { nmae: 'x' }],
    ['another version', { version: 2 }],
    ['a release without X', { release: '14.2' }],
    ['no service', { services: { mra: false } }],
    ['an unknown service', { services: { mra: true, sip: true } }],
    ['an unknown word', { ca: 'internal' }],
    ['a list instead of a map', { clusters: [] }],
    ['no cluster', { clusters: {} }],
    ['a cluster with a blank in its name', { clusters: { 'the edge': sound.clusters.edge } }],
    ['no peers', { clusters: { edge: { role: 'E', peers: [] } } }],
    ['no role', { clusters: { edge: { peers: ['expe.example.com'] } } }],
    ['a port', { registrationDomains: ['example.com:8443'] }],
    ['a single label', { registrationDomains: ['localhost'] }],
    ['an underscore', { registrationDomains: ['_a.example.com'] }],
    ['a trailing dot', { registrationDomains: ['example.com.'] }],
    ['an IPv4 address', { registrationDomains: ['192.0.2.1'] }],
    ['an unknown format', { registrationDomains: [{ name: 'example.com', format: 'CollabEdge' }] }],
    ['a key too short to be one', { request: { key: { type: 'rsa', bits: 100 } } }],
    ['half a bit', { request: { key: { type: 'rsa', bits: 2048.5 } } }],
    ['an unknown curve', { request: { key: { type: 'ec', curve: 'p192' } } }],
    ['bits of an EC key', { request: { key: { type: 'ec', bits: 256 } } }],
    ['a usage twice', { request: { extendedKeyUsage: ['serverAuth', 'serverAuth'] } }],
    ['a common name in the subject', { request: { subject: { CN: 'x' } } }],
    ['a country of three letters', { request: { subject: { C: 'GBR' } } }],
    ['a locality of 129 characters', { request: { subject: { L: 'x'.repeat(129) } } }],
    ['no day', { waivers: [{ rule: 'cert/expired', until: '2027-13-01', reason: 'x' }] }],
    ['no reason', { waivers: [{ rule: 'cert/expired', until: '2027-01-01' }] }],
    ['no rule', { waivers: [{ rule: 'expired', until: '2027-01-01', reason: 'x' }] }],
    ['a secret', { federation: { dialbackSecret: 'hunter2' } }],
    ['two places of a secret', { federation: { dialbackSecret: { env: 'A', file: 'b' } } }],
    ['no place of a secret', { federation: { dialbackSecret: {} } }],
    ['a suffix without dot', { policy: { internalSuffixes: ['local'] } }],
  ])('%s', (_, change) => {
    const changed = { ...sound, ...change };
    expect(validate(changed)).toBe(false);
    expect(readDeployment(JSON.stringify(changed)).deployment).toBeUndefined();
  });
});
