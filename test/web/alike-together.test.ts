import { describe, expect, it } from 'vitest';
import { besides, order } from '../../tools/page/alike-together.ts';
import { modulesBefore } from '../../tools/page/load-order.ts';

const weights = { common: 25, small: 0 };
const nothing: ReadonlySet<number> = new Set();
const apples = 'a long text about apples';
const pears = 'another one of ripe pears';

describe('the order of the modules of the page', () => {
  it.each<[string, string[], ReadonlySet<number>[], number[]]>([
    [
      'puts alike ones next to each other',
      [apples, pears, `${apples}, too`, `${pears}, too`],
      [nothing, nothing, nothing, nothing],
      [0, 2, 1, 3],
    ],
    [
      'puts nothing before what must run first',
      [apples, pears, `${apples}, too`],
      [nothing, nothing, new Set([1])],
      [0, 1, 2],
    ],
    [
      'leaves two that need each other as they were',
      [pears, apples, `${pears}, too`],
      [new Set([2]), nothing, new Set([0])],
      [0, 2, 1],
    ],
    ['stays where nothing is alike', ['abc', 'def', 'ghi'], [nothing, nothing, nothing], [0, 1, 2]],
  ])('%s', (_, texts, before, places) => expect(order(texts, before, weights)).toEqual(places));
});

describe('a chunk of the page', () => {
  it.each([
    ['is its modules and their names', '// a.js\nlet a;\n\n// b.js\nlet b;\n', ''],
    ['may have something besides', '// a.js\nlet a;\nstart();\n// b.js\nlet b;\n', 'start();'],
  ])('%s', (_, code, left) => expect(besides(code, ['let a;', 'let b;'])).toBe(left));

  it('is all besides where a module is not found', () =>
    expect(besides('let a;', ['let b;'])).toBe('let a;'));
});

describe('a module runs', () => {
  it.each<[string, string[], number[][]]>([
    ['after that of a value it uses', ['var a = 1;', 'var b = a + 1;'], [[], [0]]],
    ['where it likes that only has functions', ['var a = 1;', 'function b() { return a; }'], [[], []]],
    [
      'after what a function needs that it calls',
      ['var a = 1;', 'function b() { return a; }', 'var c = b();'],
      [[], [], [1, 0]],
    ],
    [
      'after what functions need that it gives to a call',
      ['var a = 1;', 'const b = () => a;', 'var c = [1].map(b);', 'var d = [1].map((x) => b() + x);'],
      [[], [], [1, 0], [1, 0]],
    ],
    [
      'before what a rule needs that it defines, but for the value it has',
      ['var a = 1;', 'function rule(x) { return x; }', 'var c = rule({ b: 2, check() { return a; } });'],
      [[], [], [1]],
    ],
    [
      'after the class that its own extends',
      ['class A {}', 'class B extends A { c = d; }', 'var d = 1;'],
      [[], [0], []],
    ],
    ['after the tag of its template', ['function css() {}', 'var a = css`x`;'], [[], [0]]],
    ['after others that do something, if it does', ['a();', 'var b;', 'c();'], [[], [], [0]]],
    [
      'where it likes that has the name for something else',
      ['var a = 1;', 'var b = ((a) => a)(2);', 'var c = { a: 1 }.a;'],
      [[], [], []],
    ],
    [
      'after what is behind names taken apart',
      ['var { a, b: [c] } = { a: 1, b: [2] };', 'var d = c;'],
      [[], [0]],
    ],
  ])('%s', (_, codes, before) => expect(modulesBefore(codes).map((places) => [...places])).toEqual(before));
});
