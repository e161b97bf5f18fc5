import {
  checkPlan,
  planDeployment,
  readDeployment,
  readDraft,
  waiveFindings,
  type Draft,
} from '../../lib/front.ts';
import type { Deployment, Finding, Plan } from '../../lib/index.ts';

/** The open deployment file: its text is the truth, everything else follows from it. */
export interface OpenDeployment {
  readonly file: string;
  readonly text: string;
  /** The text as it was last opened or saved. */
  readonly savedText: string;
  /** Its texts before the last changes, the latest at the end. */
  readonly earlier?: readonly string[];
  /** What stands in the text, right or wrong; absent where it is no YAML. */
  readonly draft?: Draft;
  /** Absent while the text has a mistake. */
  readonly deployment?: Deployment;
  readonly plan?: Plan;
  /** Mistakes of the file, or else what speaks against its plan. */
  readonly findings: readonly Finding[];
}

export const isUnsaved = ({ text, savedText }: OpenDeployment): boolean => text !== savedText;

/** Reads the text, and judges the plan that follows from it. */
export function read(file: string, text: string, savedText: string, at: Date): OpenDeployment {
  const { deployment, findings } = readDeployment(text, { file });
  const draft = readDraft(text);
  const open = { file, text, savedText, ...(draft && { draft }) };
  if (!deployment) return { ...open, findings };
  const plan = planDeployment(deployment);
  const found = waiveFindings([...findings, ...checkPlan(plan, { at })], deployment.waivers, { at });
  return { ...open, deployment, plan, findings: found.findings };
}
