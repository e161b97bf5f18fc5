import { alikeQuestions, conclusionOf, isJudged, isUpload, type Conclusion } from '../../lib/front.ts';
import type { CheckReport, Plan, ReportFinding } from '../../lib/index.ts';
import type { Status } from '../parts/icons.ts';
import { listText, sentenceStart, serviceInShort, text, worded } from '../texts/text.ts';
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
  const said = { status: statuses[state], things, all: targets.findings };
  if (state === 'fails' || state === 'accepted') return { ...said, sentence: failingText(conclusion, state) };
  if (state === 'errors') {
    const n = worst.flat().filter(({ severity }) => severity === 'error').length;
    return { ...said, sentence: text('spoken.errors', { n }) };
  }
  const n = report.items.filter(isJudged).length;
  if (n === 0) return { ...said, status: 'unknown', sentence: text('spoken.nothing') };
  if (!plan) return { ...said, status: 'unknown', sentence: text('spoken.noPlan', { n }) };
  if (state === 'warnings') return { ...said, sentence: text('spoken.warnings', { n: worst.flat().length }) };
  if (state === 'works') return { ...said, sentence: text('spoken.works', { n: plan.peers.length }) };
  const questions = alikeQuestions(report.notChecked);
  return {
    ...said,
    sentence: text('spoken.open', { n: questions.length }),
    things: [
      ...things,
      ...questions.map(({ text: words, about }, at): SpokenThing => {
        return { words: worded(words), about, target: targets.question(at) };
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

function failingText({ failing: [worst], peers }: Conclusion, state: 'fails' | 'accepted'): string {
  const { services, peers: n } = worst!;
  const list = listText(services.map(serviceInShort));
  const what = sentenceStart(list);
  if (state === 'accepted') return text('spoken.accepted', { what, n, peers });
  if (services.every(isUpload)) return text('spoken.upload', { what: list, n, peers });
  return n === peers ? text('spoken.failsAll', { what, n }) : text('spoken.fails', { what, n, peers });
}

function findingThing(group: readonly ReportFinding[], targets: Targets): SpokenThing {
  const [first] = group;
  const { message } = first!;
  const about = new Set(group.map(({ subject: { peer, file } }) => peer ?? file));
  return {
    words: worded(message),
    about: [...about].filter((each) => each !== undefined),
    target: targets.finding(first!),
  };
}
