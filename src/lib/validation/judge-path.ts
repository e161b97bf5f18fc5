import type { Finding } from '../findings/finding.ts';
import type { PathAspect } from '../rules/path/aspect-facts.ts';
import type { JudgedPath } from '../rules/path/facts.ts';
import { pathRules } from '../rules/path/index.ts';

/** An error of a rule, with what it judges. */
export interface PathError {
  readonly aspect: PathAspect;
  readonly finding: Finding;
  /** Of the certificate that it is about, counted from the leaf, 0; undefined: about the path as a whole. */
  readonly position: number | undefined;
  /** Place of its rule in the list of rules. */
  readonly place: number;
}

export interface PathJudgement {
  readonly findings: readonly Finding[];
  /** In the order of the rules; empty: nothing speaks against the path. */
  readonly errors: readonly PathError[];
}

/** Runs the rules of area `path/` over one candidate. */
export function judgePath(facts: JudgedPath): PathJudgement {
  const isAppliance = facts.options.profile === 'appliance';
  const findings: Finding[] = [];
  const errors: PathError[] = [];
  for (const [place, { apply, aspect, onAppliance }] of pathRules.entries()) {
    if (isAppliance && onAppliance !== 'judged') continue;
    for (const finding of apply(facts)) {
      findings.push(finding);
      if (finding.severity === 'error')
        errors.push({ aspect, finding, position: positionIn(finding), place });
    }
  }
  return { findings, errors };
}

const positionIn = ({ params: { position } }: Finding): number | undefined =>
  typeof position === 'number' ? position : undefined;

/** Errors by RFC 5280 against a path that was judged as an appliance does, and which that judgement does not have. */
export function toleratedBy(
  facts: JudgedPath,
  refused: readonly PathError[] = judgePath(facts).errors,
): PathError[] {
  const options = { ...facts.options, profile: 'rfc5280', conformance: true } as const;
  return judgePath({ ...facts, options }).errors.filter(
    (error) => !refused.some(({ place, position }) => place === error.place && position === error.position),
  );
}

/**
 * Negative where `a` is the more useful one to show: its first error comes later in the list, which runs from "the
 * wrong certificate altogether" to "nearly right"; of two with the same errors the one with fewer.
 */
export function compareJudgements(a: PathJudgement, b: PathJudgement): number {
  const shared = Math.min(a.errors.length, b.errors.length);
  for (let i = 0; i < shared; i++) {
    const difference = b.errors[i]!.place - a.errors[i]!.place;
    if (difference !== 0) return difference;
  }
  return a.errors.length - b.errors.length;
}
