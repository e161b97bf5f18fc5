import type { RequestView } from '../csr/request-views.ts';
import type { Status } from '../parts/icons.ts';
import { questionText } from '../../lib/front.ts';
import { text } from '../texts/text.ts';
import type { Spoken } from './spoken.ts';

/** May a request be signed? What was not checked may be wrong: the names of one without a plan, a signature that nobody here can verify. */
export type Signing = 'refuse' | 'open' | 'look' | 'ready';

export function signingOf({ findings, questions }: Pick<RequestView, 'findings' | 'questions'>): Signing {
  if (findings.some(({ severity }) => severity === 'error')) return 'refuse';
  if (questions.length > 0) return 'open';
  return findings.some(({ severity }) => severity === 'warning') ? 'look' : 'ready';
}

export const signingStatus: Readonly<Record<Signing, Status>> = {
  refuse: 'error',
  open: 'unknown',
  look: 'warning',
  ready: 'ok',
};

/** The sentence over all requests for Expressways: the worst that is to be said of any of them. */
export function spokenOfRequests(
  views: readonly RequestView[],
  anchorOf: (at: number) => string,
): Spoken | undefined {
  const judged = views
    .map((view, at) => ({ view, target: anchorOf(at), signing: signingOf(view) }))
    .filter(({ view }) => !view.item.product);
  const worst = (['refuse', 'open', 'look', 'ready'] as const).find((each) =>
    judged.some(({ signing }) => signing === each),
  );
  if (!worst) return undefined;
  const such = judged.filter(({ signing }) => signing === worst);
  return {
    status: signingStatus[worst],
    sentence: sentenceOf(worst, such.length, judged.length),
    things:
      worst === 'ready'
        ? []
        : such.map(({ view, target }) => ({ words: reasonOf(view), about: [view.item.file], target })),
  };
}

function sentenceOf(signing: Signing, n: number, all: number): string {
  // Where one is ready to sign, and none is worse, all are.
  return n === all || signing === 'ready'
    ? text(`spoken.allRequests.${signing}`, { n })
    : text(`spoken.requests.${signing}`, { n, all });
}

function reasonOf({ findings, questions }: RequestView): string {
  const finding = (['error', 'warning'] as const)
    .map((severity) => findings.find((each) => each.severity === severity))
    .find((each) => each !== undefined);
  const [question] = questions;
  const asks = finding?.severity !== 'error' && question;
  return asks ? questionText(asks) : finding!.message;
}
