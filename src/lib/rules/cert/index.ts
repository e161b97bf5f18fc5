import { aliasByDiscovery } from '../profile/alias-by-discovery.ts';
import { cnDiffers } from '../profile/cn-differs.ts';
import { cnMissing } from '../profile/cn-missing.ts';
import { cnNotAmongNames } from '../profile/cn-not-among-names.ts';
import { cnNotFqdn } from '../profile/cn-not-fqdn.ts';
import { keyBelowPolicy } from '../profile/key-below-policy.ts';
import { keyNotInManifest } from '../profile/key-not-in-manifest.ts';
import { keyRefused } from '../profile/key-refused.ts';
import { keyTypeRelease } from '../profile/key-type-release.ts';
import { keyUntested } from '../profile/key-untested.ts';
import { keyUsageMissing } from '../profile/key-usage-missing.ts';
import { nameExtra } from '../profile/name-extra.ts';
import { nameMalformed } from '../profile/name-malformed.ts';
import { nameMissing } from '../profile/name-missing.ts';
import { nameNotFqdn } from '../profile/name-not-fqdn.ts';
import { nameOfSibling } from '../profile/name-of-sibling.ts';
import { nameOtherForm } from '../profile/name-other-form.ts';
import { nameWrongForm } from '../profile/name-wrong-form.ts';
import { noNames } from '../profile/no-names.ts';
import { notInPlan } from '../profile/not-in-plan.ts';
import { optionalNameMissing } from '../profile/optional-name-missing.ts';
import { subjectOid } from '../profile/subject-oid.ts';
import { subjectRefused } from '../profile/subject-refused.ts';
import { subjectRepeated } from '../profile/subject-repeated.ts';
import { weakKeyOrHash } from '../profile/weak-key-or-hash.ts';
import { wildcard } from '../profile/wildcard.ts';
import { beyond2050 } from './beyond-2050.ts';
import { changedByCa } from './changed-by-ca.ts';
import { clientAuthEnds } from './client-auth-ends.ts';
import { clientAuthMissing } from './client-auth-missing.ts';
import { clientAuthOwnCertificate } from './client-auth-own-certificate.ts';
import { clientAuthSwitch } from './client-auth-switch.ts';
import { clientStoreRefused } from './client-store-refused.ts';
import { criticalExtension } from './critical-extension.ts';
import { differsFromCsr } from './differs-from-csr.ts';
import { expired } from './expired.ts';
import { expiresSoon } from './expires-soon.ts';
import { expiryImminent } from './expiry-imminent.ts';
import { isCa } from './is-ca.ts';
import { keyUsageRefused } from './key-usage-refused.ts';
import { lifetimeOverPublicLimit } from './lifetime-over-public-limit.ts';
import { malformedPartOpen } from './malformed-part-open.ts';
import { malformedPartTaken } from './malformed-part-taken.ts';
import { malformedPart } from './malformed-part.ts';
import { namesTooLong } from './names-too-long.ts';
import { nodeClientAuthMissing } from './node-client-auth-missing.ts';
import { nodeDiffersFromCsr } from './node-differs-from-csr.ts';
import { nodeDomainMissing } from './node-domain-missing.ts';
import { nodeEcSelfSigned } from './node-ec-self-signed.ts';
import { nodeExpired } from './node-expired.ts';
import { nodeMalformedPart } from './node-malformed-part.ts';
import { nodeNotYetValid } from './node-not-yet-valid.ts';
import { nodePerhapsRefused } from './node-perhaps-refused.ts';
import { nodeNameDiffers } from './node-name-differs.ts';
import { nodeNameNotFqdn } from './node-name-not-fqdn.ts';
import { nodeNotAscii } from './node-not-ascii.ts';
import { nodeRevoked } from './node-revoked.ts';
import { nodeWildcardMissing } from './node-wildcard-missing.ts';
import { nodeWildcard } from './node-wildcard.ts';
import { notPem } from './not-pem.ts';
import { notYetValid } from './not-yet-valid.ts';
import { otherRequest } from './other-request.ts';
import { otherStore } from './other-store.ts';
import { pemDamaged } from './pem-damaged.ts';
import { privateCaAtEdge } from './private-ca-at-edge.ts';
import { revoked } from './revoked.ts';
import { selfSignedForFederation } from './self-signed-for-federation.ts';
import { selfSigned } from './self-signed.ts';
import { serverAuthMissing } from './server-auth-missing.ts';
import { signatureUnusual } from './signature-unusual.ts';
import { temporary } from './temporary.ts';
import { usageAbsent } from './usage-absent.ts';
import { usageAny } from './usage-any.ts';
import { wildcardAllowed } from './wildcard-allowed.ts';
import { webexIosCrl } from './webex-ios-crl.ts';
import { webexIosLifetime } from './webex-ios-lifetime.ts';

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
  weakKeyOrHash.cert,
  signatureUnusual,
  keyRefused.cert,
  keyUntested.cert,
  keyBelowPolicy.cert,
  keyTypeRelease.cert,
  keyNotInManifest.cert,
  otherRequest,
  notPem,
  pemDamaged,
  isCa,
  notInPlan.cert,
  noNames.cert,
  nameMissing.cert,
  optionalNameMissing.cert,
  nameWrongForm.cert,
  nameOtherForm.cert,
  nameExtra.cert,
  nameOfSibling.cert,
  aliasByDiscovery.cert,
  nameNotFqdn.cert,
  nameMalformed.cert,
  namesTooLong,
  wildcard.cert,
  wildcardAllowed,
  differsFromCsr,
  changedByCa,
  cnMissing.cert,
  cnNotFqdn.cert,
  cnNotAmongNames.cert,
  cnDiffers.cert,
  subjectOid.cert,
  subjectRefused.cert,
  subjectRepeated.cert,
  clientAuthMissing,
  clientAuthSwitch,
  clientAuthOwnCertificate,
  clientStoreRefused,
  otherStore,
  serverAuthMissing,
  usageAbsent,
  usageAny,
  keyUsageMissing.cert,
  keyUsageRefused,
  criticalExtension,
  malformedPart,
  malformedPartOpen,
  malformedPartTaken,
  privateCaAtEdge,
  lifetimeOverPublicLimit,
  clientAuthEnds,
  beyond2050,
  webexIosLifetime,
  webexIosCrl,
] as const;

/** Rules over one certificate of Unified CM, the IM and Presence Service or Unity Connection. */
export const nodeCertificateRules = [
  nodeExpired,
  nodeNotYetValid,
  nodeRevoked,
  nodePerhapsRefused,
  nodeClientAuthMissing,
  nodeNameNotFqdn,
  nodeNameDiffers,
  nodeDomainMissing,
  nodeWildcard,
  nodeWildcardMissing,
  nodeDiffersFromCsr,
  nodeEcSelfSigned,
  nodeNotAscii,
  nodeMalformedPart,
] as const;
