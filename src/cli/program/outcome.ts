import type { AcceptedUntil, Finding, Waived } from '../../lib/index.ts';
import type { Outcome, Result } from './report.ts';
import type { Settings } from './settings.ts';

/** The result as it counts: the one place where the waivers of the deployment file are applied, for every command. */
export async function outcomeOf(
  result: Result,
  { at, isAtGiven }: Pick<Settings, 'at' | 'isAtGiven'>,
): Promise<Outcome> {
  const waived = await waivedFindings(result, at);
  return {
    result,
    findings: [...waived.findings, ...waived.notices],
    aboutWaivers: waived.notices,
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

/** For the text of a command, which holds its findings as it found them. */
export function waiverLookup({ result, findings }: Outcome): (finding: Finding) => AcceptedUntil | undefined {
  const waivers = new Map<Finding, AcceptedUntil>();
  result.findings.forEach((finding, at) => {
    const { waived } = findings[at]!;
    if (waived) waivers.set(finding, waived);
  });
  return (finding) => waivers.get(finding);
}
