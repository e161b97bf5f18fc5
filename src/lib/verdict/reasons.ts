import type { ServiceVerdict, RequirementState } from './verdict.ts';
import { isUpload } from './services.ts';

/** Ids of what a verdict rests on, each once. */
export interface Reasons {
  readonly findings: readonly string[];
  /** Of entries under `notChecked`. */
  readonly questions: readonly string[];
}

type VerdictToExplain = Pick<ServiceVerdict, 'verdict' | 'requirements'>;

/** For `no` what fails it, for `not known` what leaves it open; nothing for `yes`. */
export function reasonsOf({ verdict, requirements }: VerdictToExplain): Reasons {
  if (verdict === 'no') return { findings: findingsOf(requirements.filter(isFatal)), questions: [] };
  const open = requirements.filter(({ state }) => state !== 'holds');
  const questions = open.flatMap((each) => (each.state === 'not known' ? each.questions : []));
  return { findings: findingsOf(open), questions: [...new Set(questions)] };
}

const isFatal = ({ state, asking }: RequirementState): boolean => state === 'fails' && asking === 'required';

const findingsOf = (states: readonly RequirementState[]): string[] => [
  ...new Set(states.flatMap((each) => (each.state === 'holds' ? [] : each.findings))),
];

/** Services in use that will not work, but for what somebody has accepted; uploads are no service. */
export function failingServices<Verdict extends VerdictToExplain & Pick<ServiceVerdict, 'service'>>(
  services: readonly Verdict[],
  isWaived: (findingId: string) => boolean,
): Verdict[] {
  return services.filter(
    (each) => each.verdict === 'no' && !isUpload(each.service) && !reasonsOf(each).findings.every(isWaived),
  );
}

/** Services in use of which nobody can say whether they will work. */
export const openServices = <Verdict extends Pick<ServiceVerdict, 'service' | 'verdict'>>(
  services: readonly Verdict[],
): Verdict[] => services.filter(({ service, verdict }) => verdict === 'not known' && !isUpload(service));
