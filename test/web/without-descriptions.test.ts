import { describe, expect, it } from 'vitest';
import { cutDescriptions } from '../../tools/page/without-descriptions.ts';

describe('the schema of the deployment file in the page', () => {
  it.each([
    [
      'loses descriptions and examples, between brackets and all',
      "const a = v.pipe(v.optional(words(b)), v.description('One (of two).'), v.examples(['c']));",
      'const a = v.pipe(v.optional(words(b)));',
    ],
    [
      'loses them inside what is described itself',
      "v.pipe(v.array(v.pipe(entry, v.description('a'))), v.minLength(1, 'none'), v.description('b'),)",
      "v.pipe(v.array(v.pipe(entry)), v.minLength(1, 'none'),)",
    ],
    [
      'keeps titles and hints, which messages need',
      "v.pipe(a, v.title('a key'), v.metadata({ names }))",
      "v.pipe(a, v.title('a key'), v.metadata({ names }))",
    ],
    [
      'keeps the same words elsewhere',
      "other.pipe(a, other.description('b')); const description = v.pipe(description)",
      "other.pipe(a, other.description('b')); const description = v.pipe(description)",
    ],
  ])('%s', (_, before, after) => expect(cutDescriptions(before)).toBe(after));
});
