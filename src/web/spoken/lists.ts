import type { Status } from '../parts/icons.ts';
import { alikeQuestions } from '../../lib/front.ts';
import { listText, sentenceStart, serviceInShort, text } from '../texts/text.ts';
import type { ListView } from '../trust/list-views.ts';
import type { Spoken, SpokenThing } from './spoken.ts';

const standings = ['fails', 'errors', 'warnings', 'open', 'good'] as const;
type Standing = (typeof standings)[number];

const statuses: Readonly<Record<Standing, Status>> = {
  fails: 'error',
  errors: 'error',
  warnings: 'warning',
  open: 'unknown',
  good: 'ok',
};

/** Of a list: does a service fail by it, is anything else wrong with it, is something not known? */
export function standingOf({ findings, questions, services }: ListView): Standing {
  if (services('no').length > 0) return 'fails';
  const counting = findings.filter(({ waived }) => !waived);
  if (counting.some(({ severity }) => severity === 'error')) return 'errors';
  if (counting.some(({ severity }) => severity === 'warning')) return 'warnings';
  return questions.length > 0 || services('not known').length > 0 ? 'open' : 'good';
}

/** The sentence over all trusted-CA lists: the worst that is to be said of any of them. */
export function spokenOfLists(
  lists: readonly ListView[],
  anchorOf: (at: number) => string,
): Spoken | undefined {
  const all = lists.map((list, at) => ({ list, target: anchorOf(at), standing: standingOf(list) }));
  const worst = standings.find((each) => all.some(({ standing }) => standing === each));
  if (!worst) return undefined;
  const such = all.filter(({ standing }) => standing === worst);
  const things = such.flatMap(({ list, target }): SpokenThing[] =>
    reasonsOf(list, worst).map((words) => ({ words, about: [list.item.file], target })),
  );
  return {
    status: statuses[worst],
    sentence: sentenceOf(
      worst,
      such.map(({ list }) => list),
      all.length,
    ),
    things,
  };
}

function sentenceOf(standing: Standing, such: readonly ListView[], all: number): string {
  const services = [...new Set(such.flatMap((list) => list.services('no')))];
  const values = { n: such.length, all, what: sentenceStart(listText(services.map(serviceInShort))) };
  // Where one is good, and none is worse, all are.
  return such.length === all || standing === 'good'
    ? text(`spoken.allLists.${standing}`, values)
    : text(`spoken.lists.${standing}`, values);
}

function reasonsOf({ findings, questions }: ListView, standing: Standing): string[] {
  if (standing === 'open') return alikeQuestions(questions).map((each) => each.text);
  const severity = standing === 'warnings' ? 'warning' : 'error';
  return findings.filter((each) => each.severity === severity && !each.waived).map(({ message }) => message);
}
