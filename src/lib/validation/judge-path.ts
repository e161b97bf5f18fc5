import type { Finding } from '../findings/finding.ts';
import { pathRules } from '../rules/path/index.ts';
import type { JudgedPath } from '../rules/path/facts.ts';

export interface PathJudgement {
  readonly findings: readonly Finding[];
  /** Places of the errors in the list of rules, ascending; empty: nothing speaks against the path. */
  readonly errorPlaces: readonly number[];
}

/** Runs the rules of area `path/` over one candidate. */
export function judgePath(facts: JudgedPath): PathJudgement {
  const findings: Finding[] = [];
  const errorPlaces: number[] = [];
  pathRules.forEach((rule, place) => {
    for (const finding of rule.apply(facts)) {
      findings.push(finding);
      if (finding.severity === 'error') errorPlaces.push(place);
    }
  });
  return { findings, errorPlaces };
}

/**
 * Negative where `a` is the more useful one to show: its first error comes later in the list, which runs from "the
 * wrong certificate altogether" to "nearly right"; of two with the same errors the one with fewer.
 */
export function compareJudgements(a: PathJudgement, b: PathJudgement): number {
  const shared = Math.min(a.errorPlaces.length, b.errorPlaces.length);
  for (let i = 0; i < shared; i++) {
    const difference = b.errorPlaces[i]! - a.errorPlaces[i]!;
    if (difference !== 0) return difference;
  }
  return a.errorPlaces.length - b.errorPlaces.length;
}
