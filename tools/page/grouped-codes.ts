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
