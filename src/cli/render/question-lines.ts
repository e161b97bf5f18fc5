import { alikeQuestions } from '../../lib/front.ts';
import type { View } from '../program/report.ts';
import { indent, markedLines } from './judged-lines.ts';
import type { Line } from './line.ts';
import { columnsOfText, listed, wrapped } from './wrap.ts';

/** Names that fit into a line, and ways to answer that anybody reads. */
const [named, ways] = [6, 3];

/**
 * Questions left open, each once, and how to answer it; alike ones together.
 *
 * @param isSaid what they are about stands above them
 */
export function questionLines(
  questions: Parameters<typeof alikeQuestions>[0],
  { verbose }: Pick<View, 'verbose'>,
  isSaid = false,
): Line[] {
  return alikeQuestions(questions).flatMap(({ text, about, answers }) => {
    const whom = verbose || about.length <= named ? about.join(', ') : `${about.length} of them`;
    const left = verbose ? 0 : Math.max(0, answers.length - ways);
    return [
      ...markedLines('not checked', wrapped(isSaid || whom === '' ? text : `${text}: ${whom}`, textColumns)),
      ...answers
        .slice(0, answers.length - left)
        .flatMap((answer) => listed(`→ ${answer}`, columnsOfText - indent.length))
        .map((line) => `${indent}${line}`),
      ...(left > 0 ? [`${indent}… ${left} more (all: -v)`] : []),
    ];
  });
}

/** Beside the mark. */
const textColumns = columnsOfText - 17;
