import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import type { DatedFact } from '../src/lib/product/facts/dated-facts.ts';
import { rootZoneAsOf, rootZoneTlds } from '../src/lib/product/root-zone.ts';
import { main } from '../tools/facts/main.ts';
import { oldFacts } from '../tools/facts/old-facts.ts';
import { rootZoneModule } from '../tools/facts/root-zone-module.ts';
import { scratchFolder } from './support/scratch.ts';

const folder = scratchFolder();
const source = readFileSync(join(import.meta.dirname, '../src/lib/product/root-zone.ts'), 'utf8');
const updated = new Date(rootZoneAsOf).toUTCString();
const list = `# Version 2026113000, Last Updated ${updated}\n${[...rootZoneTlds].join('\n').toUpperCase()}\n`;
const today = new Date('2026-11-30T12:00:00Z');

const fact = (id: string, asOf: string): DatedFact => ({
  ...{ id, asOf, value: 1, mark: 'sure' },
  source: { source: 'iana', ref: 'here' },
});

it('facts older than the limit are listed, the oldest first', () => {
  const facts = [
    fact('new/one', '2026-11-29'),
    fact('old/one', '2026-06-02'),
    fact('older/one', '2025-11-30'),
  ];
  const ids = (days: number) => oldFacts(facts, today, days).map((line) => line.split(':')[0]);
  expect(ids(180)).toEqual(['older/one', 'old/one']);
  expect(ids(181)).toEqual(['older/one']);
  expect(ids(365)).toEqual([]);
});

it('the list of IANA becomes the module of the sources', () => {
  const withoutComment = (text: string) => text.slice(text.indexOf('\n'));
  expect(withoutComment(rootZoneModule(list))).toBe(withoutComment(source));
});

it.each([
  ['a page that asks for a password', '<html>'],
  ['half a list', list.slice(0, 1000)],
  ['a list without its day', list.slice(list.indexOf('\n') + 1)],
  ['a list with something else in it', `${list}<br>\n`],
])('%s is not taken for the list', (_, text) =>
  expect(() => rootZoneModule(text)).toThrow('not the list of top-level domains'),
);

interface Answer {
  readonly name: string;
  readonly fetch: () => Promise<Response>;
  readonly says: string;
  readonly writes: boolean;
}

const answers: readonly Answer[] = [
  { name: 'the list', fetch: async () => new Response(list), says: 'wrote the list', writes: true },
  {
    name: 'nothing, for want of a network',
    fetch: () => Promise.reject(new TypeError('fetch failed', { cause: new Error('getaddrinfo ENOTFOUND') })),
    says: 'NOT refreshed: the list of top-level domains (https://data.iana.org/TLD/tlds-alpha-by-domain.txt): getaddrinfo ENOTFOUND',
    writes: false,
  },
  {
    name: 'an error',
    fetch: async () => new Response('', { status: 503 }),
    says: 'HTTP 503',
    writes: false,
  },
  { name: 'another page', fetch: async () => new Response('<html>'), says: 'NOT refreshed', writes: false },
];

it.each(answers)('where the server gives $name, this is said', async ({ name, fetch, says, writes }) => {
  const file = join(folder, `${name.replace(/\W/g, '-')}.ts`);
  const lines: string[] = [];
  const code = await main(['1'], { today, fetch, file, say: (line) => lines.push(line) });
  expect(code).toBe(0);
  expect(lines.at(-1)).toContain(says);
  expect(lines.some((line) => line.startsWith('root-zone/top-level-domains: '))).toBe(true);
  const written = () => readFileSync(file, 'utf8');
  if (writes) expect(written()).toBe(rootZoneModule(list));
  else expect(written).toThrow('ENOENT');
});

it.each([[['soon']], [['1', '2']], [['-1']]])('%j is wrong use', async (args) => {
  const fetch = () => Promise.reject(new Error('asked'));
  expect(await main(args, { today, fetch, file: '', say: () => {} })).toBe(2);
});
