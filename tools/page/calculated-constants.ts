import { join } from 'node:path';
import type { Plugin } from 'vite';
import { cubeRoots, high, low, squareRoots } from './roots.js';

const [first, second] = [squareRoots.slice(0, 8), squareRoots.slice(8)];
const halves = (root: bigint): number[] => [high(root), low(root)];

/** The tables of SHA-2, and how each is calculated. */
const tables: readonly (readonly [values: readonly (number | bigint)[], calculation: string])[] = [
  [cubeRoots, 'cubeRoots'],
  [cubeRoots.slice(0, 64).map(high), 'cubeRoots.slice(0, 64).map(high)'],
  [first.map(high), 'squareRoots.slice(0, 8).map(high)'],
  [second.map(low), 'squareRoots.slice(8).map(low)'],
  [first.flatMap(halves), 'squareRoots.slice(0, 8).flatMap((root) => [high(root), low(root)])'],
  [second.flatMap(halves), 'squareRoots.slice(8).flatMap((root) => [high(root), low(root)])'],
];

/** How many of them each module of the library has. */
const modules: readonly (readonly [file: string, tables: number])[] = [
  ['/sha2.js', 2],
  ['/_md.js', 4],
];

/** Lets the page calculate the constants of SHA-2, which no compression makes shorter. */
export function calculatedConstants(): Plugin {
  return {
    name: 'calculated-constants',
    apply: 'build',
    transform: {
      filter: { id: /\/node_modules\/@noble\/hashes\/(?:sha2|_md)\.js$/ },
      handler: (code, id) => ({
        code: calculated(code, modules.find(([file]) => id.endsWith(file))![1]),
        map: null,
      }),
    },
  };
}

/**
 * The same module with calculations in place of tables that have just these values; other tables stay.
 *
 * @param expected number of tables
 */
export function calculated(
  code: string,
  expected: number,
  from = join(import.meta.dirname, 'roots.js'),
): string {
  let found = 0;
  const short = code.replace(/\[([\s',\da-fx]+)\](?:\.map\(n => BigInt\(n\)\))?/g, (whole, list: string) => {
    const values = (list.match(/0x[\da-f]+/g) ?? []).map(BigInt);
    const table = tables.find(
      ([known]) => known.length === values.length && known.every((value, i) => BigInt(value) === values[i]),
    );
    if (!table) return whole;
    found++;
    return table[1];
  });
  if (found !== expected)
    throw new Error(`${found} of ${expected} tables of SHA-2 found: look at how the page is to write them`);
  return `import { cubeRoots, high, low, squareRoots } from ${JSON.stringify(from)};\n${short}`;
}
