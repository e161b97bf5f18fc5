import type { AcceptedUntil } from '../findings/finding.ts';
import type { CertificateStoreName, Effect, Requirement } from '../findings/requirements.ts';
import type { Asked, Asking } from './asked.ts';
import type { VerdictService } from './services.ts';

/** Will it work? `not known` wherever a requirement has neither evidence for it nor a finding against it. */
export type Verdict = 'yes' | 'no' | 'not known';

/** What was done with what, and found good: a requirement holds by nothing else. */
export type Evidence = {
  /** In words: `its dates include the day of the check`. */
  readonly check: string;
  /** Ids of items that were looked at, or the line of the deployment file that says so. */
  readonly items: readonly [string, ...string[]];
};

/** A question that keeps a requirement from being known; its id is that of an entry under `notChecked`. */
export type RequirementState = {
  readonly requirement: Requirement;
  readonly store: CertificateStoreName;
  readonly asking: Asking;
  /** Ids of findings that explain and decide nothing. */
  readonly remarks: readonly string[];
} & (
  | { readonly state: 'holds'; readonly evidence: readonly [Evidence, ...Evidence[]] }
  | { readonly state: 'fails'; readonly findings: readonly [string, ...string[]] }
  | {
      readonly state: 'not known';
      /** Ids of findings, and of questions under `notChecked`. */
      readonly findings: readonly string[];
      readonly questions: readonly string[];
    }
);

/** Will it work, on one peer? */
export type ServiceVerdict = {
  readonly service: VerdictService;
  readonly peer: string;
  readonly cluster: string;
  readonly verdict: Verdict;
  /** Of a no: somebody has accepted all that it rests on. */
  readonly waived?: AcceptedUntil;
  readonly requirements: readonly RequirementState[];
};

/** What was found about one requirement of one row before anything is concluded. */
export interface FoundForRequirement {
  readonly findings: readonly { readonly id: string; readonly effect: Effect }[];
  /** Looks at what the requirement is about; asked only where no finding fails it. */
  look(): Answer;
}

export type Answer =
  | { readonly evidence: readonly [Evidence, ...Evidence[]] }
  | { readonly questions: readonly [string, ...string[]] };

/**
 * A finding that fails it outweighs all evidence, and one that leaves it open outweighs it too; without evidence there
 * are questions.
 */
export function stateOf(
  { requirement, store, asking }: Asked,
  { findings, look }: FoundForRequirement,
): RequirementState {
  const ids = (effect: Effect): string[] =>
    findings.filter((finding) => finding.effect === effect).map(({ id }) => id);
  const about = { requirement, store, asking, remarks: ids('remark') };
  const [first, ...more] = ids('fails');
  if (first !== undefined) return { ...about, state: 'fails', findings: [first, ...more] };
  const open = ids('not known');
  const answer = look();
  if (open.length > 0 || !('evidence' in answer)) {
    const questions = 'questions' in answer ? answer.questions : [];
    return { ...about, state: 'not known', findings: open, questions };
  }
  return { ...about, state: 'holds', evidence: answer.evidence };
}

/** No if one fails; else not known if one is not known; else yes. */
export function verdictOf(requirements: readonly RequirementState[]): Verdict {
  if (requirements.some(({ state, asking }) => state === 'fails' && asking === 'required')) return 'no';
  return requirements.length > 0 && requirements.every(({ state }) => state === 'holds')
    ? 'yes'
    : 'not known';
}
