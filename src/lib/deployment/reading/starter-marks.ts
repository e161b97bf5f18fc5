import type { StarterMark } from '../model.ts';
import type { SourceLines } from './code-frame.ts';

/** As the comments of a starter have them. */
export const starterMarks = { replace: 'REPLACE', confirm: 'CONFIRM' } as const;

const mark = new RegExp(`(?<=(?:^|\\s)# )(?:${Object.values(starterMarks).join('|')})\\b`, 'gm');

/** Comments by which a starter asks for something that nobody has done yet, in the order of the file. */
export const findStarterMarks = (text: string, lines: SourceLines): StarterMark[] =>
  [...text.matchAll(mark)].map(({ 0: word, index }) => ({
    asks: word === starterMarks.replace ? 'replace' : 'confirm',
    position: lines.positionOf({ start: index, end: index + word.length }),
  }));
