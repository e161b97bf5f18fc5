import { equal } from '../bytes.ts';
import type { GeneralName } from '../x509/general-name.ts';
import type { PathLimit } from './budget.ts';
import type { CandidatePath } from './candidates.ts';
import type { CertificateFacts } from './facts.ts';
import {
  constrainedNames,
  constraintSet,
  countComparisons,
  findBreach,
  type ConstraintSet,
} from './name-constraints.ts';
import type { PathOptions } from './options.ts';
import type { NameConstraintBreach, PathFacts, PathLengthBreach, PlacedCertificate } from './path-facts.ts';
import { processPolicies } from './policies.ts';

/**
 * Runs the state machine of RFC 5280 6.1 over one candidate and collects what the rules judge: 6.1.2 gives the
 * options as its inputs, 6.1.3 to 6.1.5 are spread over the functions named below and those of checks.ts.
 */
export function gatherPathFacts(
  candidate: CandidatePath,
  options: PathOptions,
  anchorIsSelfSigned: boolean,
): PathFacts {
  const certificates = placeCertificates(candidate, options);
  const constraints = checkNameConstraints(certificates, options);
  return {
    candidate,
    options,
    certificates,
    anchorIsSelfSigned,
    pathLengthBreaches: checkPathLengths(certificates),
    nameConstraintBreaches: constraints.breaches,
    policies: candidate.end === 'anchor' ? policiesOf(candidate, options) : undefined,
    limitsReached: constraints.limitsReached,
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
): { breaches: NameConstraintBreach[]; limitsReached: PathLimit[] } {
  const sources = options.nameConstraints.map((value): ConstraintSource => {
    return { set: constraintSet(value, options.leadingDotConstraints), position: undefined };
  });
  const breaches: NameConstraintBreach[] = [];
  let comparisonsLeft = options.limits.nameConstraintComparisons;
  for (const placed of [...certificates].reverse()) {
    if (sources.length > 0 && isConstrained(placed)) {
      const names = constrainedNames(placed.facts.certificate, placed.facts.extensions.subjectAltName?.value);
      comparisonsLeft -= sources.reduce((sum, { set }) => sum + countComparisons(names, set), 0);
      if (comparisonsLeft < 0) return { breaches, limitsReached: ['nameConstraintComparisons'] };
      breaches.push(...breachesOf(placed.position, names, sources));
    }
    const set = placed.issues ? placed.facts.constraints : undefined;
    if (set) sources.push({ set, position: placed.position });
  }
  return { breaches, limitsReached: [] };
}

/** 6.1.3 (b): a self-issued certificate is exempt unless it is the last one. The anchor is not part of the path. */
function isConstrained({ role, facts }: PlacedCertificate): boolean {
  return role === 'leaf' || (role === 'intermediate' && !facts.isSelfIssued);
}

function* breachesOf(
  position: number,
  names: readonly GeneralName[],
  sources: readonly ConstraintSource[],
): Iterable<NameConstraintBreach> {
  for (const { set, position: constrainedBy } of sources) {
    const found = findBreach(names, set);
    if (found) yield { position, constrainedBy, ...found };
  }
}

function policiesOf({ certificates, issuer }: CandidatePath, options: PathOptions): PathFacts['policies'] {
  const anchor: CertificateFacts | undefined = options.anchors === 'certificate' ? issuer : undefined;
  return processPolicies(certificates, anchor, options.policies);
}
