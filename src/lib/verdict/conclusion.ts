import type { AcceptedUntil, Severity } from '../findings/finding.ts';
import { reasonsOf } from './reasons.ts';
import { isUpload, type VerdictService } from './services.ts';
import type { ServiceVerdict } from './verdict.ts';

/** A finding as any report has it. */
export interface Concludable {
  readonly id: string;
  readonly code: string;
  readonly severity: Severity;
  readonly waived?: AcceptedUntil;
}

/** Services that will not work on the same number of peers. */
export interface FailingServices {
  readonly services: readonly VerdictService[];
  readonly peers: number;
}

/**
 * What it comes to. `accepted`: something will not work, and somebody has accepted all of that; `errors`: none of them
 * is known to end anything; `warnings`: everything will work; `works`: and nothing is to be said against it; `open`:
 * something is not known.
 */
export interface Conclusion<Finding extends Concludable = Concludable> {
  readonly state: 'fails' | 'accepted' | 'errors' | 'warnings' | 'works' | 'open';
  /** Services before uploads, those that fail on most peers first; those that somebody has accepted where nothing else fails. */
  readonly failing: readonly FailingServices[];
  /** Peers that were asked about. */
  readonly peers: number;
  /**
   * Errors and warnings that nobody has accepted, those of one code together: first what ends a service on most
   * peers, then what ends an upload, then dates, then what else is an error.
   */
  readonly worst: readonly (readonly Finding[])[];
}

/** The one conclusion that every front end and report opens with. It is good by evidence for every requirement alone. */
export function conclusionOf<Finding extends Concludable>(
  verdicts: readonly ServiceVerdict[],
  findings: readonly Finding[],
): Conclusion<Finding> {
  const counting = findings.filter(({ severity, waived }) => severity !== 'notice' && !waived);
  const noes = verdicts.filter(({ verdict }) => verdict === 'no');
  const unaccepted = noes.filter(({ waived }) => !waived);
  return {
    state: stateOf(verdicts, counting),
    failing: failingIn(unaccepted.length > 0 ? unaccepted : noes),
    peers: new Set(verdicts.map(({ peer }) => peer)).size,
    worst: worstFirst(counting, verdicts),
  };
}

function stateOf(verdicts: readonly ServiceVerdict[], counting: readonly Concludable[]): Conclusion['state'] {
  const noes = verdicts.filter(({ verdict }) => verdict === 'no');
  if (noes.some(({ waived }) => !waived)) return 'fails';
  if (counting.some(({ severity }) => severity === 'error')) return 'errors';
  if (noes.length > 0) return 'accepted';
  if (verdicts.length === 0 || verdicts.some(({ verdict }) => verdict !== 'yes')) return 'open';
  return counting.length > 0 ? 'warnings' : 'works';
}

function failingIn(noes: readonly ServiceVerdict[]): FailingServices[] {
  const peersOf = new Map<VerdictService, number>();
  for (const { service } of noes) peersOf.set(service, (peersOf.get(service) ?? 0) + 1);
  return [false, true].flatMap((ofUploads) => {
    const counts = [...peersOf].filter(([service]) => isUpload(service) === ofUploads);
    const sizes = [...new Set(counts.map(([, n]) => n))].sort((a, b) => b - a);
    return sizes.map((peers) => ({
      services: counts.filter(([, n]) => n === peers).map(([service]) => service),
      peers,
    }));
  });
}

/** How grave a group of findings is: the first number that differs decides. */
type Gravity = readonly [
  endsOnPeers: number,
  uploadEndsOnPeers: number,
  isAboutDates: number,
  isError: number,
];

function worstFirst<Finding extends Concludable>(
  findings: readonly Finding[],
  verdicts: readonly ServiceVerdict[],
): Finding[][] {
  const groups = new Map<string, Finding[]>();
  for (const finding of findings) groups.set(finding.code, [...(groups.get(finding.code) ?? []), finding]);
  const gravityOf = gravityBy(verdicts);
  return [...groups.values()]
    .map((group) => ({ group, gravity: gravityOf(group) }))
    .sort((a, b) => compare(b.gravity, a.gravity))
    .map(({ group }) => group);
}

function compare(a: Gravity, b: Gravity): number {
  const at = a.findIndex((number, i) => number !== b[i]);
  return at < 0 ? 0 : a[at]! - b[at]!;
}

function gravityBy(verdicts: readonly ServiceVerdict[]): (group: readonly Concludable[]) => Gravity {
  const ends = new Map<string, Set<string>>();
  const endsUpload = new Map<string, Set<string>>();
  const dates = new Set<string>();
  for (const verdict of verdicts) {
    const of = isUpload(verdict.service) ? endsUpload : ends;
    if (verdict.verdict === 'no')
      for (const id of reasonsOf(verdict).findings) of.set(id, (of.get(id) ?? new Set()).add(verdict.peer));
    for (const each of verdict.requirements) {
      if (each.requirement !== 'in-date') continue;
      for (const id of [...each.remarks, ...(each.state === 'holds' ? [] : each.findings)]) dates.add(id);
    }
  }
  return (group) => {
    const peersIn = (of: ReadonlyMap<string, ReadonlySet<string>>): number =>
      new Set(group.flatMap(({ id }) => [...(of.get(id) ?? [])])).size;
    return [
      peersIn(ends),
      peersIn(endsUpload),
      group.some(({ id }) => dates.has(id)) ? 1 : 0,
      group.some(({ severity }) => severity === 'error') ? 1 : 0,
    ];
  };
}
