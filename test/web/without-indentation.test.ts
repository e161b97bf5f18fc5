import { expect, describe, it } from 'vitest';
import { cutIndentation } from '../../tools/page/without-indentation.ts';

describe('a template in the page', () => {
  it.each([
    ['loses its indentation', 'html`<p>\n      a\n    ${b}</p>`', 'html`<p>\na\n${b}</p>`'],
    ['within another, too', 'html`\n  ${html`\n    a`}`', 'html`\n${html`\na`}`'],
    ['behind letters of several octets', 'f("–·é"); svg`\n  a`', 'f("–·é"); svg`\na`'],
    ['keeps its line breaks and blanks', 'html`a  b\nc`', 'html`a  b\nc`'],
    ['leaves other text as it is', 'const a = `\n  a`; css`\n  b`', 'const a = `\n  a`; css`\n  b`'],
  ])('%s', (_, before, after) => expect(cutIndentation(before)).toBe(after));
});
