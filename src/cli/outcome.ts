import { waiveFindings, type AcceptedUntil, type Finding } from '../lib/index.ts';
import type { Outcome, Result } from './report.ts';
import type { Settings } from './settings.ts';

/** The result as it counts: the one place where the waivers of the deployment file are applied, for every command. */
export function outcomeOf(result: Result, { at, isAtGiven }: Pick<Settings, 'at' | 'isAtGiven'>): Outcome {
  const { findings, deployment, wholeAreas = [] } = result;
  const { file = '', waivers = [] } = deployment ?? {};
  const waived = waiveFindings(findings, waivers, { at, file, wholeAreas });
  return {
    result,
    findings: [...waived.findings, ...waived.notices],
    aboutWaivers: waived.notices,
    checkedAt: at,
    isAtGiven,
  };
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
