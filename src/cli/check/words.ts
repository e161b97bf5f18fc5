import { daysUntil, endOf } from '../../lib/front.ts';
import type { CheckedItem } from '../../lib/index.ts';

/** Whole days from the time of judgement to the first end on its chain, rounded down; negative when it is over. */
export function daysLeft(item: CheckedItem, at: Date): number | undefined {
  const end = endOf(item);
  return end === undefined ? undefined : daysUntil(end, at);
}

/** `valid 2026-11-20 to 2027-05-30 (189 days left)` */
export function validityText(item: CheckedItem, at: Date): string {
  const { notBefore, notAfter } = item;
  if (notBefore === undefined || notAfter === undefined) return '';
  const left = daysUntil(notAfter, at);
  const words = left < 0 ? 'ended' : `${left} day${left === 1 ? '' : 's'} left`;
  return `valid ${notBefore.slice(0, 10)} to ${notAfter.slice(0, 10)} (${words})`;
}

/** Host names as short as they can be told apart: `expe1`, else the whole name. */
export function shortNames(names: readonly string[]): ReadonlyMap<string, string> {
  const first = (name: string): string => name.split('.')[0]!;
  const counts = new Map<string, number>();
  for (const name of names) counts.set(first(name), (counts.get(first(name)) ?? 0) + 1);
  return new Map(names.map((name) => [name, counts.get(first(name)) === 1 ? first(name) : name]));
}
