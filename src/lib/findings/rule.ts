import type { Detail, Finding, Location, Severity, Subject } from './finding.ts';
import type { Citation } from './sources.ts';

/** What is known of a code without any input: the text of `explain` and of docs/findings.md. */
export interface RuleText {
  readonly code: string;
  readonly severity: Severity;
  /** What is the case, in general. */
  readonly what: string;
  /** What breaks for users. */
  readonly why: string;
  /** How one usually comes to it. */
  readonly typical?: string;
  /** What to do, one step a line. */
  readonly fix: readonly string[];
  /** What looks alike and does not raise it. */
  readonly notHitBy?: string;
  /** Messages and alarm numbers of the products that mean this. */
  readonly saysTheProduct?: readonly string[];
  readonly citations: readonly [Citation, ...Citation[]];
}

export interface Occurrence<D extends Detail> {
  readonly subject: Subject;
  readonly detail: D;
  readonly locations?: readonly Location[];
}

/** A verdict over facts: synchronous, total, without clock or network. */
export interface Rule<Facts, D extends Detail = Detail> extends RuleText {
  /** The case in hand, with its values. */
  message(detail: D): string;
  /** What breaks in the case in hand, where it can be said more exactly than in `why`. */
  consequence?(detail: D): string;
  /** Steps for the case in hand, where they can be said more exactly than in `fix`. */
  remedy?(detail: D): readonly string[];
  check(facts: Facts): Iterable<Occurrence<D>>;
}

/** A rule whose detail type is no longer visible, so that rules with different details fit one list. */
export type AnyRule<Facts> = Omit<Rule<Facts>, 'message' | 'consequence' | 'remedy' | 'check'> & {
  apply(facts: Facts): readonly Finding[];
};

/** Defines a rule; the detail type follows from `message`. Bundlers may leave out a rule that nobody runs. */
/* @__NO_SIDE_EFFECTS__ */
export function rule<Facts, D extends Detail>(definition: Rule<Facts, D>): AnyRule<Facts> {
  const { message, consequence, remedy, check, ...text } = definition;
  return {
    ...text,
    apply(facts) {
      const findings: Finding[] = [];
      for (const { subject, detail, locations } of check(facts)) {
        findings.push({
          code: text.code,
          severity: text.severity,
          subject,
          params: detail,
          message: message(detail),
          why: consequence?.(detail) ?? text.why,
          fix: remedy?.(detail) ?? text.fix,
          locations: locations ?? [],
          source: text.citations,
        });
      }
      return findings;
    },
  };
}

export function run<Facts>(rules: readonly AnyRule<Facts>[], facts: Facts): Finding[] {
  return rules.flatMap((each) => each.apply(facts));
}
