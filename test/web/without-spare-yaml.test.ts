import { describe, expect, it } from 'vitest';
import { emptied } from '../../tools/page/without-spare-yaml.ts';

describe('a module of the YAML library that the page does without', () => {
  it('keeps its names, and nothing else', () => {
    expect(emptied('import { a } from "b";\nfunction c() {}\n\nexport { a, c };\n')).toBe(
      [
        "const a = () => { throw new Error('no a in the page'); };",
        "const c = () => { throw new Error('no c in the page'); };",
        'export { a, c };\n',
      ].join('\n'),
    );
  });
  it('has an empty list of types', () =>
    expect(emptied('const schema = [1];\n\nexport { schema };\n')).toBe(
      'const schema = [];\nexport { schema };\n',
    ));
  it('is not guessed at where the library has another form', () => {
    expect(() => emptied('export const a = 1;')).toThrow('another form');
  });
});
