import type { StarterMark } from '../model.ts';
import type { SourceLines } from './code-frame.ts';

/** As the comments of a starter have them. */
export const starterMarks = { replace: 'REPLACE', confirm: 'CONFIRM' } as const;

/** Begins a starter that holds examples, and stays when the marks are gone. */
export const starterHeading = `Lines marked ${starterMarks.replace} hold examples.`;

const words: Readonly<Record<string, StarterMark['asks']>> = {
  [starterHeading]: 'own names',
  [starterMarks.replace]: 'replace',
  [starterMarks.confirm]: 'confirm',
};
const mark = new RegExp(`(?<=(?:^|\\s)# )(?:${Object.keys(words).join('|')})(?!\\w)`, 'gm');

/** Comments by which a starter asks for something, in the order of the file. */
export const findStarterMarks = (text: string, lines: SourceLines): StarterMark[] =>
  [...text.matchAll(mark)].map(({ 0: word, index }) => ({
    asks: words[word]!,
    position: lines.positionOf({ start: index, end: index + word.length }),
  }));
