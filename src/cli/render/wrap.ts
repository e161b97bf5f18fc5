import { printable } from '../../lib/front.ts';
import { width } from './width.ts';

/** What a result is wrapped to, whatever the terminal: it is read in files and mails too. */
export const columnsOfText = 110;

/** A suggested command at the end of a step: people copy it, so that it is never broken. */
const command = /(?<=^|: +)expcert [a-z].*?(?= {3}|$)/;
/** Not in any text: printable() leaves none. */
const kept = '\0';

/** Breaks text at blanks into lines of at most `columns`; a word or command that is longer stands alone. */
export function wrapped(text: string, columns: number): string[] {
  const lines: string[] = [];
  let line = '';
  const whole = printable(text).replace(command, (found) => found.replaceAll(' ', kept));
  for (const each of whole.split(' ')) {
    const word = each.replaceAll(kept, ' ');
    const longer = line === '' ? word : `${line} ${word}`;
    if (line !== '' && width(longer) > columns) {
      lines.push(line.trimEnd());
      line = word;
    } else line = longer;
  }
  return [...lines, line];
}

/** The same with the first line after `first`, the others under its text. */
export function hanging(first: string, text: string, columns: number): string[] {
  const indent = ' '.repeat(width(first));
  return wrapped(text, columns - width(first)).map((line, at) => (at === 0 ? first : indent) + line);
}

/** One of several below each other: what does not fit into its line stands a little to the right. */
export const listed = (text: string, columns: number): string[] =>
  wrapped(text, columns - 2).map((line, at) => (at === 0 ? line : `  ${line}`));

export const indented = (lines: readonly string[]): string[] => lines.map((line) => `    ${line}`);

/** A text about a peer with a word for the peer's name, so that what is said of several is said once. */
export const forAny =
  ({ peer }: { readonly peer?: string | undefined }) =>
  (text: string): string =>
    peer === undefined ? text : text.replaceAll(peer, 'PEER');
