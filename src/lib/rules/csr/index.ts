import { asksForCa } from './asks-for-ca.ts';
import { clientAuthEnded } from './client-auth-ended.ts';
import { cnDiffers } from './cn-differs.ts';
import { cnMissing } from './cn-missing.ts';
import { cnNotAmongNames } from './cn-not-among-names.ts';
import { cnNotFqdn } from './cn-not-fqdn.ts';
import { encodingNotDer } from './encoding-not-der.ts';
import { givenTwice } from './given-twice.ts';
import { internalNamePublicCa } from './internal-name-public-ca.ts';
import { keyBelowPolicy } from './key-below-policy.ts';
import { keyDiffers } from './key-differs.ts';
import { keyMismatch } from './key-mismatch.ts';
import { keyNotInManifest } from './key-not-in-manifest.ts';
import { keyRefused } from './key-refused.ts';
import { keyShared } from './key-shared.ts';
import { keyTypeRelease } from './key-type-release.ts';
import { keyUntested } from './key-untested.ts';
import { keyUsageMissing } from './key-usage-missing.ts';
import { nameDuplicate } from './name-duplicate.ts';
import { nameExtra } from './name-extra.ts';
import { nameMissing } from './name-missing.ts';
import { nameNotFqdn } from './name-not-fqdn.ts';
import { nameOtherForm } from './name-other-form.ts';
import { nameWrongForm } from './name-wrong-form.ts';
import { noNames } from './no-names.ts';
import { notInPlan } from './not-in-plan.ts';
import { optionalNameMissing } from './optional-name-missing.ts';
import { otherNamePublicCa } from './other-name-public-ca.ts';
import { pemDamaged } from './pem-damaged.ts';
import { privateKeyInFile } from './private-key-in-file.ts';
import { serverAuthOnlySwitch } from './server-auth-only-switch.ts';
import { severalForPeer } from './several-for-peer.ts';
import { signatureInvalid } from './signature-invalid.ts';
import { subjectOid } from './subject-oid.ts';
import { usageDiffers } from './usage-differs.ts';
import { usageMissing } from './usage-missing.ts';
import { usageNotRequested } from './usage-not-requested.ts';
import { weakKeyOrHash } from './weak-key-or-hash.ts';
import { wildcard } from './wildcard.ts';

/** Rules over one request, in the order a reader meets their subjects: key, whose it is, names, subject, usages. */
export const csrRules = [
  signatureInvalid,
  encodingNotDer,
  pemDamaged,
  weakKeyOrHash,
  keyRefused,
  keyUntested,
  keyBelowPolicy,
  keyTypeRelease,
  keyDiffers,
  keyNotInManifest,
  keyMismatch,
  keyShared,
  privateKeyInFile,
  givenTwice,
  severalForPeer,
  notInPlan,
  noNames,
  nameMissing,
  optionalNameMissing,
  nameWrongForm,
  nameOtherForm,
  nameExtra,
  nameDuplicate,
  nameNotFqdn,
  wildcard,
  otherNamePublicCa,
  internalNamePublicCa,
  cnMissing,
  cnNotFqdn,
  cnNotAmongNames,
  cnDiffers,
  subjectOid,
  usageMissing,
  usageNotRequested,
  usageDiffers,
  serverAuthOnlySwitch,
  clientAuthEnded,
  keyUsageMissing,
  asksForCa,
] as const;
