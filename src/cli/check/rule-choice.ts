import { currentCode, nearestWord } from '../../lib/front.ts';
import { catalogue } from '../../lib/index.ts';
import { CommandError } from '../program/command-error.ts';
import type { Terminal } from '../program/terminal.ts';

export interface RuleChoice {
  readonly only?: readonly string[] | undefined;
  readonly skip?: readonly string[] | undefined;
}

/** Which codes a call asks for: whole codes, areas (`trust`), or second halves (`name-missing`). */
export function chooseRules(
  { only, skip = [] }: RuleChoice,
  { say }: Pick<Terminal, 'say'>,
): (code: string) => boolean {
  const wanted = only && codesOf('--only', only, say);
  const unwanted = codesOf('--skip', skip, say);
  return (code) => (wanted === undefined || wanted.has(code)) && !unwanted.has(code);
}

function codesOf(flag: string, words: readonly string[], say: Terminal['say']): ReadonlySet<string> {
  return new Set(words.flatMap((word) => word.split(',')).flatMap((word) => codesLike(flag, word, say)));
}

function codesLike(flag: string, written: string, say: Terminal['say']): string[] {
  const word = currentCode(written);
  if (word !== written) say(`${flag}: ${renamedText(written, word)}`);
  const codes = catalogue.map(({ code }) => code);
  const found = codes.filter(
    (code) => code === word || code.startsWith(`${word.replace(/\/$/, '')}/`) || code.endsWith(`/${word}`),
  );
  if (found.length > 0) return found;
  const nearest = nearestWord(word, codes);
  throw new CommandError(2, `${flag}: no rule is called "${word}"`, {
    help: [
      ...(nearest === undefined ? [] : [`did you mean ${nearest}?`]),
      'every code: expcert explain --list',
    ],
  });
}

/** `plan/unknown-key is now called deployment/unknown-key` */
export const renamedText = (written: string, code: string): string => `${written} is now called ${code}`;
