import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { format, resolveConfig } from 'prettier';
import { describe, expect, it } from 'vitest';
import { apiDocument, readPublicApi, taskNames, unreachable } from '../tools/api-document.ts';
import { readApi } from '../tools/public-api.ts';
import { sourcesUnder } from './support/imports.ts';

const root = join(import.meta.dirname, '..');
const api = readPublicApi();

// "npm run docs" writes the file; here a difference fails. Removing a name, or changing a signature, is a breaking change.
it('the names and signatures are those of docs/api.md', async () => {
  const options = await resolveConfig(join(root, 'docs/api.md'));
  const document = await format(apiDocument(api), { ...options, parser: 'markdown' });
  await expect(document).toMatchFileSnapshot('../docs/api.md');
});

describe('the public surface', () => {
  it('can be learnt: about 90 names, in the order of tasks, some 30 for Node, and ten for a private CA', () => {
    const { sections, names } = api['src/lib/index.ts'];
    const asides = api['src/lib/types.ts'].names;
    const learnt = sections.flatMap((section) => section.names);
    expect([...names.keys()].filter((name) => !asides.has(name)).sort()).toEqual([...learnt].sort());
    expect(learnt.length).toBeLessThanOrEqual(100);
    expect(taskNames(api['src/lib/node/index.ts']).length).toBeLessThanOrEqual(35);
    const issuing = taskNames(api['src/lib/issue/index.ts']).map(({ name }) => name);
    const issueAsides = api['src/lib/issue/types.ts'].names;
    expect([...issuing, ...issueAsides.keys()].sort()).toEqual(
      [...api['src/lib/issue/index.ts'].names.keys()].sort(),
    );
    expect(issuing.length).toBeLessThanOrEqual(12);
  });

  it('exports every type that stands in a signature, and no other', () => {
    expect(unreachable(api)).toEqual({ missing: [], idle: [] });
  });

  it('has a sentence for every name', () => {
    const entries = [api['src/lib/node/index.ts'], api['src/lib/issue/index.ts']];
    const all = entries.flatMap(({ names }) => [...names.values()]);
    expect(all.filter(({ text }) => text === '').map(({ name }) => name)).toEqual([]);
  });

  it('has an example for every task', () => {
    const without = [api['src/lib/index.ts'], api['src/lib/issue/index.ts']].flatMap(({ sections, names }) =>
      sections.filter((section) => !section.names.some((name) => names.get(name)!.example)),
    );
    expect(without.map(({ title }) => title)).toEqual([]);
  });
});

it('what the front ends alone use is not public, and each of it is used', () => {
  const isPublic = api['src/lib/index.ts'].names;
  const source = join(root, 'src');
  const used = new Set(
    sourcesUnder(source)
      .filter((file) => /^(cli|web)\//.test(file))
      .flatMap((file) => readFileSync(join(source, file), 'utf8').match(/\w+/g) ?? []),
  );
  // The page calls some public functions as they are behind the door.
  const index = readFileSync(join(source, 'lib/index.ts'), 'utf8');
  const atTheDoor = [...index.matchAll(/export \{([^}]*)\} from '\.\/public\//g)].flatMap(
    ([, names]) => names!.match(/\w+/g) ?? [],
  );
  const isMisplaced = (name: string): boolean => isPublic.has(name) && !atTheDoor.includes(name);
  const names = [...readApi('src/lib/front.ts')['src/lib/front.ts'].names.keys()];
  expect(names.filter((name) => isMisplaced(name) || !used.has(name))).toEqual([]);
});
