import type { Template } from './template.ts';

/** What stands in for a letter: as readable, but plainly not from a text that somebody typed into the code. */
const accented: Readonly<Record<string, string>> = {
  ...{
    a: 'á',
    b: 'ƀ',
    c: 'ç',
    d: 'ð',
    e: 'é',
    f: 'ƒ',
    g: 'ĝ',
    h: 'ĥ',
    i: 'í',
    j: 'ĵ',
    k: 'ķ',
    l: 'ļ',
    m: 'ɱ',
  },
  ...{
    n: 'ñ',
    o: 'ó',
    p: 'þ',
    q: 'ɋ',
    r: 'ŕ',
    s: 'š',
    t: 'ţ',
    u: 'ú',
    v: 'ṽ',
    w: 'ŵ',
    x: 'ẋ',
    y: 'ý',
    z: 'ž',
  },
  ...{
    A: 'Å',
    B: 'Ɓ',
    C: 'Ç',
    D: 'Ð',
    E: 'É',
    F: 'Ƒ',
    G: 'Ĝ',
    H: 'Ĥ',
    I: 'Î',
    J: 'Ĵ',
    K: 'Ķ',
    L: 'Ļ',
    M: 'Ṁ',
  },
  ...{
    N: 'Ñ',
    O: 'Ó',
    P: 'Þ',
    Q: 'Ɋ',
    R: 'Ŕ',
    S: 'Š',
    T: 'Ţ',
    U: 'Û',
    V: 'Ṽ',
    W: 'Ŵ',
    X: 'Ẋ',
    Y: 'Ý',
    Z: 'Ž',
  },
};

/** Around every text that came out of a catalogue. */
export const marks = { start: '⟦', end: '⟧' } as const;

/** A text that came from elsewhere in the product, such as a finding's: only marked. */
export const marked = (text: string): string => `${marks.start}${text}${marks.end}`;

/** The text for a language nobody speaks: accented, a third longer, marked; parameters stay as they are. */
export function pseudo(template: Template): Template {
  if (typeof template === 'string') return marked(lengthened(template));
  return Object.fromEntries(
    Object.entries(template).map(([category, text]) => [category, pseudo(text)]),
  ) as Template;
}

function lengthened(text: string): string {
  const changed = text.replace(/\{\w+\}|[A-Za-z]/g, (part) => accented[part] ?? part);
  return changed + '~'.repeat(Math.ceil(text.length / 3));
}
