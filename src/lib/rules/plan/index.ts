import { chatAliasesDiffer } from './chat-aliases-differ.ts';
import { clientAuthEnded } from './client-auth-ended.ts';
import { clientAuthPublicCa } from './client-auth-public-ca.ts';
import { collabEdgeTwice } from './collab-edge-twice.ts';
import { commonNameNotClustered } from './common-name-not-clustered.ts';
import { commonNamePublicCa } from './common-name-public-ca.ts';
import { commonNameTooLong } from './common-name-too-long.ts';
import { federationNeedsSrv } from './federation-needs-srv.ts';
import { internalNamePublicCa } from './internal-name-public-ca.ts';
import { keyBelowPolicy } from './key-below-policy.ts';
import { keyNotOnPage } from './key-not-on-page.ts';
import { keyRefused } from './key-refused.ts';
import { keyTypeRelease } from './key-type-release.ts';
import { mraNeedsDns } from './mra-needs-dns.ts';
import { namesTooLong } from './names-too-long.ts';
import { namesWithoutService } from './names-without-service.ts';
import { ouPublicCa } from './ou-public-ca.ts';
import { plannedNameTooLong } from './planned-name-too-long.ts';
import { profileNotFqdn } from './profile-not-fqdn.ts';
import { profilesNotOnCore } from './profiles-not-on-core.ts';
import { renewalRhythm } from './renewal-rhythm.ts';
import { serverAuthOnlySwitch } from './server-auth-only-switch.ts';
import { serviceWithoutNames } from './service-without-names.ts';
import { srvnameOlderFormat } from './srvname-older-format.ts';
import { srvnamePublicCa } from './srvname-public-ca.ts';
import { subjectOid } from './subject-oid.ts';
import { usageMissing } from './usage-missing.ts';
import { wildcard } from './wildcard.ts';
import { xmppaddressDiscouraged } from './xmppaddress-discouraged.ts';
import { xmppaddressFormat } from './xmppaddress-format.ts';

/** Rules over a plan, in the order a reader meets their subjects: names, services, subject, key, usages. */
export const planRules = [
  wildcard,
  internalNamePublicCa,
  xmppaddressFormat,
  xmppaddressDiscouraged,
  srvnamePublicCa,
  srvnameOlderFormat,
  collabEdgeTwice,
  profileNotFqdn,
  profilesNotOnCore,
  chatAliasesDiffer,
  plannedNameTooLong,
  namesTooLong,
  serviceWithoutNames,
  namesWithoutService,
  commonNameTooLong,
  commonNameNotClustered,
  commonNamePublicCa,
  subjectOid,
  ouPublicCa,
  keyRefused,
  keyBelowPolicy,
  keyNotOnPage,
  keyTypeRelease,
  usageMissing,
  serverAuthOnlySwitch,
  clientAuthPublicCa,
  clientAuthEnded,
  renewalRhythm,
  federationNeedsSrv,
  mraNeedsDns,
] as const;

/** Those that a check of certificates repeats: nothing is missing from a certificate where nothing was asked for. */
export const planRulesOfCheck = [serviceWithoutNames] as const;
