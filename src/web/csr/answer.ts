import { questionText } from '../../lib/front.ts';
import type { JudgedRequest } from '../state/judgement.ts';
import { text } from '../texts/text.ts';

/** A short mail to whoever sent the request: what is wrong with it and how to mend it, as plain text. */
export function answerText({ thing, check }: JudgedRequest): string {
  const { findings, held, notChecked, peer } = check;
  const errors = findings.filter(({ severity }) => severity === 'error');
  const others = findings.filter(({ severity }) => severity === 'warning');
  const request = peer ? `${thing.path} (${peer.peer})` : thing.path;
  const points = [...errors, ...others].map(({ message, fix, code }, i) =>
    [`${i + 1}. ${message} [${code}]`, ...fix.map((step) => `   - ${step}`)].join('\n'),
  );
  return [
    text(openingOf(errors.length, others.length, notChecked.length), { request }),
    ...points,
    ...(points.length > 0 || held.length === 0 ? [] : [text('answer.held', { what: held.join('; ') })]),
    ...(notChecked.length > 0
      ? [text('answer.notChecked', { what: notChecked.map(questionText).join('; ') })]
      : []),
  ].join('\n\n');
}

function openingOf(errors: number, warnings: number, open: number) {
  if (errors > 0) return 'answer.refused';
  if (warnings > 0) return 'answer.asks';
  return open > 0 ? 'answer.open' : 'answer.ready';
}
