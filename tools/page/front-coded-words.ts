import type { Plugin } from 'vite';

/** A sorted list of words as the sources write it: a text, split at blanks. */
const list = /`([a-z\d\s-]+)`\s*\.trim\(\)\s*\.split\(\/\\s\+\/\)/;

/** Writes the top-level domains shorter: of every word only what is not the beginning of the word before it. */
export function frontCodedWords(): Plugin {
  return {
    name: 'front-coded-words',
    apply: 'build',
    transform: {
      filter: { id: /\/product\/root-zone\.ts$/ },
      handler: (code) => ({ code: frontCoded(code), map: null }),
    },
  };
}

/** The same module; a capital letter begins a word, and says how many letters it shares with the one before: A for none. */
export function frontCoded(code: string): string {
  const [found, text] = list.exec(code) ?? [];
  if (found === undefined || text === undefined)
    throw new Error('the list of words has another form: look at how the page is to write it');
  let last = '';
  const short = text
    .trim()
    .split(/\s+/)
    .map((word) => {
      const shared = sharedLength(last, word);
      last = word;
      return String.fromCharCode(65 + shared) + word.slice(shared);
    });
  const word = 'last = last.slice(0, length.charCodeAt(0) - 65) + rest';
  const words = `[...\`${short.join('')}\`.matchAll(/([A-Z])([^A-Z]*)/g)].map(([, length, rest]) => ${word})`;
  return `let last = '';\n${code.replace(found, () => words)}`;
}

function sharedLength(a: string, b: string): number {
  let length = 0;
  while (length < 25 && length < a.length && a[length] === b[length]) length++;
  return length;
}
