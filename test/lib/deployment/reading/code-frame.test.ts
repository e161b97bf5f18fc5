import { describe, expect, it } from 'vitest';
import { SourceLines } from '../../../../src/lib/deployment/reading/code-frame.ts';

/** The extent of the only occurrence of a word. */
const extentOf = (text: string, word: string) => ({
  start: text.indexOf(word),
  end: text.indexOf(word) + word.length,
});

describe('positions', () => {
  const text = 'first\r\nsecond word\nthird';
  it.each([
    ['the first character', 'first', { line: 1, column: 1, endColumn: 6 }],
    ['behind a CRLF', 'word', { line: 2, column: 8, endColumn: 12 }],
    ['the last line, without a line break', 'third', { line: 3, column: 1, endColumn: 6 }],
    ['a piece of two lines has no end column', 'word\nthird', { line: 2, column: 8 }],
  ])('%s', (_, word, position) => {
    expect(new SourceLines(text).positionOf(extentOf(text, word))).toEqual(position);
  });

  it('the end of an empty text', () => {
    expect(new SourceLines('').place({ start: 0, end: 0 })).toEqual({
      position: { line: 1, column: 1 },
      frame: { text: '', column: 1, width: 1 },
    });
  });
});

describe('frames', () => {
  const frameOf = (text: string, word: string, secrets: readonly string[] = []) => {
    const lines = new SourceLines(text);
    for (const secret of secrets) lines.conceal(extentOf(text, secret));
    return lines.place(extentOf(text, word)).frame;
  };

  it('a line with tabs keeps its columns', () => {
    expect(frameOf('a\n\tkey:\tvalue\n', 'value')).toEqual({ text: ' key: value', column: 7, width: 5 });
  });

  it('a piece of two lines is underlined to the end of the first', () => {
    expect(frameOf('a: word\nmore', 'word\nmore')).toEqual({ text: 'a: word', column: 4, width: 4 });
  });

  it('of a long line the neighbourhood is shown', () => {
    const frame = frameOf(`${'x'.repeat(1000)} word ${'y'.repeat(1000)}`, 'word')!;
    expect(frame.text).toHaveLength(162);
    expect(frame.text.slice(frame.column - 1, frame.column - 1 + frame.width)).toBe('word');
    expect(frame.text).toMatch(/^…x+ word y+…$/);
  });

  it('a secret before the place is replaced, whatever its length', () => {
    for (const secret of ['s3', 'correct horse battery staple']) {
      const frame = frameOf(`{ secret: ${secret}, word: 1 }`, 'word', [secret]);
      expect(frame).toEqual({ text: '{ secret: *****, word: 1 }', column: 18, width: 4 });
    }
  });

  it('a place that holds the secret is underlined with it', () => {
    const frame = frameOf('{ secret: hunter2 }', 'secret: hunter2', ['hunter2']);
    expect(frame).toEqual({ text: '{ secret: ***** }', column: 3, width: 13 });
  });

  it('a secret of several lines is nowhere', () => {
    const text = 'secret: |\n  one\n  two\nword: 1\n';
    const lines = new SourceLines(text);
    lines.conceal(extentOf(text, '|\n  one\n  two\n'));
    const texts = ['secret', 'one', 'two', 'word'].map(
      (word) => lines.place(extentOf(text, word)).frame?.text,
    );
    expect(texts).toEqual(['secret: *****', '*****', '*****', 'word: 1']);
  });

  it('with very many secrets on it the line is not shown', () => {
    const words = Array.from({ length: 30 }, (_, i) => `secret${i}x`);
    expect(frameOf(`${words.join(' ')} word`, 'word', words)).toBeUndefined();
  });

  it('from a line on where secrets may be nothing is shown', () => {
    const lines = new SourceLines('a\nb\nc\n');
    lines.concealFrom(2);
    const shown = [0, 2, 4].map((start) => lines.place({ start, end: start + 1 }).frame?.text);
    expect(shown).toEqual(['a', undefined, undefined]);
  });
});
