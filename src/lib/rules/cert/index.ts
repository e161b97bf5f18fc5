import { beyond2050 } from './beyond-2050.ts';
import { changedByCa } from './changed-by-ca.ts';
import { clientAuthMissing } from './client-auth-missing.ts';
import { clientAuthOwnCertificate } from './client-auth-own-certificate.ts';
import { clientAuthSwitch } from './client-auth-switch.ts';
import { clientStoreRefused } from './client-store-refused.ts';
import { cnDiffers } from './cn-differs.ts';
import { cnMissing } from './cn-missing.ts';
import { cnNotAmongNames } from './cn-not-among-names.ts';
import { cnNotFqdn } from './cn-not-fqdn.ts';
import { differsFromCsr } from './differs-from-csr.ts';
import { expired } from './expired.ts';
import { expiresSoon } from './expires-soon.ts';
import { expiryImminent } from './expiry-imminent.ts';
import { isCa } from './is-ca.ts';
import { keyBelowPolicy } from './key-below-policy.ts';
import { keyNotInManifest } from './key-not-in-manifest.ts';
import { keyRefused } from './key-refused.ts';
import { keyTypeRelease } from './key-type-release.ts';
import { keyUntested } from './key-untested.ts';
import { keyUsageMissing } from './key-usage-missing.ts';
import { lifetimeOverPublicLimit } from './lifetime-over-public-limit.ts';
import { nameExtra } from './name-extra.ts';
import { nameMissing } from './name-missing.ts';
import { nameNotFqdn } from './name-not-fqdn.ts';
import { nameOtherForm } from './name-other-form.ts';
import { nameWrongForm } from './name-wrong-form.ts';
import { namesTooLong } from './names-too-long.ts';
import { noNames } from './no-names.ts';
import { nodeClientAuthMissing } from './node-client-auth-missing.ts';
import { nodeDiffersFromCsr } from './node-differs-from-csr.ts';
import { nodeEcSelfSigned } from './node-ec-self-signed.ts';
import { nodeExpired } from './node-expired.ts';
import { nodePerhapsRefused } from './node-perhaps-refused.ts';
import { nodeRevoked } from './node-revoked.ts';
import { nodeNameNotFqdn } from './node-name-not-fqdn.ts';
import { nodeNotAscii } from './node-not-ascii.ts';
import { nodeWildcardMissing } from './node-wildcard-missing.ts';
import { nodeWildcard } from './node-wildcard.ts';
import { notInPlan } from './not-in-plan.ts';
import { notPem } from './not-pem.ts';
import { notYetValid } from './not-yet-valid.ts';
import { optionalNameMissing } from './optional-name-missing.ts';
import { otherRequest } from './other-request.ts';
import { revoked } from './revoked.ts';
import { selfSignedForFederation } from './self-signed-for-federation.ts';
import { selfSigned } from './self-signed.ts';
import { serverAuthMissing } from './server-auth-missing.ts';
import { subjectOid } from './subject-oid.ts';
import { temporary } from './temporary.ts';
import { usageAbsent } from './usage-absent.ts';
import { usageAny } from './usage-any.ts';
import { weakKeyOrHash } from './weak-key-or-hash.ts';
import { webexIosCrl } from './webex-ios-crl.ts';
import { webexIosLifetime } from './webex-ios-lifetime.ts';
import { wildcard } from './wildcard.ts';

/**
 * Rules over one issued certificate of an Expressway, in the order a reader meets their subjects: what it is, time, key,
 * whose it is, names, subject, usages, and what clients and browsers want beyond.
 */
export const certRules = [
  temporary,
  selfSignedForFederation,
  selfSigned,
  expired,
  expiryImminent,
  expiresSoon,
  notYetValid,
  revoked,
  weakKeyOrHash,
  keyRefused,
  keyUntested,
  keyBelowPolicy,
  keyTypeRelease,
  keyNotInManifest,
  otherRequest,
  notPem,
  isCa,
  notInPlan,
  noNames,
  nameMissing,
  optionalNameMissing,
  nameWrongForm,
  nameOtherForm,
  nameExtra,
  nameNotFqdn,
  namesTooLong,
  wildcard,
  differsFromCsr,
  changedByCa,
  cnMissing,
  cnNotFqdn,
  cnNotAmongNames,
  cnDiffers,
  subjectOid,
  clientAuthMissing,
  clientAuthSwitch,
  clientAuthOwnCertificate,
  clientStoreRefused,
  serverAuthMissing,
  usageAbsent,
  usageAny,
  keyUsageMissing,
  lifetimeOverPublicLimit,
  beyond2050,
  webexIosLifetime,
  webexIosCrl,
] as const;

/** Rules over one certificate of Unified CM, the IM and Presence Service or Unity Connection. */
export const nodeCertificateRules = [
  nodeExpired,
  nodeRevoked,
  nodePerhapsRefused,
  nodeClientAuthMissing,
  nodeNameNotFqdn,
  nodeWildcard,
  nodeWildcardMissing,
  nodeDiffersFromCsr,
  nodeEcSelfSigned,
  nodeNotAscii,
] as const;
