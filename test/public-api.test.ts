import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { exportedNames, publicNames } from '../tools/public-names.ts';
import { sourcesUnder } from './support/imports.ts';

// "npm run docs" writes the file; here a difference fails. Removing a name is a breaking change.
it('the exported names are those of docs/api.txt', async () => {
  await expect(publicNames()).toMatchFileSnapshot('../docs/api.txt');
});

it('what the front ends alone use is not public, and each of it is used', () => {
  const isPublic = new Set(exportedNames('src/lib/index.ts'));
  const source = join(import.meta.dirname, '../src');
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
  const names = exportedNames('src/lib/front.ts');
  expect(names.filter((name) => isMisplaced(name) || !used.has(name))).toEqual([]);
});
