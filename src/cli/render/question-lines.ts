import { questionText, type ReportedQuestion } from '../../lib/front.ts';
import { grouped } from '../program/grouped.ts';
import type { View } from '../program/report.ts';
import { indent, markedLines } from './judged-lines.ts';
import { type Line } from './line.ts';
import { columnsOfText, listed, wrapped } from './wrap.ts';

/** Names that fit into a line, and ways to answer that anybody reads. */
const [named, ways] = [6, 3];

type Question = Pick<ReportedQuestion, 'what' | 'why' | 'peer' | 'file'> &
  Partial<Pick<ReportedQuestion, 'answer'>>;

/**
 * Questions left open, each once, and how to answer it; alike ones together.
 *
 * @param isSaid what they are about stands above them
 */
export function questionLines(
  questions: readonly Question[],
  { verbose }: Pick<View, 'verbose'>,
  isSaid = false,
): Line[] {
  return [...grouped(questions, questionText)].flatMap(([text, alike]) => {
    const about = isSaid ? [] : alike.map(({ peer, file }) => peer ?? file ?? '');
    const whom = [...new Set(about)].filter((each) => each !== '');
    const told = verbose || whom.length <= named ? whom.join(', ') : `${whom.length} of them`;
    const answers = [...new Set(alike.flatMap(({ answer = [] }) => answer))];
    const left = verbose ? 0 : Math.max(0, answers.length - ways);
    return [
      ...markedLines('not checked', wrapped(told === '' ? text : `${text}: ${told}`, textColumns)),
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
