import type { Deployment } from '../deployment/model.ts';
import { readDeploymentBytes, readDeploymentText } from '../deployment/reading/read.ts';
import { findingCodes } from '../findings/codes.ts';
import type { Finding } from '../findings/finding.ts';
import { run } from '../findings/rule.ts';
import { deploymentFileRules } from '../rules/deployment/index.ts';
import { renamedCodes } from '../rules/renamed-codes.ts';

const codes = [...findingCodes, ...renamedCodes.keys()];

/** How a deployment file is read. */
export interface ReadDeploymentOptions {
  /** File name for messages and locations; nothing is opened. */
  readonly file?: string;
}

/** The deployment, or undefined with every mistake that stands in the way of it. */
export interface ReadDeploymentResult {
  /** Undefined where there is any finding. */
  readonly deployment: Deployment | undefined;
  /** Every mistake in the file, in the order of the file. Their `params` hold what is to be shown beside the line. */
  readonly findings: Finding[];
}

/**
 * Reads a deployment file, version 1.
 *
 * @param input YAML or JSON: text, or the bytes of a file in UTF-8 or (with a byte order mark) UTF-16.
 * @returns the deployment with every name checked, or all mistakes at once; never throws for bad input.
 */
export function readDeployment(
  input: string | Uint8Array,
  { file = '' }: ReadDeploymentOptions = {},
): ReadDeploymentResult {
  const reading =
    typeof input === 'string'
      ? readDeploymentText(input, file, codes)
      : readDeploymentBytes(input, file, codes);
  const findings = run(deploymentFileRules, { file, mistakes: reading.mistakes });
  return { deployment: reading.deployment, findings: findings.sort(byPlace) };
}

function byPlace({ locations: [a] }: Finding, { locations: [b] }: Finding): number {
  return (a?.line ?? 0) - (b?.line ?? 0) || (a?.column ?? 0) - (b?.column ?? 0);
}
