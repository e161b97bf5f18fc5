import {
  readDeployment as read,
  type ReadDeploymentOptions,
  type ReadDeploymentResult,
} from '../check/read-deployment.ts';
import { readDraft as readAsFarAsPossible, type Draft } from '../deployment/editing/draft.ts';
import { editDeployment as edit, type DeploymentEdit } from '../deployment/editing/edit.ts';
import type { Deployment } from '../deployment/model.ts';
import { readFacts as readFactsFile, type FactsReading } from '../facts-file.ts';
import { federationPolicy as policyOf, type FederationPolicy } from '../federation/policy.ts';
import { planDeployment as plan, type Plan, type PlanOptions } from '../plan/plan.ts';
import { requireObject, requireOptions, requireText, wrong } from './argument.ts';
import { bytesOf, type AnyBuffer } from './der-of.ts';

/** What readDeployment() returns has the deployment in a property: the commonest slip. */
export function requireDeployment(argument: string, value: unknown): void {
  const isResult =
    typeof value === 'object' && value !== null && 'deployment' in value && 'findings' in value;
  if (isResult)
    throw wrong(argument, 'a deployment', value, 'the `deployment` of what readDeployment() returns');
  requireObject(argument, value, 'the deployment of readDeployment()', 'clusters', 'release', 'services');
}

export const requirePlan = (argument: string, value: unknown): void =>
  requireObject(argument, value, 'a plan of planDeployment()', 'deployment', 'peers', 'requests');

/**
 * Reads a deployment file, version 1.
 *
 * @param input YAML or JSON: text, or the bytes of a file in UTF-8 or (with a byte order mark) UTF-16
 * @returns the deployment with every name checked, or all mistakes at once; never throws for what is in the file
 * @throws TypeError for what is neither text nor bytes
 * @see docs/deployment-file.md
 */
export function readDeployment(
  input: string | AnyBuffer,
  options: ReadDeploymentOptions = {},
): ReadDeploymentResult {
  requireOptions('options', options);
  return read(typeof input === 'string' ? input : fileOf('input', input), options);
}

function fileOf(argument: string, input: unknown): Uint8Array {
  const bytes = bytesOf(input);
  if (!bytes) throw wrong(argument, 'the text or the bytes of a file', input);
  return bytes;
}

/**
 * What each peer's certificate is to hold: names, subject, usages, key.
 *
 * @param deployment of readDeployment()
 */
export function planDeployment(deployment: Deployment, options: PlanOptions = {}): Plan {
  requireDeployment('deployment', deployment);
  requireOptions('options', options);
  return plan(deployment, options);
}

/**
 * Reads what has changed since this version was made: for each id a `value` and the day `asOf` which it holds.
 *
 * @param input YAML or JSON, such as `client-auth-ends/digicert: { value: 2027-05-01, asOf: 2026-12-10 }`
 * @returns the facts with those of the file in their places, or every mistake in it; never throws for what is in it
 */
export function readFacts(input: string | AnyBuffer): FactsReading {
  return readFactsFile(typeof input === 'string' ? new TextEncoder().encode(input) : fileOf('input', input));
}

/** Reads a file as far as it is YAML at all; undefined where it is not, or holds no keys. */
export function readDraft(text: string): Draft | undefined {
  requireText('text', text, 'the text of a deployment file');
  return readAsFarAsPossible(text);
}

/**
 * Changes one value in the text of a deployment file and leaves every other character as it was: comments, blanks
 * and the way things are written stay. What is missing on the way to the value is added.
 *
 * @returns the text as it is where the value is removed and was not there, or nothing can be put in its place
 */
export function editDeployment(text: string, change: DeploymentEdit): string {
  requireText('text', text, 'the text of a deployment file');
  requireObject('change', change, '{ path, to } or { path, remove: true }', 'path');
  return edit(text, change);
}

/** What the deployment file says of federation; undefined where it has no block `federation`. */
export function federationPolicy(deployment: Deployment): FederationPolicy | undefined {
  requireDeployment('deployment', deployment);
  return policyOf(deployment);
}
