import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { rootZoneTlds } from '../../src/lib/product/root-zone.ts';
import { frontCoded } from '../../tools/page/front-coded-words.ts';

const evaluated = (code: string): unknown =>
  import(`data:text/javascript,${encodeURIComponent(code)}`).then(({ words }: { words: unknown }) => words);

describe('a list of words in the page', () => {
  it.each([
    ['of one word', 'com', 'Acom'],
    ['of words that begin alike', 'abb abbott abc b', 'AabbDottCcAb'],
    ['with digits and hyphens', 'xn--1 xn--11b xn--2\n', 'Axn--1F1bE2'],
    ['with a word twice', 'a a', 'AaB'],
  ])('%s is shorter, and the same', async (_, words, short) => {
    const code = `export const words = \`\n${words}\n\`\n  .trim()\n  .split(/\\s+/);`;
    expect(frontCoded(code)).toContain(`\`${short}\``);
    expect(await evaluated(frontCoded(code))).toEqual(words.trim().split(/\s+/));
  });

  it('is that of the root zone', async () => {
    const source = readFileSync(new URL('../../src/lib/product/root-zone.ts', import.meta.url), 'utf8');
    const [text] = /`[^`]+`/.exec(source)!;
    const words = await evaluated(frontCoded(`export const words = ${text}.trim().split(/\\s+/);`));
    expect(words).toEqual([...rootZoneTlds]);
    expect(() => frontCoded(source)).not.toThrow();
  });

  it('is not guessed at where the source has another form', () => {
    expect(() => frontCoded('export const words = [];')).toThrow('another form');
  });
});
