import { alikeQuestions } from '../../lib/front.ts';
import type { NotChecked } from '../../lib/index.ts';
import { shellWord } from '../program/next-command.ts';
import type { View } from '../program/report.ts';
import { indent, markedLines } from './judged-lines.ts';
import type { Line } from './line.ts';
import { columnsOfText, listed, wrapped } from './wrap.ts';

/** Names that fit into a line, and ways to answer that anybody reads. */
const [named, ways] = [6, 3];

type Question = Parameters<typeof alikeQuestions>[0][number] & Pick<NotChecked, 'ownWay'>;

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
  return alikeQuestions(questions).flatMap(({ alike, text, about, answers: ofAny }) => {
    const answers = [...new Set([...ofAny, ...alike.flatMap(({ ownWay }) => flagFor(ownWay))])];
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

/** What is said on the command line besides the files. */
function flagFor(way: NotChecked['ownWay']): string[] {
  if (!way) return [];
  switch (way.what) {
    case 'trust-list':
      return [way.file === undefined ? `--trust ${way.of}=FILE` : `--trust READER=${shellWord(way.file)}`];
    case 'peer':
      return [`--peer ${way.peer ?? 'PEER'}`];
    case 'deployment-file':
      return ['-d FILE'];
    case 'write-parts':
      return ['expcert cert check FILE --write-parts DIR'];
  }
}

/** Beside the mark. */
const textColumns = columnsOfText - 17;
