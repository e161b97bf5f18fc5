import { readFileSync, readdirSync } from 'node:fs';
import { join, posix } from 'node:path';
import ts from 'typescript';

/** An import of one file: to a file of the same tree (`lib/errors.ts`), a package (`yaml`) or `node:…`. */
export interface Edge {
  readonly from: string;
  readonly to: string;
}

/** Every source under `folder`, as a path within it. */
export const sourcesUnder = (folder: string): string[] =>
  readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .map((name) => name.replaceAll('\\', '/'))
    .filter((name) => name.endsWith('.ts'))
    .sort();

/** Every import under `folder`: static, `export … from`, type-only and dynamic. */
export function importsUnder(folder: string): Edge[] {
  return sourcesUnder(folder).flatMap((from) => importsOf(from, readFileSync(join(folder, from), 'utf8')));
}

export function importsOf(from: string, text: string): Edge[] {
  // An import that is computed at run time cannot be judged here, so there must be none.
  if (/\bimport\(\s*[^\s'"]/.test(text)) throw new Error(`${from}: import() of something that is no literal`);
  return ts
    .preProcessFile(text, true, true)
    .importedFiles.map(({ fileName }) => ({ from, to: target(from, fileName) }));
}

function target(from: string, specifier: string): string {
  if (specifier.startsWith('.')) return posix.join(posix.dirname(from), specifier);
  if (specifier.startsWith('node:')) return specifier;
  const [scopeOrName, name] = specifier.split('/');
  return scopeOrName!.startsWith('@') ? `${scopeOrName}/${name}` : scopeOrName!;
}

/** The first cycle found, as the files along it; undefined where there is none. */
export function findCycle(edges: readonly Edge[]): string[] | undefined {
  const next = new Map<string, string[]>();
  for (const { from, to } of edges) next.set(from, [...(next.get(from) ?? []), to]);
  const done = new Set<string>();
  const walk = (file: string, way: readonly string[]): string[] | undefined => {
    if (way.includes(file)) return [...way.slice(way.indexOf(file)), file];
    if (done.has(file)) return undefined;
    for (const to of next.get(file) ?? []) {
      const cycle = walk(to, [...way, file]);
      if (cycle) return cycle;
    }
    done.add(file);
    return undefined;
  };
  for (const file of next.keys()) {
    const cycle = walk(file, []);
    if (cycle) return cycle;
  }
  return undefined;
}
