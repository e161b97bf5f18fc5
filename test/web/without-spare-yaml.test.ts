import { describe, expect, it } from 'vitest';
import { cutMessages, emptied, readOnly } from '../../tools/page/without-spare-yaml.ts';

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

describe('a class of the YAML library in the page', () => {
  it('keeps what is called of it while a text is read', () => {
    const before =
      'class A {\n  constructor() {}\n  static get tagName() {}\n  set(a) {}\n  toJSON() {}\n}\n';
    expect(readOnly(before, ['tagName'])).toBe(
      'class A {\n  constructor() {}\n  static get tagName() {}\n  \n  \n}\n',
    );
  });
  it('is not guessed at where the library has another form', () => {
    expect(() => readOnly('export const A = {};', [])).toThrow('another form');
  });
});

describe('a mistake that the YAML library finds', () => {
  it.each([
    [
      'has no words',
      "onError(token, 'BAD_INDENT', `Here is ${a}`, true);",
      "onError(token, 'BAD_INDENT', '', true);",
    ],
    ['keeps those that are read', "this.onError(t, 'MISSING_CHAR', 'must end with a ]');", undefined],
    ['keeps what is calculated', "onError(t, 'UNEXPECTED_TOKEN', message);", undefined],
  ])('%s', (_, before, after) => expect(cutMessages(before)).toBe(after ?? before));
});
