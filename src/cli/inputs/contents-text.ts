import { thingText, unreadProblem, type UnreadPart } from '../../lib/front.ts';
import type { Recognised, Unrecognised } from '../../lib/index.ts';
import type { Problem } from '../program/command-error.ts';

/** What cannot be read, as the command line tells it. */
export function problemOf(part: UnreadPart): Problem {
  const { message, ...details } = unreadProblem(part);
  return { message, details };
}

/** What is in a file, in words, each once; of many the first three. */
export function thingTexts(things: readonly (Recognised | Unrecognised)[]): string[] {
  const texts = [...new Set(things.map(thingText))];
  if (texts.length === 0) return ['nothing'];
  return texts.length > 3 ? [...texts.slice(0, 3), `and ${texts.length - 3} more`] : texts;
}
