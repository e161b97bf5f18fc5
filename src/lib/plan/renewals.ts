import { countText, linesText } from '../findings/words.ts';
import { caNames, lifetimesOf, type PublicCa } from '../product/ca-rules.ts';
import { stepAt, stepsAfter, type DatedFacts } from '../product/facts/dated-facts.ts';

export type Rhythm = {
  /** Longest lifetime, in days. */
  readonly days: number;
  /** How often a year, at least. */
  readonly perYear: number;
};

/** How often certificates of a public CA are to be renewed. */
export type Renewals = {
  readonly issuer: string;
  readonly now: Rhythm;
  readonly next: (Rhythm & { readonly from: string })[];
};

/** By the longest lifetimes that it issues at a time and after it; undefined before the first that is known. */
export function renewalsOf(ca: PublicCa, at: number, facts: DatedFacts): Renewals | undefined {
  const lifetimes = lifetimesOf(ca, facts);
  const now = stepAt(lifetimes, at);
  return (
    now && {
      issuer: caNames[ca],
      now: rhythm(now.value),
      next: stepsAfter(lifetimes, at).map(({ from, value }) => ({ from, ...rhythm(value) })),
    }
  );
}

const rhythm = (days: number): Rhythm => ({ days, perYear: Math.ceil(365 / days) });

/** `certificates of DigiCert last at most 200 days: 2 renewals a year or more; from 2027-03-15 100 days, 4 renewals` */
export const renewalsText = ({ issuer, now, next }: Renewals): string =>
  linesText([
    `certificates of ${issuer} last at most ${now.days} days: ${countText(now.perYear, 'renewal')} a year or more`,
    ...next.map(({ from, days, perYear }) => `from ${from} ${days} days, ${countText(perYear, 'renewal')}`),
  ]);
