import { join } from 'node:path';
import { Ajv } from 'ajv';
import { describe, expect, it } from 'vitest';
import { readDeployment } from '../../../src/lib/check/read-deployment.ts';
import { deploymentJsonSchema } from '../../../src/lib/deployment/json-schema.ts';
import { keyTexts, textKey } from '../../../src/lib/deployment/key-texts.ts';
import { serviceLabels, subjectLabels, formField } from '../../../src/lib/product/labels.ts';
import { plan } from '../../../src/web/texts/plan.ts';
import { exampleOf, isKey, schemaKeys, type SchemaPart } from '../../../tools/deployment-document.ts';
import { importsUnder } from '../../support/imports.ts';

const keys = schemaKeys();
const ajv = new Ajv({ strict: false, allErrors: true });

describe.each(keys.filter(isKey).map((key) => [key.way, key] as const))('%s', (way, key) => {
  it('has a text: sentences', () => {
    expect(keyTexts[textKey(way) ?? '']?.says).toMatch(/^.*[.)]$/);
  });

  it('has an example that the schema takes', () => {
    const example = exampleOf(key);
    expect(example).toBeDefined();
    const ofText = keyTexts[textKey(way)!]!.examples ?? [];
    for (const each of [example, ...ofText]) {
      const isTaken = key.forms.some((form) => ajv.validate(withoutId(form), each));
      expect([each, isTaken]).toEqual([each, true]);
    }
  });
});

/** A part with the schema's own name would be the whole for the validator. */
const withoutId = ({ $id: _id, ...rest }: SchemaPart): SchemaPart => rest;

describe('the texts', () => {
  it('belong to keys that are there, each of them', () => {
    const used = new Set(keys.map(({ way }) => textKey(way)));
    expect(Object.keys(keyTexts).filter((text) => !used.has(text))).toEqual([]);
  });

  /** What the schema has in a place, but for the words about it. */
  const bare = (value: unknown): unknown => {
    if (Array.isArray(value)) return value.map(bare);
    if (typeof value !== 'object' || value === null) return value;
    const entries = Object.entries(value).filter(([key]) => key !== 'description' && key !== 'examples');
    return Object.fromEntries(entries.map(([key, below]) => [key, bare(below)]));
  };

  it('that stand for several places say the same of the same', () => {
    const byText = new Map<string, Set<string>>();
    const ways = new Map<string, string[]>();
    for (const { way, forms } of keys) {
      const text = textKey(way);
      if (text === undefined) continue;
      byText.set(text, (byText.get(text) ?? new Set()).add(JSON.stringify(forms.map(bare))));
      ways.set(text, [...(ways.get(text) ?? []), way]);
    }
    expect(
      [...byText].filter(([, values]) => values.size > 1).map(([text]) => [text, ways.get(text)]),
    ).toEqual([]);
  });

  it.each([
    ['clusters.*.name', 'clusters.*.name'],
    ['clusters.*.peers[].name', 'clusters.*.peers[].name'],
    ['clusters.*.client.ca', 'client.ca'],
    ['clusters.*.peers[].client.request.key.bits', 'request.key.bits'],
    ['clusters.*.chatNodeAliases[].format', 'chatNodeAliases[].format'],
    ['federation.partners[].chatNodeAliases', 'federation.partners[].chatNodeAliases'],
    ['federation.partners[].policy.minRsaBits', undefined],
    ['clusters.*.services', undefined],
    ['clusters.*.peers[].registrationDomains', undefined],
  ])('of %s is that of %s', (way, text) => expect(textKey(way)).toBe(text));

  it('name fields that the page has', () => {
    const start = (text: string) => text.charAt(0).toUpperCase() + text.slice(1);
    const labels = new Set<string>([
      ...Object.values(plan).filter((text) => typeof text === 'string'),
      ...[...Object.values(serviceLabels), ...Object.values(formField), ...Object.values(subjectLabels)].map(
        start,
      ),
    ]);
    const fields = Object.values(keyTexts).flatMap(({ field }) => field ?? []);
    expect(fields.length).toBeGreaterThan(30);
    expect(fields.filter((field) => !labels.has(field))).toEqual([]);
  });
});

const sound = {
  version: 1,
  name: 'Sound',
  release: 'X15.5',
  services: { mra: true },
  clusters: { edge: { role: 'E', name: 'expe.example.com', peers: ['expe1.example.com'] } },
};

describe('an example in a whole file is read', () => {
  const rows = keys.filter((key) => isKey(key) && !key.way.includes('.') && !key.way.includes('[]'));
  it.each(rows.map((key) => [key.way, key] as const))('%s', (way, key) => {
    expect(readDeployment(JSON.stringify({ ...sound, [way]: exampleOf(key) })).findings).toEqual([]);
  });

  const ofCluster = keys.filter((key) => isKey(key) && /^clusters\.\*\.\w+$/.test(key.way));
  it.each(ofCluster.map((key) => [key.way, key] as const))('%s', (way, key) => {
    const edge = { ...sound.clusters.edge, [way.slice('clusters.*.'.length)]: exampleOf(key) };
    expect(readDeployment(JSON.stringify({ ...sound, clusters: { edge } })).findings).toEqual([]);
  });
});

it('the schema has every key, so that no row above is missing', () => {
  expect(keys.length).toBeGreaterThan(250);
  expect(Object.keys(deploymentJsonSchema()['properties'] as object)).toContain('trustStores');
});

describe('the texts are loaded', () => {
  const edges = importsUnder(join(import.meta.dirname, '../../../src'));
  const reach = (entry: string): Set<string> => {
    const found = new Set([entry]);
    for (const file of found) for (const { from, to } of edges) if (from === file) found.add(to);
    return found;
  };

  it('by the JSON Schema alone', () =>
    expect(edges.filter(({ to }) => to === 'lib/deployment/key-texts.ts').map(({ from }) => from)).toEqual([
      'lib/deployment/json-schema.ts',
    ]));

  it.each(['lib/index.ts', 'lib/node/index.ts'])('not by %s', (entry) => {
    expect(reach(entry).size).toBeGreaterThan(100);
    expect(reach(entry)).not.toContain('lib/deployment/key-texts.ts');
  });
});
