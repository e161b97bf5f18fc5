import { alikeQuestions, conclusionOf, conclusionText, isJudged, type Conclusion } from '../../lib/front.ts';
import type { CheckReport, Plan, ReportFinding } from '../../lib/index.ts';
import type { Status } from '../parts/icons.ts';
import { text, worded } from '../texts/text.ts';
import type { Spoken, SpokenThing } from './spoken.ts';

type Judged = Pick<CheckReport, 'items' | 'findings' | 'services' | 'notChecked'>;

/** Where a screen tells what the sentence speaks of: ids of elements. */
export interface Targets {
  readonly finding: (finding: ReportFinding) => string | undefined;
  /** Of a question, by its number among alike ones. */
  readonly question: (at: number) => string | undefined;
  readonly findings: string;
  readonly questions: string;
}

/** The sentence over the whole deployment. */
export function spokenOfFleet(report: Judged, plan: Plan | undefined, targets: Targets): Spoken {
  const conclusion = conclusionOf(report.services, report.findings);
  const { state, worst } = conclusion;
  const things = worst.map((group) => findingThing(group, targets));
  const questions = alikeQuestions(report.notChecked);
  const said = {
    status: statuses[state],
    sentence: worded(conclusionText(conclusion, questions.length)),
    things,
    all: targets.findings,
  };
  if (state === 'fails' || state === 'accepted' || state === 'errors') return said;
  const n = report.items.filter(isJudged).length;
  if (n === 0) return { ...said, status: 'unknown', sentence: text('spoken.nothing') };
  if (!plan) return { ...said, status: 'unknown', sentence: text('spoken.noPlan', { n }) };
  if (state !== 'open') return said;
  return {
    ...said,
    things: [
      ...things,
      ...questions.map(({ text: words, about }, at): SpokenThing => {
        return { words, about, target: targets.question(at) };
      }),
    ],
    all: targets.questions,
  };
}

const statuses: Readonly<Record<Conclusion['state'], Status>> = {
  fails: 'error',
  accepted: 'warning',
  errors: 'error',
  warnings: 'warning',
  works: 'ok',
  open: 'unknown',
};

function findingThing(group: readonly ReportFinding[], targets: Targets): SpokenThing {
  const [first] = group;
  const { message } = first!;
  const about = new Set(group.map(({ subject: { peer, file } }) => peer ?? file));
  return {
    words: message,
    about: [...about].filter((each) => each !== undefined),
    target: targets.finding(first!),
  };
}
