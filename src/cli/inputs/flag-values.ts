import { InvalidArgumentError, Option } from '@commander-js/extra-typings';

/** `3` */
export function descriptor(text: string): number {
  if (/^\d{1,6}$/.test(text)) return Number(text);
  throw new InvalidArgumentError('Expected the number of an open descriptor, such as 3.');
}

/** `30d`, `30` → 30; `8w` → 56 */
export function days(text: string): number {
  const [, number, unit = 'd'] = /^(\d{1,5})([dw])?$/i.exec(text) ?? [];
  if (number !== undefined) return Number(number) * (unit.toLowerCase() === 'w' ? 7 : 1);
  throw new InvalidArgumentError('Expected a number of days, such as 30d.');
}

/** A whole number from 1. */
export function positive(text: string): number {
  if (/^[1-9]\d{0,8}$/.test(text)) return Number(text);
  throw new InvalidArgumentError('Expected a whole number from 1.');
}

/** A flag with two values. Commander gives all words up to the next flag: what is more than two is none of its own. */
export function twoValues<Flags extends string>(flags: Flags, description: string) {
  const option = new Option(flags, description).argParser(
    (word: string, words: readonly string[] | undefined): readonly string[] => [...(words ?? []), word],
  );
  option.variadic = true;
  return option;
}
