import type { FindingCode } from './codes.ts';
import type { Detail, Finding, FindingBearing, Location, Severity, Subject } from './finding.ts';
import type { Bearing, Requirement, Rows } from './requirements.ts';
import type { Citation } from './sources.ts';

/** What expcert itself does about a finding; how to ask for it differs from front end to front end. */
export type OwnStep =
  | 'start a deployment file'
  | 'start from an example'
  | 'show the keys of a deployment file'
  | 'list the codes'
  | 'make requests'
  /** Show what to type in, and make the request where expcert makes it. */
  | 'give the planned names'
  | 'be told whose it is'
  | 'write PEM files'
  | 'write a file for each page';

/** What is known of a code without any input: the text of `explain` and of docs/findings.md. */
export interface RuleText {
  readonly code: FindingCode;
  readonly severity: Severity;
  /** What is the case, in general. */
  readonly what: string;
  /** What breaks for users. */
  readonly why: string;
  /** How one usually comes to it. */
  readonly typical?: string;
  /** What to do, one step a line. */
  readonly fix: readonly string[];
  readonly ownStep?: OwnStep;
  /** It tells a certificate from its request. */
  readonly comparesWithRequest?: true;
  /** What looks alike and does not raise it. */
  readonly notHitBy?: string;
  /** Names of the kinds of malformed parts that it may be about (x509/fault-kinds.ts). */
  readonly kinds?: readonly string[];
  /** Messages and alarm numbers of the products that mean this. */
  readonly saysTheProduct?: readonly string[];
  readonly citations: readonly [Citation, ...Citation[]];
}

export interface Occurrence<D extends Detail> {
  readonly subject: Subject;
  readonly detail: D;
  readonly locations?: readonly Location[];
  /** The rows of verdicts it speaks of, where those are not all rows of the peer that is its subject. */
  readonly rows?: Rows;
  /** The rows of single requirements, where those are others: the party that trusts, and the one that is trusted. */
  readonly rowsOf?: { readonly [Name in Requirement]?: Rows };
}

/** What the findings of a rule say of one requirement. */
export interface RuleBearing<Facts, D extends Detail> extends Bearing {
  /** Only where one of these services is asked about; absent: all. */
  readonly services?: readonly string[];
  /** Rows beside or instead of those of the occurrence; where a list in it is empty, it says nothing. */
  readonly rows?: (facts: Facts, detail: D) => Rows;
  /** Only in these cases; absent: always. */
  readonly when?: (facts: Facts, detail: D) => boolean;
}

/** On which requirements a rule bears, or why on none. */
export type Bears<Facts, D extends Detail> =
  readonly [RuleBearing<Facts, D>, ...RuleBearing<Facts, D>[]] | { readonly nothing: string };

/** A verdict over facts: synchronous, total, without clock or network. */
export interface Rule<Facts, D extends Detail = Detail> extends RuleText {
  /** The case in hand, with its values. */
  message(detail: D): string;
  /** What breaks in the case in hand, where it can be said more exactly than in `why`. */
  consequence?(detail: D): string;
  /** Steps for the case in hand, where they can be said more exactly than in `fix`. */
  remedy?(detail: D): readonly string[] | undefined;
  readonly bears?: Bears<Facts, D>;
  check(facts: Facts): Iterable<Occurrence<D>>;
}

/** Areas whose findings decide whether a service works. */
type VerdictArea = 'cert' | 'chain' | 'key' | 'trust' | 'fleet';

/** Errors and warnings of those areas say on what they bear; a notice may, and rules of other areas have nothing to say. */
type BearsByArea<Code extends FindingCode, Level extends Severity> = Code extends `${VerdictArea}/${string}`
  ? Level extends 'notice'
    ? unknown
    : { readonly bears: object }
  : { readonly bears?: never };

/** What documents tell of a rule. */
export interface RuleEntry extends RuleText {
  /** Requirements on which its findings can bear. */
  readonly bearings: readonly (Bearing & Pick<Rows, 'services'>)[];
  /** Why its findings bear on none. */
  readonly bearsOnNothing?: string;
}

/** A rule whose detail type is no longer visible, so that rules with different details fit one list. */
export type AnyRule<Facts> = RuleEntry & {
  apply(facts: Facts): readonly Finding[];
};

/** Defines a rule; the detail type follows from `message`. Bundlers may leave out a rule that nobody runs. */
/* @__NO_SIDE_EFFECTS__ */
export function rule<const Code extends FindingCode, const Level extends Severity, Facts, D extends Detail>(
  definition: Rule<Facts, D> & { readonly code: Code; readonly severity: Level } & BearsByArea<Code, Level>,
): AnyRule<Facts> & { readonly code: Code; readonly severity: Level } {
  const { message, consequence, remedy, check, bears, ...text } = definition as Rule<Facts, D> & {
    readonly code: Code;
    readonly severity: Level;
  };
  const bearings = bears && 'nothing' in bears ? [] : (bears ?? []);
  return {
    ...text,
    bearings: bearings.map(({ requirement, effect, services }) => ({
      requirement,
      effect,
      ...(services && { services }),
    })),
    ...(bears && 'nothing' in bears && { bearsOnNothing: bears.nothing }),
    apply(facts) {
      const findings: Finding[] = [];
      for (const { subject, detail, locations, rows, rowsOf } of check(facts)) {
        const decided = bearings
          .filter(({ when }) => when?.(facts, detail) ?? true)
          .map((bearing) =>
            findingBearing(bearing, {
              ...(rowsOf?.[bearing.requirement] ?? rows),
              ...bearing.rows?.(facts, detail),
            }),
          )
          .filter(({ peers, services }) => peers?.length !== 0 && services?.length !== 0);
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
          ...(decided.length > 0 && { bears: decided }),
        });
      }
      return findings;
    },
  };
}

/** Services of the rule and of the case in hand narrow each other down. */
function findingBearing<Facts, D extends Detail>(
  { requirement, effect, services }: RuleBearing<Facts, D>,
  rows: Rows,
): FindingBearing {
  const both =
    services && rows.services
      ? services.filter((each) => rows.services!.includes(each))
      : (services ?? rows.services);
  return {
    requirement,
    effect,
    ...rows,
    ...(both && { services: both }),
  };
}

export function run<Facts>(rules: readonly AnyRule<Facts>[], facts: Facts): Finding[] {
  return rules.flatMap((each) => each.apply(facts));
}
