import { describe, expect, it } from 'vitest';
import { loadedAtOnce } from '../../tools/page/without-later-loading.ts';

describe('a module of the page', () => {
  it.each([
    [
      'has from the start what it would load later',
      "const { a } = await import('./a.ts');\na();",
      'import { a } from "./a.ts";\na();',
    ],
    [
      'has each but once',
      "if (b) { const { a, c } = await import('./a.ts'); } else { const { a, c } = await import('./a.ts'); }",
      'import { a, c } from "./a.ts";\nif (b) {  } else {  }',
    ],
    ['keeps types', "let a: typeof import('./a.ts');", "let a: typeof import('./a.ts');"],
    ['keeps packages', "const { a } = await import('b');", "const { a } = await import('b');"],
  ])('%s', (_, before, after) => expect(loadedAtOnce(before)).toBe(after));
});
