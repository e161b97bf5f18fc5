import type { CheckedItem } from '../check/report.ts';

/** Who reads a trusted-CA list: keys of clusters or of other products; empty where nobody said, or it is no list. */
export const readersOf = ({ kind, of, alsoOf = [] }: CheckedItem): readonly string[] =>
  kind === 'trust-list' && of !== undefined ? [of, ...alsoOf] : [];
