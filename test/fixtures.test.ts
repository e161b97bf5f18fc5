import { readdirSync } from 'node:fs';
import { join, relative } from 'node:path';
import { describe, expect, it } from 'vitest';
import { fixtureFiles } from '../fixtures/generate.ts';

const root = join(import.meta.dirname, '../fixtures');
const files = fixtureFiles();

describe('fixtures are what the recipes make', () => {
  it.each([...files])('%s', (path, content) => expect(content).toMatchFileSnapshot(join(root, path)));

  it('and nothing else lies beside them', () => {
    const there = ['requests', 'checks'].flatMap((folder) =>
      readdirSync(join(root, folder), { recursive: true, withFileTypes: true })
        .filter((entry) => entry.isFile())
        .map(({ parentPath, name }) => relative(root, join(parentPath, name)).replaceAll('\\', '/')),
    );
    expect(there.sort()).toEqual([...files.keys()].sort());
  });
});
