import {
  readDeployment as read,
  type ReadDeploymentOptions,
  type ReadDeploymentResult,
} from '../check/read-deployment.ts';
import type { Deployment } from '../deployment/model.ts';
import { readFacts as readFactsFile, type FactsReading } from '../facts-file.ts';
import { federationPolicy as policyOf, type FederationPolicy } from '../federation/policy.ts';
import { planDeployment as plan, type Plan, type PlanOptions } from '../plan/plan.ts';
import { requireObject, wrong } from './argument.ts';
import { bytesOf, type AnyBuffer } from './der-of.ts';
import { aText, isObjectWith, settingsWith, that } from './settings.ts';

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

const readingChecks = settingsWith<ReadDeploymentOptions>({ file: aText });

/** What readFacts() returns has them in a property: the commonest slip. */
export const aFactsTable = that(
  'the `facts` of what readFacts() returns',
  isObjectWith('lifetime-days/public-ca'),
);
const planChecks = settingsWith<PlanOptions>({ facts: aFactsTable });

/**
 * Reads a deployment file, version 1.
 *
 * @param input YAML or JSON: text, or the bytes of a file in UTF-8 or (with a byte order mark) UTF-16
 * @returns the deployment with every name checked, or all mistakes at once; never throws for what is in the file
 * @throws TypeError for what is neither text nor bytes
 * @see docs/deployment-file.md
 *
 * @example
 * ```ts
 * import { readFile } from 'node:fs/promises';
 * import { readDeployment } from 'expcert';
 *
 * const file = 'examples/corp.yaml';
 * const { deployment, findings } = readDeployment(await readFile(file), { file });
 * console.log(deployment?.name, findings.length); // prints: Example Corp 0
 * const slip = readDeployment('version: 1\nrelease: X14.2\nservises: { mra: true }');
 * console.log(slip.deployment, slip.findings.at(-1)?.message);
 * // prints: undefined unknown key "servises" in the deployment file
 * ```
 */
export function readDeployment(
  input: string | AnyBuffer,
  options: ReadDeploymentOptions = {},
): ReadDeploymentResult {
  readingChecks('options', options);
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
 *
 * @example
 * ```ts
 * import { readFile } from 'node:fs/promises';
 * import { checkPlan, planDeployment, readDeployment } from 'expcert';
 *
 * const { deployment } = readDeployment(await readFile('examples/corp.yaml'));
 * const plan = planDeployment(deployment!);
 * for (const { type, value, reasons } of plan.peers[0]!.names) console.log(type, value, reasons[0]?.kind);
 * // prints: DNS expc1.example.com peer
 * // prints: DNS expc.example.com cluster
 * // prints: DNS chatnode1.example.com chatNodeAlias
 * // prints: DNS chatnode2.example.com chatNodeAlias
 * // prints: DNS DX80TLSprofile.example.com phoneSecurityProfile
 * console.log(checkPlan(plan, { at: new Date() }).map(({ code, severity }) => `${severity} ${code}`));
 * // prints: [ 'notice plan/federation-needs-srv', 'notice plan/mra-needs-dns' ]
 * ```
 */
export function planDeployment(deployment: Deployment, options: PlanOptions = {}): Plan {
  requireDeployment('deployment', deployment);
  planChecks('options', options);
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

/**
 * What the deployment file says of federation; undefined where it has no block `federation`.
 *
 * @example
 * ```ts
 * import { readFile } from 'node:fs/promises';
 * import { checkFederation, federationPolicy, privacyOf, readDeployment, routeTo, toALabels } from 'expcert';
 *
 * const settings = `
 * federation:
 *   privacyMode: Allow list
 *   allowList: [partner.example]
 * `;
 * const { deployment } = readDeployment((await readFile('examples/corp.yaml', 'utf8')) + settings);
 * const policy = federationPolicy(deployment!)!;
 * const domain = toALabels('Partner.Example.');
 * if (!('name' in domain)) throw new Error(domain.problem);
 * console.log(privacyOf(domain.name, policy.privacy), routeTo(domain.name, policy.privacy));
 * // prints: { isAllowed: true, reason: 'on allow list' } { by: 'DNS' }
 * console.log(checkFederation(deployment!).map(({ code }) => code));
 * // prints: [ 'federation/dialback-secret-missing' ]
 * ```
 */
export function federationPolicy(deployment: Deployment): FederationPolicy | undefined {
  requireDeployment('deployment', deployment);
  return policyOf(deployment);
}
