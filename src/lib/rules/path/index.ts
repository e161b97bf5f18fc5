import { alternativeNameMalformed } from './alternative-name-malformed.ts';
import { alternativeNamesMissing } from './alternative-names-missing.ts';
import { anchorUsageForbidden } from './anchor-usage-forbidden.ts';
import { authorityKeyIdMissing } from './authority-key-id-missing.ts';
import { authorityKeyIdUnfit } from './authority-key-id-unfit.ts';
import { commonNameNotListed } from './common-name-not-listed.ts';
import { constraintsEmpty } from './constraints-empty.ts';
import { criticalityWrong } from './criticality-wrong.ts';
import { encodingNotDer } from './encoding-not-der.ts';
import { expired } from './expired.ts';
import { issuerEmpty } from './issuer-empty.ts';
import { issuerNotFound } from './issuer-not-found.ts';
import { keyCertSignMissing } from './key-cert-sign-missing.ts';
import { keyCertSignWithoutCa } from './key-cert-sign-without-ca.ts';
import { keyNotPermitted } from './key-not-permitted.ts';
import { keyUsageMissing } from './key-usage-missing.ts';
import { leafIsCa } from './leaf-is-ca.ts';
import { leafKeyUsageForbidden } from './leaf-key-usage-forbidden.ts';
import { leafUsageForbidden } from './leaf-usage-forbidden.ts';
import { nameConstraintViolated } from './name-constraint-violated.ts';
import { nameConstraintsMalformed } from './name-constraints-malformed.ts';
import { nameConstraintsWithoutCa } from './name-constraints-without-ca.ts';
import { nameFormForbidden } from './name-form-forbidden.ts';
import { nameMismatch } from './name-mismatch.ts';
import { notACa } from './not-a-ca.ts';
import { notYetValid } from './not-yet-valid.ts';
import { pathLengthExceeded } from './path-length-exceeded.ts';
import { pathLengthWithoutCa } from './path-length-without-ca.ts';
import { policyMappingAny } from './policy-mapping-any.ts';
import { policyRequired } from './policy-required.ts';
import { publicSuffixNotChecked } from './public-suffix-not-checked.ts';
import { revocationUnchecked } from './revocation-unchecked.ts';
import { revocationUnknown } from './revocation-unknown.ts';
import { revoked } from './revoked.ts';
import { searchLimitReached } from './search-limit-reached.ts';
import { serialNumberImproper } from './serial-number-improper.ts';
import { signatureAlgorithmNotAccepted } from './signature-algorithm-not-accepted.ts';
import { signatureInvalid } from './signature-invalid.ts';
import { signatureNotChecked } from './signature-not-checked.ts';
import { signatureNotPermitted } from './signature-not-permitted.ts';
import { subjectEmpty } from './subject-empty.ts';
import { subjectKeyIdMissing } from './subject-key-id-missing.ts';
import { tooManyIntermediates } from './too-many-intermediates.ts';
import { uniqueIdentifier } from './unique-identifier.ts';
import { unknownCriticalExtension } from './unknown-critical-extension.ts';
import { usageNotAllowed } from './usage-not-allowed.ts';
import { usageNotNamed } from './usage-not-named.ts';
import { versionNot3 } from './version-not-3.ts';
import { weakKey } from './weak-key.ts';
import { weakSignature } from './weak-signature.ts';
import { wildcardPublicSuffix } from './wildcard-public-suffix.ts';

/**
 * Rules over a candidate path, from "the wrong certificate altogether" to "nearly right": of several candidates the
 * one whose first error stands latest here is shown first.
 */
export const pathRules = [
  issuerNotFound,
  searchLimitReached,
  signatureInvalid,
  signatureNotChecked,
  notACa,
  keyCertSignMissing,
  pathLengthExceeded,
  tooManyIntermediates,
  unknownCriticalExtension,
  nameConstraintsMalformed,
  nameConstraintViolated,
  usageNotAllowed,
  usageNotNamed,
  keyUsageMissing,
  policyMappingAny,
  policyRequired,
  nameMismatch,
  weakKey,
  weakSignature,
  signatureAlgorithmNotAccepted,
  serialNumberImproper,
  issuerEmpty,
  subjectEmpty,
  uniqueIdentifier,
  authorityKeyIdMissing,
  subjectKeyIdMissing,
  criticalityWrong,
  alternativeNameMalformed,
  keyCertSignWithoutCa,
  pathLengthWithoutCa,
  nameConstraintsWithoutCa,
  constraintsEmpty,
  encodingNotDer,
  versionNot3,
  leafIsCa,
  leafUsageForbidden,
  leafKeyUsageForbidden,
  anchorUsageForbidden,
  alternativeNamesMissing,
  nameFormForbidden,
  commonNameNotListed,
  authorityKeyIdUnfit,
  keyNotPermitted,
  signatureNotPermitted,
  wildcardPublicSuffix,
  publicSuffixNotChecked,
  revoked,
  revocationUnknown,
  revocationUnchecked,
  notYetValid,
  expired,
] as const;
