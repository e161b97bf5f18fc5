import { acmeChainChanges } from './acme-chain-changes.ts';
import { acmeNameElsewhere } from './acme-name-elsewhere.ts';
import { acmeNeedsPort80 } from './acme-needs-port-80.ts';
import { acmeOverClient } from './acme-over-client.ts';
import { acmeRefused } from './acme-refused.ts';
import { chatAliasesDiffer } from './chat-aliases-differ.ts';
import { clientAuthEnded } from './client-auth-ended.ts';
import { clientAuthPublicCa } from './client-auth-public-ca.ts';
import { clientAuthUnplanned } from './client-auth-unplanned.ts';
import { clientSeenByPartners } from './client-seen-by-partners.ts';
import { clientStoreUnplanned } from './client-store-unplanned.ts';
import { switchWithoutEffect } from './switch-without-effect.ts';
import { clientWithoutStore } from './client-without-store.ts';
import { collabEdgeTwice } from './collab-edge-twice.ts';
import { commonNameNotClustered } from './common-name-not-clustered.ts';
import { commonNamePublicCa } from './common-name-public-ca.ts';
import { domainCertificates } from './domain-certificates.ts';
import { exampleLeft } from './example-left.ts';
import { exampleName } from './example-name.ts';
import { federationOnImp } from './federation-on-imp.ts';
import { federationNeedsSrv } from './federation-needs-srv.ts';
import { guessUnconfirmed } from './guess-unconfirmed.ts';
import { internalNamePublicCa } from './internal-name-public-ca.ts';
import { issuerIsPublic } from './issuer-is-public.ts';
import { jabberGuestGone } from './jabber-guest-gone.ts';
import { keyBelowPolicy } from './key-below-policy.ts';
import { keyNotOnPage } from './key-not-on-page.ts';
import { keyRefused } from './key-refused.ts';
import { keyTypeRelease } from './key-type-release.ts';
import { manyNamesPublicCa } from './many-names-public-ca.ts';
import { mraNeedsDns } from './mra-needs-dns.ts';
import { namesOverCaLimit } from './names-over-ca-limit.ts';
import { namesTooLong } from './names-too-long.ts';
import { namesWithoutService } from './names-without-service.ts';
import { nodeNotFqdn } from './node-not-fqdn.ts';
import { peerNameRefused } from './peer-name-refused.ts';
import { peerNotFqdn } from './peer-not-fqdn.ts';
import { ouPublicCa } from './ou-public-ca.ts';
import { plannedNameTooLong } from './planned-name-too-long.ts';
import { profileNotFqdn } from './profile-not-fqdn.ts';
import { profilesNotOnCore } from './profiles-not-on-core.ts';
import { renewalRhythm } from './renewal-rhythm.ts';
import { purposeUntold } from './purpose-untold.ts';
import { releasesDiffer } from './releases-differ.ts';
import { serverAuthOnlySwitch } from './server-auth-only-switch.ts';
import { serviceBeforeRelease } from './service-before-release.ts';
import { serviceWithoutNames } from './service-without-names.ts';
import { sipFederationNeedsPeerSubject } from './sip-federation-needs-peer-subject.ts';
import { sipFederationNeedsSrv } from './sip-federation-needs-srv.ts';
import { sipTargetOutsideDomain } from './sip-target-outside-domain.ts';
import { srvnameOlderFormat } from './srvname-older-format.ts';
import { srvnamePublicCa } from './srvname-public-ca.ts';
import { subjectOid } from './subject-oid.ts';
import { subjectRefused } from './subject-refused.ts';
import { tlsPeerSubjectDiffers } from './tls-peer-subject-differs.ts';
import { tooManyPeers } from './too-many-peers.ts';
import { usageMissing } from './usage-missing.ts';
import { webProxyIsMraDomain } from './web-proxy-is-mra-domain.ts';
import { wildcard } from './wildcard.ts';
import { xmppaddressDiscouraged } from './xmppaddress-discouraged.ts';
import { xmppaddressFormat } from './xmppaddress-format.ts';

/** Rules over a plan, in the order a reader meets their subjects: the file, names, services, subject, key, usages. */
export const planRules = [
  exampleLeft,
  guessUnconfirmed,
  exampleName,
  peerNotFqdn,
  peerNameRefused,
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
  namesOverCaLimit,
  manyNamesPublicCa,
  webProxyIsMraDomain,
  sipTargetOutsideDomain,
  acmeNameElsewhere,
  nodeNotFqdn,
  serviceWithoutNames,
  purposeUntold,
  namesWithoutService,
  serviceBeforeRelease,
  jabberGuestGone,
  releasesDiffer,
  tooManyPeers,
  subjectRefused,
  commonNameNotClustered,
  commonNamePublicCa,
  tlsPeerSubjectDiffers,
  subjectOid,
  ouPublicCa,
  keyRefused,
  keyBelowPolicy,
  keyNotOnPage,
  keyTypeRelease,
  issuerIsPublic,
  usageMissing,
  serverAuthOnlySwitch,
  clientAuthUnplanned,
  clientStoreUnplanned,
  clientSeenByPartners,
  clientWithoutStore,
  switchWithoutEffect,
  clientAuthPublicCa,
  clientAuthEnded,
  renewalRhythm,
  acmeRefused,
  acmeNeedsPort80,
  acmeChainChanges,
  acmeOverClient,
  domainCertificates,
  federationNeedsSrv,
  federationOnImp,
  sipFederationNeedsSrv,
  sipFederationNeedsPeerSubject,
  mraNeedsDns,
] as const;

/**
 * Those that a check of certificates repeats: nothing is missing from a certificate where nothing was asked for, and
 * little is worth what it is compared with where that is an example.
 */
export const planRulesOfCheck = [exampleLeft, exampleName, serviceWithoutNames, federationOnImp] as const;
