import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { applyMutant, mutantsOf } from '../tools/mutate/mutants.ts';
import { targetFiles } from '../tools/mutate/targets.ts';

const root = join(import.meta.dirname, '..');
const file = 'src/lib/product/x.ts';
const mutated = (text: string, path = file): string[] =>
  mutantsOf(path, text).map((mutant) => applyMutant(text, mutant));

describe('mutants of a source', () => {
  it.each<[string, string, readonly string[]]>([
    ['drop one element of a list after the other', 'f([a, b]);', ['f([b]);', 'f([a, ]);']],
    ['drop the last element with its comma', 'f([a,]);', ['f([]);']],
    ['leave sentences of lists alone', "f(['Ask the CA.', `Ask ${a} for it.`]);", []],
    ['swap what a finding does', "x = 'fails';", ["x = 'not known';", "x = 'remark';"]],
    ['swap how a service asks', 'x = required(a);', ['x = doubtful(a);']],
    ['swap and and or', 'x = a && b;', ['x = a || b;']],
    ['move a limit by one', 'x = a < b;', ['x = a <= b;']],
    ['negate a comparison', 'x = a === b;', ['x = a !== b;']],
    ['leave out a not', 'x = !a;', ['x = a;']],
    ['negate a condition', 'if (a) b();', ['if (!(a)) b();']],
    ['negate a choice', 'x = a ? b : c;', ['x = !(a) ? b : c;']],
    ['negate a condition once where it is a comparison', 'if (a === b) c();', ['if (a !== b) c();']],
    ['swap all and some', 'x = list.some(f);', ['x = list.every(f);']],
    ['keep what is sorted out', 'x = list.filter(f);', ['x = list.filter(() => true);']],
    ['let a rule find nothing', 'x = { *check(facts) { yield facts; } };', ['x = { *check(facts) {} };']],
    ['drop a row of a table', 'const x = { a: 1, b: 2 };', ['const x = { b: 2 };', 'const x = { a: 1,  };']],
    [
      'drop a row of a table whose type is asserted',
      'const x = { a: 1 } as const satisfies T;',
      ['const x = {  } as const satisfies T;'],
    ],
    ['drop what narrows a bearing down', 'f({ when: g });', ['f({  });']],
    ['drop what narrows a bearing down with its comma', 'f({ when: g, });', ['f({  });']],
    ['leave types alone', "type A = 'fails'; interface B { c: 'fails' } const d: 'fails' = e;", []],
    ['leave words alone', "x = { why: a ? 'b' : 'c', fix: ['d'], message() { return a ? 'b' : 'c'; } };", []],
    ['leave imports alone', "import { a } from 'fails';", []],
  ])('%s', (_, text, expected) => expect(mutated(text)).toEqual(expected));

  it('keep tables of values that are no table of a product', () =>
    expect(mutated('const x = { a: 1 };', 'src/lib/check/x.ts')).toEqual([]));

  it('are told apart where the same is there twice', () =>
    expect(mutantsOf(file, 'x = a && b;\ny = a && b;').map(({ id, line }) => [line, id])).toEqual([
      [1, `${file} || in a && b: &&`],
      [2, `${file} || in a && b: && #2`],
    ]));
});

describe('what npm run mutate looks at', () => {
  const targets = targetFiles(root);

  it('is more than 400 mutants, each with an id of its own', () => {
    const ids = targets.flatMap((target) =>
      mutantsOf(target.file, readFileSync(join(root, target.file), 'utf8')).map(({ id }) => id),
    );
    expect(ids.length).toBeGreaterThan(400);
    expect(new Set(ids).size).toBe(ids.length);
  });

  it('has tests for each file', () =>
    expect(targets.filter(({ stages }) => stages.some((tests) => tests.length === 0))).toEqual([]));

  it('explains only mutants that there are', () => {
    const accepted = JSON.parse(readFileSync(join(root, 'tools/mutate/accepted.json'), 'utf8')) as readonly {
      mutant: string;
      reason: string;
    }[];
    const ids = new Set(
      targets.flatMap((target) =>
        mutantsOf(target.file, readFileSync(join(root, target.file), 'utf8')).map(({ id }) => id),
      ),
    );
    expect(accepted.filter(({ mutant }) => !ids.has(mutant))).toEqual([]);
    expect(accepted.filter(({ reason }) => !/^\p{Lu}.*\.$/u.test(reason))).toEqual([]);
  });
});
