import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Plugin } from 'vite';

/** The list of codes as the generated module writes it. */
const list = /\bfindingCodes = \[([^\]]*)\]/;

/** Writes the codes of findings shorter: each area once, with the names in it. */
export function groupedCodes(): Plugin {
  return {
    name: 'grouped-codes',
    apply: 'build',
    enforce: 'post',
    transform: {
      filter: { id: /\/findings\/codes\.ts$/ },
      handler: (code) => ({ code: grouped(code), map: null }),
    },
  };
}

/** The same module, whose list is put together from areas when it is loaded. */
export function grouped(code: string): string {
  const [found, entries] = list.exec(code) ?? [];
  if (found === undefined || entries === undefined)
    throw new Error('the list of codes has another form: look at how the page is to write it');
  const areas: string[] = [];
  let last = '';
  for (const [, area = '', name = ''] of entries.matchAll(/([a-z]+)\/([a-z\d-]+)/g)) {
    if (area !== last) areas.push(area);
    areas.push(`${areas.pop()} ${name}`);
    last = area;
  }
  const written = JSON.stringify(areas);
  const codes = "names.map((name) => area + '/' + name)";
  return code.replace(
    found,
    () =>
      `findingCodes = ${written}.flatMap((text) => { const [area, ...names] = text.split(' '); return ${codes}; })`,
  );
}

const listFile = join(import.meta.dirname, '../../src/lib/findings/codes.ts');

/** Lets each rule take its code from the list, where it stands anyway. */
export function listedCodes(): Plugin {
  const codes = codesIn(readFileSync(listFile, 'utf8'));
  return {
    name: 'listed-codes',
    apply: 'build',
    enforce: 'post',
    transform: {
      filter: { id: /\/src\/lib\/rules\/[a-z]+\/.*\.ts$/ },
      handler: (code) => ({ code: listed(code, codes, listFile), map: null }),
    },
  };
}

/** Of the module with the list. */
export const codesIn = (code: string): string[] =>
  [...(list.exec(code)?.[1] ?? '').matchAll(/[a-z]+\/[a-z\d-]+/g)].map(([each]) => each);

/** The same module, whose rules say the place of their code in the list. */
export function listed(code: string, codes: readonly string[], from: string): string {
  const short = code.replace(/(\brule\(\{\s*code: )(["'])([a-z\d/-]+)\2/g, (_, before, __, own: string) => {
    const at = codes.indexOf(own);
    if (at === -1) throw new Error(`the code ${own} is not in the list`);
    return `${before}findingCodes[${at}]`;
  });
  return short === code ? code : `import { findingCodes } from ${JSON.stringify(from)};\n${short}`;
}
