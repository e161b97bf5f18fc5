import { reasonsOf, waiveVerdicts, type FindingToReport } from '../../lib/front.ts';
import type { AcceptedUntil, Finding, ServiceVerdict, Waived } from '../../lib/index.ts';
import type { Outcome, Result } from './report.ts';
import type { Settings } from './settings.ts';

/** The result as it counts: the one place where the waivers of the deployment file are applied, for every command. */
export async function outcomeOf(
  result: Result,
  { at, isAtGiven }: Pick<Settings, 'at' | 'isAtGiven'>,
): Promise<Outcome> {
  const { findings, notices } = await waivedFindings(result, at);
  const verdicts = waiveVerdicts(result.verdicts ?? [], findings);
  const isAskedFor = (finding: FindingToReport): boolean => result.isAskedFor?.(finding) ?? true;
  const aboutWaivers = notices.filter(isAskedFor);
  return {
    result,
    findings: [...findings.filter(isAskedFor), ...aboutWaivers],
    otherFindings: restingOn(
      verdicts,
      findings.filter((finding) => !isAskedFor(finding)),
    ),
    aboutWaivers,
    verdicts,
    waiverOf: waiverLookup(result.findings, findings),
    checkedAt: at,
    isAtGiven,
  };
}

/** Loaded where there are waivers: most runs have none, and are not to pay for it. */
async function waivedFindings({ findings, deployment, wholeAreas = [] }: Result, at: Date): Promise<Waived> {
  const { file = '', waivers = [] } = deployment ?? {};
  if (waivers.length === 0) return { findings, notices: [] };
  const { waive } = await import('./waive.ts');
  return waive(findings, waivers, { at, file, wholeAreas });
}

/** Those on which a verdict rests. */
function restingOn(
  verdicts: readonly ServiceVerdict[],
  findings: readonly FindingToReport[],
): FindingToReport[] {
  const ids = new Set<string | undefined>(verdicts.flatMap((verdict) => reasonsOf(verdict).findings));
  return findings.filter(({ id }) => ids.has(id));
}

/** For the text of a command, which holds its findings as it found them. */
function waiverLookup(found: readonly Finding[], marked: readonly Finding[]): Outcome['waiverOf'] {
  const waivers = new Map<Finding, AcceptedUntil>();
  found.forEach((finding, at) => {
    const { waived } = marked[at]!;
    if (waived) waivers.set(finding, waived);
  });
  return (finding) => waivers.get(finding);
}
