import { describe, expect, it } from 'vitest';
import { cutExplanations, cutFields } from '../../tools/page/without-explanations.ts';

describe('a rule in the page', () => {
  it.each([
    [
      'loses what only explains it',
      'export const a = rule({ code: "x/y", what: "w", why: "v", typical: `t`, fix: [], notHitBy: "n" });',
      'export const a = rule({ code: "x/y", why: "v", fix: [],  });',
    ],
    [
      'loses it for requests and for certificates',
      'profileRule({ name: "y", both: { why: "v", what: "w" }, csr: { typical: "t", fix: [] }, cert: {} })',
      'profileRule({ name: "y", both: { why: "v",  }, csr: { fix: [] }, cert: {} })',
    ],
    [
      'loses why it matters where it says so of the case in hand',
      'rule({ code: "x/y", why: "v", consequence: f })',
      'rule({ code: "x/y", consequence: f })',
    ],
    ['loses it at the end, too', 'rule({ code: "x/y", saysTheProduct: ["a"] })', 'rule({ code: "x/y",  })'],
    [
      'keeps the same words elsewhere',
      'const a = { what: 1 }; rule({ check(f) { return { what: f }; } })',
      'const a = { what: 1 }; rule({ check(f) { return { what: f }; } })',
    ],
  ])('%s', (_, before, after) => expect(cutExplanations(before)).toBe(after));
});

describe('a table in the page', () => {
  it.each([
    [
      'loses the fields that nothing shows',
      'const a = { x: { title: "t", url: "u" }, y: { url: "v", title: "w" } };',
      'const a = { x: { title: "t",  }, y: { title: "w" } };',
    ],
    [
      'loses them in lists, too',
      'const a = [{ id: "a", value: [{ from: "b" }], url: "u" }];',
      'const a = [{ id: "a", value: [{ from: "b" }],  }];',
    ],
    [
      'loses none that code calculates',
      'const a = { url: "u" }; const b = () => ({ url: f() });',
      'const a = {  }; const b = () => ({ url: f() });',
    ],
  ])('%s', (_, before, after) => expect(cutFields(before, ['url'])).toBe(after));

  it('is not guessed at where it has no such field', () => {
    expect(() => cutFields('const a = { title: "t" };', ['url'])).toThrow('no row of the table has url');
  });
});
