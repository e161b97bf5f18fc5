import { describe, expect, it } from 'vitest';
import { escaped } from '../../tools/page/seal.ts';

describe('the page in the attribute of its frame', () => {
  it.each([
    ['a single quote', `'a' "b"`, `&#39;a&#39; "b"`],
    ['what would be read as a reference', 'a &amp b; c&#39;d', 'a &amp;amp b; c&amp;#39;d'],
    ['no other ampersand', 'a && b &1 &c.d(&e', 'a && b &1 &c.d(&e'],
    ['the second of two before a name', 'a&&lt', 'a&&amp;lt'],
  ])('%s', (_, before, after) => expect(escaped(before)).toBe(after));
});
