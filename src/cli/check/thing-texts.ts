import { thingText, type Recognised, type Unrecognised } from '../../lib/index.ts';

/** What is in a file, in words, each once; of many the first three. */
export function thingTexts(things: readonly (Recognised | Unrecognised)[]): string[] {
  const texts = [...new Set(things.map(thingText))];
  if (texts.length === 0) return ['nothing'];
  return texts.length > 3 ? [...texts.slice(0, 3), `and ${texts.length - 3} more`] : texts;
}
