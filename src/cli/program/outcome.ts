import { reasonsOf, waiveVerdicts } from '../../lib/front.ts';
import type { AcceptedUntil, Finding, ReportFinding, ServiceVerdict, Waived } from '../../lib/index.ts';
import type { Outcome, Result } from './report.ts';
import type { Settings } from './settings.ts';

/** The result as it counts: the one place where the waivers of the deployment file are applied, for every command. */
export async function outcomeOf(
  result: Result,
  { at, isAtGiven }: Pick<Settings, 'at' | 'isAtGiven'>,
): Promise<Outcome> {
  const { findings, notices } = await waivedFindings(result, at);
  const verdicts = waiveVerdicts(result.verdicts ?? [], findings);
  const isAskedFor = (finding: Finding): boolean => result.isAskedFor?.(finding) ?? true;
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
  findings: readonly (Finding | ReportFinding)[],
): Finding[] {
  const ids = new Set(verdicts.flatMap((verdict) => reasonsOf(verdict).findings));
  return findings.filter((finding) => 'id' in finding && ids.has(finding.id));
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
