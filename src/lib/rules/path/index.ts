import { alternativeNameMalformed } from './alternative-name-malformed.ts';
import { alternativeNamesMissing } from './alternative-names-missing.ts';
import { anchorUsageForbidden } from './anchor-usage-forbidden.ts';
import { authorityKeyIdIncomplete } from './authority-key-id-incomplete.ts';
import { authorityKeyIdMissing } from './authority-key-id-missing.ts';
import { judged, taken, type PathRule } from './aspect-facts.ts';
import { authorityKeyIdUnfit } from './authority-key-id-unfit.ts';
import { caKeyUsageMissing } from './ca-key-usage-missing.ts';
import { commonNameNotListed } from './common-name-not-listed.ts';
import { constraintsEmpty } from './constraints-empty.ts';
import { criticalityWrong } from './criticality-wrong.ts';
import { curveNotNamed } from './curve-not-named.ts';
import { distributionPointEmpty } from './distribution-point-empty.ts';
import { encodingNotDer } from './encoding-not-der.ts';
import { expired } from './expired.ts';
import { issuerEmpty } from './issuer-empty.ts';
import { issuerKeyDiffers } from './issuer-key-differs.ts';
import { issuerNotFound } from './issuer-not-found.ts';
import { keyCertSignMissing } from './key-cert-sign-missing.ts';
import { keyCertSignWithoutCa } from './key-cert-sign-without-ca.ts';
import { keyNotPermitted } from './key-not-permitted.ts';
import { keyOffCurve } from './key-off-curve.ts';
import { keyTooCostly } from './key-too-costly.ts';
import { keyUsageEmpty } from './key-usage-empty.ts';
import { keyUsageMissing } from './key-usage-missing.ts';
import { keyUsageUnfit } from './key-usage-unfit.ts';
import { leafIsCa } from './leaf-is-ca.ts';
import { leafKeyUsageForbidden } from './leaf-key-usage-forbidden.ts';
import { leafUsageForbidden } from './leaf-usage-forbidden.ts';
import { listTimeForm } from './list-time-form.ts';
import { malformedPartOpen } from './malformed-part-open.ts';
import { malformedPart } from './malformed-part.ts';
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
import { purposeRefused } from './purpose-refused.ts';
import { revocationUnchecked } from './revocation-unchecked.ts';
import { revocationUnknown } from './revocation-unknown.ts';
import { resourcesNotHeld } from './resources-not-held.ts';
import { revoked } from './revoked.ts';
import { searchLimitReached } from './search-limit-reached.ts';
import { serialNumberImproper } from './serial-number-improper.ts';
import { signatureAlgorithmNotAccepted } from './signature-algorithm-not-accepted.ts';
import { signatureInvalid } from './signature-invalid.ts';
import { signatureNotChecked } from './signature-not-checked.ts';
import { signatureNotPermitted } from './signature-not-permitted.ts';
import { subjectEmpty } from './subject-empty.ts';
import { subjectKeyIdMissing } from './subject-key-id-missing.ts';
import { timeForm } from './time-form.ts';
import { tooManyIntermediates } from './too-many-intermediates.ts';
import { uniqueIdentifier } from './unique-identifier.ts';
import { unknownCriticalExtension } from './unknown-critical-extension.ts';
import { usageNotAllowed } from './usage-not-allowed.ts';
import { usageNotNamed } from './usage-not-named.ts';
import { versionNot3 } from './version-not-3.ts';
import { weakKey } from './weak-key.ts';
import { weakSignature } from './weak-signature.ts';
import { wildcardPublicSuffix } from './wildcard-public-suffix.ts';

/** Why OpenSSL takes what a rule forbids. */
const form = 'its verification does not look at it without -x509_strict';
const web = 'asked of public certificates alone';
const unasked = 'OpenSSL looks at policies only with -policy_check';

/**
 * Rules over a candidate path, from "the wrong certificate altogether" to "nearly right": of several candidates the
 * one whose first error stands latest here is shown first. With what each judges, and whether an appliance does too.
 */
export const pathRules = [
  judged('issuer-missing', issuerNotFound),
  judged('issuer-key', issuerKeyDiffers),
  judged('search-limit', searchLimitReached),
  judged('signature', signatureInvalid),
  judged('signature-not-checked', signatureNotChecked),
  judged('not-a-ca', notACa),
  judged('not-a-ca', keyCertSignMissing),
  judged('path-length', pathLengthExceeded),
  judged('path-length', tooManyIntermediates),
  judged('malformed', malformedPart),
  judged('malformed-open', malformedPartOpen),
  judged('malformed', keyUsageEmpty),
  judged('malformed', distributionPointEmpty),
  judged('malformed', curveNotNamed),
  judged('malformed', keyOffCurve),
  judged('critical-extension', unknownCriticalExtension),
  judged('resources', resourcesNotHeld),
  taken(
    'name-constraints',
    nameConstraintsMalformed,
    'it compares names with a base as text, whatever it is',
  ),
  judged('name-constraints', nameConstraintViolated),
  judged('usage', purposeRefused),
  judged('usage', usageNotAllowed),
  judged('usage', usageNotNamed),
  judged('usage', keyUsageMissing),
  taken('usage', keyUsageUnfit, 'it asks for the usages of its own purposes'),
  taken('policy', policyMappingAny, unasked),
  taken('policy', policyRequired, unasked),
  judged('name', nameMismatch),
  judged('strength', keyTooCostly),
  judged('strength', weakKey),
  judged('strength', weakSignature),
  judged('strength', signatureAlgorithmNotAccepted),
  taken('conformance', serialNumberImproper, form),
  taken('conformance', issuerEmpty, form),
  taken('conformance', subjectEmpty, form),
  taken('conformance', uniqueIdentifier, form),
  taken('conformance', authorityKeyIdMissing, form),
  taken('conformance', authorityKeyIdIncomplete, form),
  taken('conformance', subjectKeyIdMissing, form),
  taken('conformance', caKeyUsageMissing, form),
  taken('conformance', criticalityWrong, form),
  taken('conformance', alternativeNameMalformed, form),
  taken('conformance', keyCertSignWithoutCa, form),
  taken('conformance', pathLengthWithoutCa, form),
  taken('conformance', nameConstraintsWithoutCa, form),
  taken('conformance', constraintsEmpty, form),
  taken('conformance', encodingNotDer, form),
  taken('conformance', timeForm, form),
  taken('conformance', listTimeForm, form),
  taken('conformance', versionNot3, web),
  taken('conformance', leafIsCa, web),
  taken('conformance', leafUsageForbidden, web),
  taken('conformance', leafKeyUsageForbidden, web),
  taken('conformance', anchorUsageForbidden, web),
  taken('conformance', alternativeNamesMissing, web),
  taken('conformance', nameFormForbidden, web),
  taken('conformance', commonNameNotListed, web),
  taken('conformance', authorityKeyIdUnfit, web),
  taken('conformance', keyNotPermitted, web),
  taken('conformance', signatureNotPermitted, web),
  taken('conformance', wildcardPublicSuffix, web),
  taken('conformance', publicSuffixNotChecked, web),
  judged('revocation', revoked),
  judged('revocation-unknown', revocationUnknown),
  judged('revocation-unknown', revocationUnchecked),
  judged('dates', notYetValid),
  judged('dates', expired),
] as const satisfies readonly PathRule[];
