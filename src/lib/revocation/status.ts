import type { RevocationReason } from '../x509/extensions.ts';

/** The list an answer rests on; times in milliseconds since 1970. */
export interface CrlEvidence {
  readonly kind: 'crl';
  /** Issuer of the list, RFC 4514 text. */
  readonly issuer: string;
  readonly thisUpdate: number;
  readonly nextUpdate: number | undefined;
  /** Was a delta CRL taken into account? */
  readonly delta: boolean;
}

/** Why a list that was there could not be used (steps of RFC 5280 6.3.3 in brackets). */
export type CrlProblem =
  /** [b] it is for other certificates */
  | 'out-of-scope'
  | 'not-yet-valid'
  | 'outdated'
  | 'no-next-update'
  /** [f] nobody with the issuer's name whose key fits, and who may sign lists */
  | 'signer-not-found'
  | 'signer-may-not-sign-crls'
  | 'signer-not-trusted'
  /** [g] */
  | 'signature-invalid'
  | 'signature-unsupported'
  | 'weak-signature'
  /** [5.2] a critical extension that nobody here processes */
  | 'unknown-critical-extension'
  /** [5] it breaks the profile: no number, no authority key identifier, wrong criticality, version 1 */
  | 'not-conforming'
  /** [c] a delta CRL without the complete one it belongs to */
  | 'delta-without-base'
  | 'limit-reached';

export interface UnusableCrl {
  readonly issuer: string;
  readonly problem: CrlProblem;
}

/** Good, revoked or unknown: never a guess. */
export type RevocationStatus =
  | { readonly status: 'good'; readonly evidence: readonly CrlEvidence[] }
  | {
      readonly status: 'revoked';
      /** Milliseconds since 1970. */
      readonly since: number;
      readonly reason: RevocationReason;
      readonly evidence: readonly CrlEvidence[];
    }
  | {
      readonly status: 'unknown';
      /** No list was found, or those found cover only some reasons. */
      readonly why: 'no-list' | 'reasons-not-covered';
      readonly unusable: readonly UnusableCrl[];
    };

/** The status of one certificate of a path; positions count from the leaf, 0. */
export type PlacedRevocationStatus = RevocationStatus & { readonly position: number };
