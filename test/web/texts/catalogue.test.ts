import { describe, expect, it } from 'vitest';
import { english } from '../../../src/web/texts/catalogue.ts';
import { marked, marks, pseudo } from '../../../src/web/texts/pseudo.ts';
import { fill, type Template } from '../../../src/web/texts/template.ts';
import { dateText, text, timeText } from '../../../src/web/texts/text.ts';

const entries: readonly (readonly [string, Template])[] = Object.entries(english);
const textsOf = (template: Template): string[] =>
  typeof template === 'string' ? [template] : Object.values(template);
const parametersOf = (template: string): string[] =>
  [...template.matchAll(/\{(\w+)\}/g)].map(([, name]) => name!).sort();

describe('a text of the catalogue', () => {
  it.each<[string, Template, Record<string, string | number>, string]>([
    ['stands for itself', 'Overview', {}, 'Overview'],
    ['takes its values by name', '{b} of {a}', { a: 'x', b: 'y' }, 'y of x'],
    ['says one', { one: '{n} file', other: '{n} files' }, { n: 1 }, '1 file'],
    ['says many', { one: '{n} file', other: '{n} files' }, { n: 2 }, '2 files'],
    ['says none', { one: '{n} file', other: '{n} files' }, { n: 0 }, '0 files'],
    ['groups digits', { other: '{n} files' }, { n: 12345 }, '12,345 files'],
    ['keeps what a value looks like', '{a}', { a: '{b} $1' }, '{b} $1'],
  ])('%s', (_, template, values, filled) => expect(fill(template, values, 'en')).toBe(filled));

  it('is found by its id', () => expect(text('state.loading', { n: 3 })).toBe('Reading 3 files'));

  it('is no empty one', () =>
    expect(entries.filter(([, template]) => textsOf(template).some((each) => each.trim() === ''))).toEqual(
      [],
    ));

  it('has the same values in every plural form, the number aside', () => {
    const differing = entries.filter(([, template]) => {
      const forms = textsOf(template).map((each) =>
        parametersOf(each)
          .filter((name) => name !== 'n')
          .join(),
      );
      return new Set(forms).size > 1;
    });
    expect(differing).toEqual([]);
  });
});

describe('the variant nobody speaks', () => {
  it.each(entries)('marks %s and keeps its values', (_, template) => {
    for (const [at, each] of textsOf(pseudo(template)).entries()) {
      expect(each.startsWith(marks.start) && each.endsWith(marks.end)).toBe(true);
      expect(parametersOf(each)).toEqual(parametersOf(textsOf(template)[at]!));
    }
  });
  it('is longer, as other languages are', () =>
    expect((pseudo('Overview') as string).length).toBeGreaterThan(10));
  it('marks what the library words, and leaves it as it is', () => expect(marked('x is y')).toBe('⟦x is y⟧'));
});

describe('a date', () => {
  const date = new Date('2026-11-22T23:30:00Z');
  it('is that of UTC', () => expect(dateText(date)).toBe('22 Nov 2026'));
  it('says that it is', () => expect(timeText(date)).toBe('22 Nov 2026, 23:30 UTC'));
});
