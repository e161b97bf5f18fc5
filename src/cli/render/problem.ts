import type { Problem, ProblemDetails } from '../program/command-error.ts';
import { codeFrame } from './code-frame.ts';
import { toned, type Line } from './line.ts';

/** cli.md 4: what happened and where, the place itself, what was found and expected, what to do. */
export function problemLines(problem: Problem, columns = 100): Line[] {
  const { code, message, location, frame, label, details = {} } = problem;
  const gutter = ' '.repeat(Math.max(2, String(location?.line ?? '').length));
  const title = toned('error', code === undefined ? 'error' : `error[${code}]`);
  const lines: Line[] = [[title, `: ${message}`]];
  if (location) lines.push([toned('faint', `${gutter}--> `), place(location)]);
  if (frame) lines.push(...codeFrame(frame, { label, line: location?.line, gutter, columns }));
  return [...lines, ...detailLines(details, gutter)];
}

export function place({ file, line, column, entry }: NonNullable<Problem['location']>): string {
  if (entry !== undefined) return `${file}, entry ${entry}`;
  return [file, line, line === undefined ? undefined : column].filter((part) => part !== undefined).join(':');
}

/** With `found`, all labels are as wide as the widest; continuation lines stand under the text. */
function detailLines(details: ProblemDetails, gutter: string): Line[] {
  const entries = Object.entries(details) as [string, string | readonly string[]][];
  const widest = 'found' in details ? Math.max(...entries.map(([label]) => label.length)) : 0;
  return entries.flatMap(([label, text]) => {
    const title = `${label}:`.padEnd(widest + 1);
    const indent = ' '.repeat(gutter.length + 4 + title.length);
    return [text]
      .flat()
      .map((line, at): Line =>
        at === 0 ? [`${gutter} = `, toned('strong', title), ` ${line}`] : `${indent}${line}`,
      );
  });
}
