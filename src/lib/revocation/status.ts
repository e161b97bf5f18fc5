import type { RevocationReason } from '../x509/extensions.ts';
import type { OcspResponseStatus } from '../x509/ocsp.ts';

/** The list an answer rests on; times in milliseconds since 1970. */
export interface CrlEvidence {
  readonly kind: 'crl';
  /** Issuer of the list, RFC 4514 text. */
  readonly issuer: string;
  readonly thisUpdate: number;
  readonly nextUpdate: number | undefined;
  /** Was a delta CRL taken into account? */
  readonly delta: boolean;
  /** Fields with a GeneralizedTime before 2050, which RFC 5280 5.1.2.4 to 5.1.2.6 want as UTCTime; nearly always empty. */
  readonly earlyGeneralizedTimes: readonly string[];
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
  /** [5] it breaks the profile, see `breaches` */
  | 'not-conforming'
  /** a part of it breaks its rule: it still shows who is revoked, but no certificate to be good */
  | 'malformed'
  /** [c] a delta CRL without the complete one it belongs to */
  | 'delta-without-base'
  | 'limit-reached';

/** How a list breaks the profile of RFC 5280 section 5. */
export type CrlBreach =
  /** 5.1.2.1 */
  | 'version-1'
  /** 5.1.2.6: the field of the revoked certificates is there and empty */
  | 'entries-empty'
  /** 5.2.1 */
  | 'authority-key-identifier-missing'
  /** 5.2.3 */
  | 'number-missing'
  /** 5.2.3, 5.2.4: over 20 octets */
  | 'number-too-long'
  /** 5.2.5: the issuing distribution point says nothing */
  | 'scope-empty'
  /** 5.2 */
  | 'criticality-wrong';

/** A list that could not be used, and why. */
export interface UnusableCrl {
  readonly kind: 'crl';
  readonly issuer: string;
  readonly problem: CrlProblem;
  /** Of a list that is `not-conforming`. */
  readonly breaches?: readonly CrlBreach[];
}

/** The OCSP response an answer rests on; times in milliseconds since 1970. */
export interface OcspEvidence {
  readonly kind: 'ocsp';
  /** Subject of the certificate whose key signed it, RFC 4514 text. */
  readonly responder: string;
  /** Signed by a delegate of the CA, and not by the CA itself. */
  readonly delegated: boolean;
  readonly producedAt: number;
  readonly thisUpdate: number;
  readonly nextUpdate: number | undefined;
}

/** Why an OCSP response that was there could not be used (sections of RFC 6960 in brackets). */
export type OcspProblem =
  /** [2.3] the responder gave no answer, and this is its reason */
  | Exclude<OcspResponseStatus, 'successful'>
  /** [3.2 (1)] it answers for other certificates */
  | 'other-certificate'
  /** [4.1.1] it names the issuer by digests that nobody here can compute */
  | 'hash-unsupported'
  /** [2.2] the responder does not know the certificate */
  | 'certificate-unknown'
  | 'not-yet-valid'
  | 'outdated'
  /** [4.2.2.2] neither the issuer nor a certificate sent along is the responder it names */
  | 'responder-not-found'
  /** [4.2.2.2] not a delegate: the issuer has not issued its certificate, or not for signing OCSP responses */
  | 'responder-not-authorised'
  | 'responder-not-yet-valid'
  | 'responder-expired'
  /** Its certificate breaks another rule that certificates are to keep. */
  | 'responder-not-trusted'
  /** [4.2.2.2.1] */
  | 'responder-revoked'
  | 'responder-status-unknown'
  | 'signature-invalid'
  | 'signature-unsupported'
  | 'weak-signature'
  | 'unknown-critical-extension'
  /** a part of it breaks its rule: it shows no certificate to be good */
  | 'malformed'
  /** [4.4.1] it does not answer the request it should answer */
  | 'nonce-missing'
  | 'nonce-differs'
  | 'limit-reached';

/** An OCSP response that could not be used, and why. */
export interface UnusableOcspResponse {
  readonly kind: 'ocsp';
  /** Name of the responder, or the SHA-1 digest of its key; undefined where the response has no answer. */
  readonly responder: string | undefined;
  readonly problem: OcspProblem;
}

/** What says that a certificate is good or revoked. */
export type RevocationEvidence = CrlEvidence | OcspEvidence;
/** Evidence that could not be used, and why. */
export type UnusableEvidence = UnusableCrl | UnusableOcspResponse;

/** Good, revoked or unknown: never a guess. */
export type RevocationStatus =
  | { readonly status: 'good'; readonly evidence: readonly RevocationEvidence[] }
  | {
      readonly status: 'revoked';
      /** Milliseconds since 1970. */
      readonly since: number;
      readonly reason: RevocationReason;
      readonly evidence: readonly RevocationEvidence[];
    }
  | {
      readonly status: 'unknown';
      /**
       * No usable list or response was found, the lists found cover only some reasons, the CA given as the issuer
       * has not signed the certificate, or the certificate promises a response in the handshake and none came (RFC 7633).
       */
      readonly why: 'no-evidence' | 'reasons-not-covered' | 'not-its-issuer' | 'staple-missing';
      readonly unusable: readonly UnusableEvidence[];
    };

/** The status of one certificate of a path; positions count from the leaf, 0. */
export type PlacedRevocationStatus = RevocationStatus & { readonly position: number };
