import type { GeneralName } from '../x509/general-name.ts';
import type { PathLimit } from './budget.ts';
import type { CandidatePath } from './candidates.ts';
import type { CertificateFacts } from './facts.ts';
import type { ConstraintBreach } from './name-constraints.ts';
import type { PathOptions } from './options.ts';
import type { PolicyOutcome } from './policies.ts';

export type CertificateRole = 'leaf' | 'intermediate' | 'anchor';

/** A certificate in its place. */
export interface PlacedCertificate {
  readonly facts: CertificateFacts;
  readonly role: CertificateRole;
  /** Counted from the leaf, 0. */
  readonly position: number;
  /** Does it sign the next one below? An anchor that is the leaf itself does not: trust in a certificate makes no CA of it. */
  readonly issues: boolean;
}

export interface PathLengthBreach {
  /** The CA certificate for which no room was left. */
  readonly position: number;
  /** The one whose pathLenConstraint was used up. */
  readonly limitedBy: number;
  readonly limit: number;
}

export interface NameConstraintBreach {
  readonly position: number;
  readonly name: GeneralName;
  readonly breach: ConstraintBreach;
  /** Position of the CA whose constraints they are; undefined: the caller's. */
  readonly constrainedBy: number | undefined;
}

/** All that rules need to judge one candidate path. */
export interface PathFacts {
  readonly candidate: CandidatePath;
  readonly options: PathOptions;
  /** Every certificate that counts, leaf first: with the anchor where it counts as a certificate. */
  readonly certificates: readonly PlacedCertificate[];
  /** Is the anchor signed with its own key? RFC 5280 4.2.1.1 lets such a certificate do without the identifier of its issuer's. */
  readonly anchorIsSelfSigned: boolean;
  readonly pathLengthBreaches: readonly PathLengthBreach[];
  readonly nameConstraintBreaches: readonly NameConstraintBreach[];
  /** undefined: the path does not reach an anchor, so nothing can be said. */
  readonly policies: PolicyOutcome | undefined;
  /** Limits that kept a part of the question from being answered. */
  readonly limitsReached: readonly PathLimit[];
}
