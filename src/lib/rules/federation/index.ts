import { bothTerminate } from './both-terminate.ts';
import { bothLists } from './both-lists.ts';
import { caCertificateUnreadable } from './ca-certificate-unreadable.ts';
import { caNotForPartner } from './ca-not-for-partner.ts';
import { certificateMissing } from './certificate-missing.ts';
import { certificateUnreadable } from './certificate-unreadable.ts';
import { certificatesNotRequired } from './certificates-not-required.ts';
import { certificatesWithoutTls } from './certificates-without-tls.ts';
import { chainTooLarge } from './chain-too-large.ts';
import { commonNameAccepted } from './common-name-accepted.ts';
import { daneFails } from './dane-fails.ts';
import { daneInPlaceOfCa } from './dane-in-place-of-ca.ts';
import { dialbackSecretMissing } from './dialback-secret-missing.ts';
import { domainDenied } from './domain-denied.ts';
import { domainInvalid } from './domain-invalid.ts';
import { entryTwice } from './entry-twice.ts';
import { keyNotPinned } from './key-not-pinned.ts';
import { leafIsCa } from './leaf-is-ca.ts';
import { listUnused } from './list-unused.ts';
import { lockdown } from './lockdown.ts';
import { nameConstraintBypassed } from './name-constraint-bypassed.ts';
import { nameMismatch } from './name-mismatch.ts';
import { nameOnlyInCommonName } from './name-only-in-common-name.ts';
import { noTls } from './no-tls.ts';
import { notJudged } from './not-judged.ts';
import { ownDomainListed } from './own-domain-listed.ts';
import { partnerDenied } from './partner-denied.ts';
import { partnerOnlyExternal } from './partner-only-external.ts';
import { partnerPlaintext } from './partner-plaintext.ts';
import { partnerSecurityMode } from './partner-security-mode.ts';
import { partnerTrustUnused } from './partner-trust-unused.ts';
import { privateCasUnbound } from './private-cas-unbound.ts';
import { revocationOff } from './revocation-off.ts';
import { staticRouteDenied } from './static-route-denied.ts';
import { staticRoutesOnImp } from './static-routes-on-imp.ts';
import { staticRoutesNone } from './static-routes-none.ts';
import { staticRoutesOff } from './static-routes-off.ts';
import { subjectEmpty } from './subject-empty.ts';
import { supportOff } from './support-off.ts';
import { tlsOptionalWithCertificates } from './tls-optional-with-certificates.ts';
import { usageNotAccepted } from './usage-not-accepted.ts';
import { xmppaddrALabel } from './xmppaddr-a-label.ts';

/** Rules over the settings, in the order a reader meets them: lists, routes, security, partners. */
export const federationSettingsRules = [
  supportOff,
  bothTerminate,
  bothLists,
  entryTwice,
  listUnused,
  lockdown,
  ownDomainListed,
  staticRoutesOff,
  staticRoutesOnImp,
  staticRoutesNone,
  staticRouteDenied,
  noTls,
  certificatesWithoutTls,
  tlsOptionalWithCertificates,
  certificatesNotRequired,
  commonNameAccepted,
  revocationOff,
  privateCasUnbound,
  dialbackSecretMissing,
  partnerSecurityMode,
  partnerPlaintext,
  partnerOnlyExternal,
  partnerDenied,
  partnerTrustUnused,
] as const;

/** Rules over a judgement that was not brought to its end. */
export const unjudgedPeerRules = [notJudged] as const;

/** Rules over a domain that was asked about. */
export const federatedDomainRules = [domainDenied] as const;

/** Rules over a federated server's certificate, besides those over its path. */
export const federationPeerRules = [
  domainInvalid,
  certificateMissing,
  chainTooLarge,
  certificateUnreadable,
  caCertificateUnreadable,
  nameMismatch,
  nameOnlyInCommonName,
  nameConstraintBypassed,
  caNotForPartner,
  keyNotPinned,
  daneFails,
  daneInPlaceOfCa,
  usageNotAccepted,
  leafIsCa,
  subjectEmpty,
  xmppaddrALabel,
] as const;
