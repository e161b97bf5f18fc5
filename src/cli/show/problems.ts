import { unreadProblem, type UnreadPart } from '../../lib/index.ts';
import type { Problem } from '../command-error.ts';

/** What cannot be read, as the command line tells it. */
export function problemOf(part: UnreadPart): Problem {
  const { message, ...details } = unreadProblem(part);
  return { message, details };
}
