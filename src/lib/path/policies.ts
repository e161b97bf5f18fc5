import type { CertificateFacts } from './facts.ts';
import { anyPolicy, type PolicyInputs } from './options.ts';
import { PolicyGraph } from './policy-graph.ts';

/** What policy processing of one path came to; positions count from the leaf, 0. */
export interface PolicyOutcome {
  /** Where an acceptable policy was required and none was left; undefined: nowhere. */
  readonly missingAt: number | undefined;
  /** CA certificates that map from or to anyPolicy, which 6.1.4 (a) forbids. */
  readonly mapsAnyPolicyAt: readonly number[];
  /** user-constrained-policy-set; anyPolicy stands for all. */
  readonly userConstrainedPolicies: readonly string[];
}

/** The three counters of RFC 5280 6.1.2 (d) to (f): certificates until the switch is thrown; 0 is thrown. */
interface Counters {
  explicitPolicy: number;
  policyMapping: number;
  inhibitAnyPolicy: number;
}

/**
 * Certificate policies along a path (RFC 5280 6.1 with the graph of RFC 9618).
 *
 * @param path leaf first, without the anchor
 * @param anchor its policyConstraints and inhibitAnyPolicy hold for the path; undefined: they do not count
 */
export function processPolicies(
  path: readonly CertificateFacts[],
  anchor: CertificateFacts | undefined,
  inputs: PolicyInputs,
): PolicyOutcome {
  const counters = initialCounters(path.length, inputs);
  if (anchor) applyConstraints(anchor, counters);
  const graph = new PolicyGraph();
  const mapsAnyPolicyAt: number[] = [];
  let missingAt: number | undefined;
  for (let position = path.length - 1; position >= 0; position--) {
    const facts = path[position]!;
    addPolicies(facts, position === 0, graph, counters);
    if (counters.explicitPolicy === 0 && graph.isNull) missingAt ??= position;
    if (position === 0) break;
    if (mapsAnyPolicy(facts)) mapsAnyPolicyAt.push(position);
    prepareForNext(facts, graph, counters);
  }
  wrapUp(path[0]!, counters);
  const userConstrainedPolicies = graph.userConstrainedPolicies(inputs.initialPolicies);
  if (counters.explicitPolicy === 0 && userConstrainedPolicies.length === 0) missingAt ??= 0;
  return { missingAt, mapsAnyPolicyAt, userConstrainedPolicies };
}

/** How much there is to process: policies and mappings of all certificates. */
export function countPolicies(path: readonly CertificateFacts[]): number {
  return path.reduce((sum, { extensions: { certificatePolicies, policyMappings } }) => {
    return sum + (certificatePolicies?.value.length ?? 0) + (policyMappings?.value.length ?? 0);
  }, 0);
}

/** 6.1.2 (d), (e), (f). */
function initialCounters(length: number, inputs: PolicyInputs): Counters {
  return {
    explicitPolicy: inputs.requireExplicitPolicy ? 0 : length + 1,
    policyMapping: inputs.inhibitPolicyMapping ? 0 : length + 1,
    inhibitAnyPolicy: inputs.inhibitAnyPolicy ? 0 : length + 1,
  };
}

/** 6.1.3 (d), (e). */
function addPolicies(facts: CertificateFacts, isLeaf: boolean, graph: PolicyGraph, counters: Counters): void {
  const policies = facts.extensions.certificatePolicies?.value;
  if (!policies) return graph.clear();
  const anyPolicyCounts = counters.inhibitAnyPolicy > 0 || (!isLeaf && facts.isSelfIssued);
  graph.addCertificate(
    policies.map(({ id }) => id),
    anyPolicyCounts,
  );
}

/** 6.1.4 (a). */
function mapsAnyPolicy({ extensions }: CertificateFacts): boolean {
  const mappings = extensions.policyMappings?.value ?? [];
  return mappings.some(
    (each) => each.issuerDomainPolicy === anyPolicy || each.subjectDomainPolicy === anyPolicy,
  );
}

/** 6.1.4 (b), (h), (i), (j). */
function prepareForNext(facts: CertificateFacts, graph: PolicyGraph, counters: Counters): void {
  const mappings = facts.extensions.policyMappings?.value;
  if (mappings) graph.map(mappings, counters.policyMapping > 0);
  if (!facts.isSelfIssued) {
    counters.explicitPolicy = Math.max(0, counters.explicitPolicy - 1);
    counters.policyMapping = Math.max(0, counters.policyMapping - 1);
    counters.inhibitAnyPolicy = Math.max(0, counters.inhibitAnyPolicy - 1);
  }
  applyConstraints(facts, counters);
}

/** 6.1.4 (i), (j): constraints only ever lower the counters. */
function applyConstraints({ extensions }: CertificateFacts, counters: Counters): void {
  const constraints = extensions.policyConstraints?.value;
  counters.explicitPolicy = Math.min(counters.explicitPolicy, constraints?.requireExplicitPolicy ?? Infinity);
  counters.policyMapping = Math.min(counters.policyMapping, constraints?.inhibitPolicyMapping ?? Infinity);
  counters.inhibitAnyPolicy = Math.min(
    counters.inhibitAnyPolicy,
    extensions.inhibitAnyPolicy?.value ?? Infinity,
  );
}

/** 6.1.5 (a), (b). */
function wrapUp({ extensions }: CertificateFacts, counters: Counters): void {
  counters.explicitPolicy = Math.max(0, counters.explicitPolicy - 1);
  if (extensions.policyConstraints?.value.requireExplicitPolicy === 0) counters.explicitPolicy = 0;
}
