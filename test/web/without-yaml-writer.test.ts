import { describe, expect, it } from 'vitest';
import { emptied } from '../../tools/page/without-yaml-writer.ts';

describe('a module of the YAML writer in the page', () => {
  it('keeps its names, and nothing else', () => {
    expect(emptied('import { a } from "b";\nfunction c() {}\n\nexport { a, c };\n')).toBe(
      [
        "const a = () => { throw new Error('no a in the page'); };",
        "const c = () => { throw new Error('no c in the page'); };",
        'export { a, c };\n',
      ].join('\n'),
    );
  });
  it('is not guessed at where the library has another form', () => {
    expect(() => emptied('export const a = 1;')).toThrow('another form');
  });
});
