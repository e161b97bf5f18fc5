import type { AcceptedUntil } from '../findings/finding.ts';
import type { ServiceVerdict, RequirementState } from './verdict.ts';
import { isUpload } from './services.ts';

/** Ids of what a verdict rests on, each once. */
export interface Reasons {
  readonly findings: readonly string[];
  /** Of entries under `notChecked`. */
  readonly questions: readonly string[];
}

/** For `no` what fails it, for `not known` what leaves it open; nothing for `yes`. */
export function reasonsOf({
  verdict,
  requirements,
}: Pick<ServiceVerdict, 'verdict' | 'requirements'>): Reasons {
  if (verdict === 'no') return { findings: findingsOf(requirements.filter(isFatal)), questions: [] };
  const questions = requirements.flatMap((each) => (each.state === 'not known' ? each.questions : []));
  return { findings: findingsOf(requirements), questions: [...new Set(questions)] };
}

const isFatal = ({ state, asking }: RequirementState): boolean => state === 'fails' && asking === 'required';

const findingsOf = (states: readonly RequirementState[]): string[] => [
  ...new Set(states.flatMap((each) => (each.state === 'holds' ? [] : each.findings))),
];

interface Waivable {
  readonly id?: string;
  readonly waived?: AcceptedUntil;
}

/** Marks each no of which somebody has accepted every reason. It stays a no: a waiver changes no fact. */
export function waiveVerdicts(
  verdicts: readonly ServiceVerdict[],
  findings: readonly Waivable[],
): ServiceVerdict[] {
  const accepted = new Map(findings.map(({ id, waived }) => [id, waived]));
  return verdicts.map((verdict) => {
    const waivers = verdict.verdict === 'no' ? reasonsOf(verdict).findings.map((id) => accepted.get(id)) : [];
    const waived = firstToEnd(waivers);
    return waived ? { ...verdict, waived } : verdict;
  });
}

/** Until the first of them ends; undefined where one is missing. */
function firstToEnd(waivers: readonly (AcceptedUntil | undefined)[]): AcceptedUntil | undefined {
  const all = waivers.filter((waiver) => waiver !== undefined);
  if (all.length === 0 || all.length < waivers.length) return undefined;
  const [until] = all.map((waiver) => waiver.until).sort();
  return { until: until!, reason: [...new Set(all.map(({ reason }) => reason))].join('; ') };
}

type Verdicts = readonly ServiceVerdict[];

/** Services in use that will not work, but for what somebody has accepted; uploads are no service. */
export const failingServices = (verdicts: Verdicts): ServiceVerdict[] =>
  refused(verdicts).filter(({ service }) => !isUpload(service));

/**
 * Uploads that will be refused, in the same way. What is wrong with a certificate is wrong for the services too, and a file
 * can be rewritten in a minute: alone it makes no run fail.
 */
export const failingUploads = (verdicts: Verdicts): ServiceVerdict[] =>
  refused(verdicts).filter(({ service }) => isUpload(service));

const refused = (verdicts: Verdicts): ServiceVerdict[] =>
  verdicts.filter(({ verdict, waived }) => verdict === 'no' && !waived);

/** Of which nobody can say whether it will work, uploads too. */
export const openVerdicts = (verdicts: Verdicts): ServiceVerdict[] =>
  verdicts.filter(({ verdict }) => verdict === 'not known');
