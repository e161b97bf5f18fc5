import { describe, expect, it } from 'vitest';
import { loadedAtOnce } from '../../tools/page/without-later-loading.ts';

describe('a module of the page', () => {
  it.each([
    [
      'has from the start what it would load later',
      "const { a } = await import('./a.ts');",
      'import * as later0 from "./a.ts";\nconst { a } = later0;',
    ],
    [
      'has each but once',
      "(await import('./a.ts')).b(await import('./c.ts'), await import('./a.ts'))",
      'import * as later0 from "./a.ts";\nimport * as later1 from "./c.ts";\n(later0).b(later1, later0)',
    ],
    ['keeps types', "let a: typeof import('./a.ts');", "let a: typeof import('./a.ts');"],
    ['keeps packages', "await import('fflate')", "await import('fflate')"],
  ])('%s', (_, before, after) => expect(loadedAtOnce(before)).toBe(after));
});
