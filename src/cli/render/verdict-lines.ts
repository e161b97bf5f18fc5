import { serviceText, verdictText } from '../../lib/front.ts';
import type { ServiceVerdict } from '../../lib/index.ts';
import { table, toned, type Line, type Tone } from './line.ts';
import { columnsOfText, wrapped } from './wrap.ts';

export const verdictTones: Readonly<Record<ServiceVerdict['verdict'], Tone>> = {
  yes: 'good',
  no: 'error',
  'not known': 'faint',
};

/** A line for each verdict: service, answer, and what it rests on. */
export function verdictLines(
  verdicts: readonly ServiceVerdict[],
  reasonOf: (verdict: ServiceVerdict) => string,
): Line[] {
  const widest = (texts: readonly string[]): number => Math.max(...texts.map(({ length }) => length));
  const room =
    columnsOfText -
    widest(verdicts.map(({ service }) => serviceText(service))) -
    widest(verdicts.map(verdictText)) -
    8;
  const rows = verdicts.flatMap((verdict) =>
    wrapped(reasonOf(verdict), room).map((reason, at) =>
      at === 0
        ? [serviceText(verdict.service), toned(verdictTones[verdict.verdict], verdictText(verdict)), reason]
        : ['', '', reason],
    ),
  );
  return table(rows, '    ');
}
