import {
  checkPlan,
  planDeployment,
  readDeployment,
  type Deployment,
  type Finding,
  type Plan,
} from '../../lib/index.ts';

/** The open deployment file: its text is the truth, everything else follows from it. */
export interface OpenDeployment {
  readonly file: string;
  readonly text: string;
  /** The text as it was last opened or saved. */
  readonly savedText: string;
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
  if (!deployment) return { file, text, savedText, findings };
  const plan = planDeployment(deployment);
  return { file, text, savedText, deployment, plan, findings: [...findings, ...checkPlan(plan, { at })] };
}
