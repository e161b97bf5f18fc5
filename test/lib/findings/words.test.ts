import { describe, expect, it } from 'vitest';
import { countText, linesText, listText } from '../../../src/lib/findings/words.ts';

const peers = (count: number) => Array.from({ length: count }, (_, i) => `p${i + 1}`);

describe('a list in a message', () => {
  it.each<[string, readonly string[], string]>([
    ['of nothing', [], ''],
    ['of one', ['a'], 'a'],
    ['of two', ['a', 'b'], 'a and b'],
    ['of three', ['a', 'b', 'c'], 'a, b and c'],
    ['of as many as there is room for', peers(6), 'p1, p2, p3, p4, p5 and p6'],
    ['of one more', peers(7), 'p1, p2, p3, p4, p5, p6 and 1 more'],
    ['of very many', peers(2000), 'p1, p2, p3, p4, p5, p6 and 1994 more'],
    ['of long names', ['a'.repeat(100), 'b'.repeat(100), 'c'], `${'a'.repeat(100)} and 2 more`],
    ['of one that is longer than all room', ['a'.repeat(253)], 'a'.repeat(253)],
  ])('%s', (_, items, text) => expect(listText(items)).toBe(text));

  it('may be one of alternatives', () => expect(listText(['a', 'b', 'c'], 'or')).toBe('a, b or c'));

  it('of sentences has semicolons', () => {
    expect(linesText(['a is b', 'c is d'])).toBe('a is b; c is d');
    expect(linesText(peers(9))).toBe('p1; p2; p3; p4; p5; p6; and 3 more');
  });
});

it.each([
  [0, '0 entries'],
  [1, '1 entry'],
  [2, '2 entries'],
])('%d of them: %s', (count, text) => expect(countText(count, 'entry', 'entries')).toBe(text));
