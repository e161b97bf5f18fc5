import type { Plugin } from 'vite';

/** A module that is fetched where it is first needed. */
const later = /\bawait import\((['"])(\.[^'"]+)\1\)/g;

/**
 * Takes what the library loads later into the page from the start: in one file it is there anyway, and whatever such a
 * module shares with others would be wrapped to be run at its first use.
 */
export const withoutLaterLoading = (): Plugin => ({
  name: 'without-later-loading',
  apply: 'build',
  enforce: 'pre',
  transform: {
    filter: { id: /\/src\/.*\.ts$/, code: later },
    handler: (code) => ({ code: loadedAtOnce(code), map: null }),
  },
  renderChunk(code) {
    if (/\bimport\(/.test(code)) throw new Error('the page would load something later: look at how');
    return null;
  },
});

/** The same module, with imports at its beginning. */
export function loadedAtOnce(code: string): string {
  const modules: string[] = [];
  const body = code.replace(later, (_, __, path: string) => {
    if (!modules.includes(path)) modules.push(path);
    return `later${modules.indexOf(path)}`;
  });
  const imports = modules.map((path, i) => `import * as later${i} from ${JSON.stringify(path)};\n`);
  return imports.join('') + body;
}
