import { equal } from '../bytes.ts';
import { countApplianceComparisons, findBreachAsAppliance } from './appliance-constraints.ts';
import { Budget, type PathLimit } from './budget.ts';
import type { CandidatePath } from './candidates.ts';
import type { ConstraintSet } from './name-constraints.ts';
import type { PathOptions } from './options.ts';
import type { NameConstraints } from '../x509/extensions.ts';
import type { NameConstraintBreach, PathFacts, PathLengthBreach, PlacedCertificate } from './path-facts.ts';
import { countPolicies, processPolicies, type PolicyOutcome } from './policies.ts';

/**
 * Runs the state machine of RFC 5280 6.1 over one candidate and collects what the rules judge: 6.1.2 gives the
 * options as its inputs, 6.1.3 to 6.1.5 are spread over the functions named below and those of checks.ts.
 */
export function gatherPathFacts(
  candidate: CandidatePath,
  options: PathOptions,
  anchorIsSelfSigned: boolean,
  budget: Budget = new Budget(options.limits),
): PathFacts {
  const certificates = placeCertificates(candidate, options);
  const limitsReached: PathLimit[] = [];
  return {
    candidate,
    options,
    certificates,
    anchorIsSelfSigned,
    pathLengthBreaches: checkPathLengths(certificates),
    nameConstraintBreaches:
      options.profile === 'appliance'
        ? checkNamesAsAppliance(certificates, budget, limitsReached)
        : checkNameConstraints(certificates, options, budget, limitsReached),
    policies: checkPolicies(candidate, options, budget, limitsReached),
    limitsReached,
  };
}

function placeCertificates(
  { certificates, end, issuer }: CandidatePath,
  options: PathOptions,
): PlacedCertificate[] {
  const placed = certificates.map((facts, position): PlacedCertificate => {
    return { facts, position, role: position === 0 ? 'leaf' : 'intermediate', issues: position > 0 };
  });
  if (end === 'anchor' && issuer && options.anchors === 'certificate') {
    const issues = !equal(issuer.certificate.der, certificates[0]!.certificate.der);
    placed.push({ facts: issuer, position: certificates.length, role: 'anchor', issues });
  }
  return placed;
}

/** 6.1.4 (l), (m): from the anchor down, how many more CA certificates may follow; self-issued ones are free. */
function checkPathLengths(certificates: readonly PlacedCertificate[]): PathLengthBreach[] {
  const breaches: PathLengthBreach[] = [];
  let left = Infinity;
  let limitedBy = -1;
  let limit = 0;
  for (let position = certificates.length - 1; position > 0; position--) {
    const { facts, role } = certificates[position]!;
    if (role !== 'anchor' && !facts.isSelfIssued) {
      if (left <= 0) breaches.push({ position, limitedBy, limit });
      left--;
    }
    const constraint = facts.extensions.basicConstraints?.value.pathLength;
    if (constraint !== undefined && constraint < left) {
      left = constraint;
      limit = constraint;
      limitedBy = position;
    }
  }
  return breaches;
}

interface ConstraintSource {
  readonly set: ConstraintSet;
  readonly position: number | undefined;
}

/** 6.1.3 (b), (c) and 6.1.4 (g): every certificate against the constraints of all above it. */
function checkNameConstraints(
  certificates: readonly PlacedCertificate[],
  options: PathOptions,
  budget: Budget,
  limitsReached: PathLimit[],
): NameConstraintBreach[] {
  const sources = options.nameConstraints.map((set): ConstraintSource => ({ set, position: undefined }));
  const breaches: NameConstraintBreach[] = [];
  for (const placed of [...certificates].reverse()) {
    for (const source of isConstrained(placed) ? sources : []) {
      if (!budget.spend('nameConstraintComparisons', placed.facts.costOf(source.set))) {
        limitsReached.push('nameConstraintComparisons');
        return breaches;
      }
      const found = placed.facts.breachOf(source.set);
      if (found) breaches.push({ position: placed.position, constrainedBy: source.position, ...found });
    }
    const set = placed.issues ? placed.facts.constraints : undefined;
    if (set) sources.push({ set, position: placed.position });
  }
  return breaches;
}

/** What OpenSSL makes of them. */
function checkNamesAsAppliance(
  certificates: readonly PlacedCertificate[],
  budget: Budget,
  limitsReached: PathLimit[],
): NameConstraintBreach[] {
  const above: { readonly value: NameConstraints; readonly position: number }[] = [];
  const breaches: NameConstraintBreach[] = [];
  for (const { facts, position, role, issues } of [...certificates].reverse()) {
    const isLeaf = role === 'leaf';
    for (const source of isLeaf || !facts.isSelfIssued ? above : []) {
      const cost = countApplianceComparisons(facts, source.value, isLeaf);
      if (!budget.spend('nameConstraintComparisons', cost)) {
        limitsReached.push('nameConstraintComparisons');
        return breaches;
      }
      const found = findBreachAsAppliance(facts, source.value, isLeaf);
      if (found) breaches.push({ position, constrainedBy: source.position, ...found });
    }
    const value = issues ? facts.extensions.nameConstraints?.value : undefined;
    if (value) above.push({ value, position });
  }
  return breaches;
}

/** 6.1.3 (b): a self-issued certificate is exempt unless it is the last one. The anchor is not part of the path. */
function isConstrained({ role, facts }: PlacedCertificate): boolean {
  return role === 'leaf' || (role === 'intermediate' && !facts.isSelfIssued);
}

/** Only a path that reaches an anchor is good for a policy, or for none. */
function checkPolicies(
  { certificates, end, issuer }: CandidatePath,
  options: PathOptions,
  budget: Budget,
  limitsReached: PathLimit[],
): PolicyOutcome | undefined {
  if (end !== 'anchor') return undefined;
  if (!budget.spend('policies', countPolicies(certificates))) {
    limitsReached.push('policies');
    return undefined;
  }
  const anchor = options.anchors === 'certificate' ? issuer : undefined;
  return processPolicies(certificates, anchor, options.policies);
}
