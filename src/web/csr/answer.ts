import { questionText, requestText } from '../../lib/front.ts';
import { text } from '../texts/text.ts';
import type { RequestView } from './request-views.ts';

/** A short mail to whoever sent the request: what is wrong with it and how to mend it, as plain text. */
export function answerText({
  item: { file, publicKeyHash },
  request: { held, matched },
  findings,
  questions,
}: Pick<RequestView, 'item' | 'request' | 'findings' | 'questions'>): string {
  const errors = findings.filter(({ severity }) => severity === 'error');
  const others = findings.filter(({ severity }) => severity === 'warning');
  const request = matched ? `${file} (${requestText({ store: 'server', ...matched })})` : file;
  const points = [...errors, ...others].map(({ message, fix, code }, i) =>
    [`${i + 1}. ${message} [${code}]`, ...fix.map((step) => `   - ${step}`)].join('\n'),
  );
  return [
    text(openingOf(errors.length, others.length, questions.length), { request }),
    ...points,
    ...(points.length > 0 || held.length === 0 ? [] : [text('answer.held', { what: held.join('; ') })]),
    ...(questions.length > 0
      ? [text('answer.notChecked', { what: questions.map(questionText).join('; ') })]
      : []),
    // Whoever signs compares it: a file name says nothing.
    ...(publicKeyHash === undefined ? [] : [text('answer.key', { hash: publicKeyHash })]),
  ].join('\n\n');
}

function openingOf(errors: number, warnings: number, open: number) {
  if (errors > 0) return 'answer.refused';
  if (warnings > 0) return 'answer.asks';
  return open > 0 ? 'answer.open' : 'answer.ready';
}
