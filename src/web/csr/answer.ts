import type { JudgedRequest } from '../state/judgement.ts';
import { text } from '../texts/text.ts';

/** A short mail to whoever sent the request: what is wrong with it and how to mend it, as plain text. */
export function answerText({ thing, check: { findings, peer } }: JudgedRequest): string {
  const errors = findings.filter(({ severity }) => severity === 'error');
  const others = findings.filter(({ severity }) => severity === 'warning');
  const about = peer ? `${thing.path} (${peer.peer})` : thing.path;
  if (errors.length + others.length === 0) return text('answer.ready', { request: about });
  const points = [...errors, ...others].map(({ message, fix, code }, i) =>
    [`${i + 1}. ${message} [${code}]`, ...fix.map((step) => `   - ${step}`)].join('\n'),
  );
  const opening =
    errors.length > 0 ? text('answer.refused', { request: about }) : text('answer.asks', { request: about });
  return [opening, ...points].join('\n\n');
}
