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
import { asksForCa } from './asks-for-ca.ts';
import { clientAuthEnded } from './client-auth-ended.ts';
import { encodingNotDer } from './encoding-not-der.ts';
import { givenTwice } from './given-twice.ts';
import { internalNamePublicCa } from './internal-name-public-ca.ts';
import { keyDiffers } from './key-differs.ts';
import { keyMismatch } from './key-mismatch.ts';
import { keyShared } from './key-shared.ts';
import { malformedPartTaken } from './malformed-part-taken.ts';
import { malformedPart } from './malformed-part.ts';
import { nameDuplicate } from './name-duplicate.ts';
import { otherNamePublicCa } from './other-name-public-ca.ts';
import { pemDamaged } from './pem-damaged.ts';
import { privateKeyInFile } from './private-key-in-file.ts';
import { serverAuthOnlySwitch } from './server-auth-only-switch.ts';
import { severalForPeer } from './several-for-peer.ts';
import { signatureInvalid } from './signature-invalid.ts';
import { usageDiffers } from './usage-differs.ts';
import { usageMissing } from './usage-missing.ts';
import { usageNotRequested } from './usage-not-requested.ts';

/** Rules over one request, in the order a reader meets their subjects: key, whose it is, names, subject, usages. */
export const csrRules = [
  signatureInvalid,
  malformedPart,
  malformedPartTaken,
  encodingNotDer,
  pemDamaged,
  weakKeyOrHash.csr,
  keyRefused.csr,
  keyUntested.csr,
  keyBelowPolicy.csr,
  keyTypeRelease.csr,
  keyDiffers,
  keyNotInManifest.csr,
  keyMismatch,
  keyShared,
  privateKeyInFile,
  givenTwice,
  severalForPeer,
  notInPlan.csr,
  noNames.csr,
  nameMissing.csr,
  optionalNameMissing.csr,
  nameWrongForm.csr,
  nameOtherForm.csr,
  nameExtra.csr,
  nameOfSibling.csr,
  aliasByDiscovery.csr,
  nameDuplicate,
  nameNotFqdn.csr,
  nameMalformed.csr,
  wildcard.csr,
  otherNamePublicCa,
  internalNamePublicCa,
  cnMissing.csr,
  cnNotFqdn.csr,
  cnNotAmongNames.csr,
  cnDiffers.csr,
  subjectOid.csr,
  subjectRefused.csr,
  subjectRepeated.csr,
  usageMissing,
  usageNotRequested,
  usageDiffers,
  serverAuthOnlySwitch,
  clientAuthEnded,
  keyUsageMissing.csr,
  asksForCa,
] as const;
