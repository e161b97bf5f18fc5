import { alikeQuestions } from '../../lib/front.ts';
import type { NotChecked } from '../../lib/index.ts';
import { deploymentArgument, fileArgument, passphraseArgument, shellWord } from '../program/next-command.ts';
import type { CallWords, View } from '../program/report.ts';
import { indent, markedLines } from './judged-lines.ts';
import type { Line } from './line.ts';
import { columnsOfText, forAny, listed, wrapped } from './wrap.ts';

/** Names that fit into a line, and ways to answer that anybody reads. */
const [named, ways] = [6, 3];

type Question = Pick<NotChecked, 'what' | 'why' | 'peer' | 'file'> &
  Partial<Pick<NotChecked, 'answer' | 'ownWay'>>;

/**
 * Questions left open, each once, and how to answer it; alike ones together.
 *
 * @param isSaid what they are about stands above them
 */
export function questionLines(
  questions: readonly Question[],
  { verbose, call }: Pick<View, 'verbose' | 'call'>,
  isSaid = false,
): Line[] {
  return alikeQuestions(questions).flatMap(({ questions: alike, text, about }) => {
    const whom = verbose || about.length <= named ? about.join(', ') : `${about.length} of them`;
    const answers = answersTo(alike, call);
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

/** What is to be done for several peers is said once. */
function answersTo(alike: readonly Question[], call: CallWords): string[] {
  const answers = new Map<string, Set<string>>();
  for (const question of alike)
    for (const way of waysToAnswer(question, call)) {
      const key = forAny(question)(way);
      answers.set(key, (answers.get(key) ?? new Set()).add(way));
    }
  return [...answers].map(([shape, said]) => (said.size > 1 ? shape : [...said][0]!));
}

/** How a question is answered, and by which flag of the call that asks it. */
export function waysToAnswer(
  { answer = [], ownWay, file }: Pick<Question, 'answer' | 'ownWay' | 'file'>,
  call: CallWords,
): string[] {
  const flag = ownWay && flagFor(ownWay, call);
  if (flag !== undefined) return [...answer, `with this call: ${flag}`];
  if (ownWay?.what !== 'write-parts' || file === undefined) return [...answer];
  return [
    ...answer,
    `have it written:  expcert cert check ${fileArgument(file)}${argumentsOf(call)} --write-parts DIR`,
  ];
}

/** The command reads what this one reads: with the deployment file it names what it writes after the peer. */
const argumentsOf = ({ deployment, passphrase = {} }: CallWords): string =>
  `${deployment ? deploymentArgument(deployment) : ''}${passphraseArgument(passphrase)}`;

function flagFor(way: NonNullable<Question['ownWay']>, { command }: CallWords): string | undefined {
  switch (way.what) {
    case 'trust-list':
      return takesLists.includes(command)
        ? `--trust ${way.of}=${way.file === undefined ? 'FILE' : shellWord(way.file)}`
        : undefined;
    case 'peer':
      return takesPeer.includes(command) ? `--peer ${way.peer ?? 'FQDN'}` : undefined;
    case 'deployment-file':
      return '-d FILE';
    case 'write-parts':
      return command === 'cert check' ? '--write-parts DIR' : undefined;
  }
}

const takesLists: readonly string[] = ['check', 'cert check'];
const takesPeer: readonly string[] = [...takesLists, 'csr check'];
