import { expect, it } from 'vitest';
import { wholeRelease } from '../../../src/lib/front.ts';

it.each([
  ['X14.2', 'X14.2'],
  ['x14.2', 'X14.2'],
  ['14.2', 'X14.2'],
  ['v14.0.3', 'X14.0.3'],
  [' X14.2.0 ', 'X14.2.0'],
  ['15', undefined],
  ['X15', undefined],
  ['X14.2-beta', undefined],
  ['fourteen', undefined],
  ['', undefined],
])('the release meant by “%s” is %s', (text, release) => expect(wholeRelease(text)).toBe(release));
