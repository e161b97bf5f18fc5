/** Longest text repeated in a message, in characters. */
const longestShown = 300;

/** Untrusted text in quotes. */
export const quoted = (text: string): string =>
  `"${text.length > longestShown ? `${text.slice(0, longestShown)}…` : text}"`;

/** `a`, `a or b`, `a, b or c`. */
export const listed = (words: readonly string[]): string =>
  words.length < 2 ? words.join('') : `${words.slice(0, -1).join(', ')} or ${words.at(-1)}`;
