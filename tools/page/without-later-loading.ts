import type { Plugin } from 'vite';

/** A module that is fetched where it is first needed. */
const later = /\bconst (\{ [\w, ]+ \}) = await import\((['"])(\.[^'"]+)\2\);\n?/g;

/**
 * Takes what the library loads later into the page from the start: in one file it is there anyway, and whatever such a
 * module shares with others would be wrapped to be run at its first use.
 */
export const withoutLaterLoading = (): Plugin => ({
  name: 'without-later-loading',
  apply: 'build',
  enforce: 'pre',
  transform: {
    filter: { id: /\/src\/.*\.ts$/ },
    handler: (code) => ({ code: loadedAtOnce(code), map: null }),
  },
  renderChunk(code) {
    if (code.includes('import(')) throw new Error('the page would load something later: look at how');
    return null;
  },
});

/** The same module, with imports at its beginning. */
export function loadedAtOnce(code: string): string {
  const imports = new Set<string>();
  const body = code.replace(later, (_, names: string, __, path: string) => {
    imports.add(`import ${names} from ${JSON.stringify(path)};\n`);
    return '';
  });
  return [...imports].join('') + body;
}
