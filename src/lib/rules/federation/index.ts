import { caCertificateUnreadable } from './ca-certificate-unreadable.ts';
import { certificateMissing } from './certificate-missing.ts';
import { certificateUnreadable } from './certificate-unreadable.ts';
import { chainTooLarge } from './chain-too-large.ts';
import { domainInvalid } from './domain-invalid.ts';
import { leafIsCa } from './leaf-is-ca.ts';
import { nameConstraintBypassed } from './name-constraint-bypassed.ts';
import { nameMismatch } from './name-mismatch.ts';
import { nameOnlyInCommonName } from './name-only-in-common-name.ts';
import { subjectEmpty } from './subject-empty.ts';
import { usageNotAccepted } from './usage-not-accepted.ts';
import { xmppaddrALabel } from './xmppaddr-a-label.ts';

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
  usageNotAccepted,
  leafIsCa,
  subjectEmpty,
  xmppaddrALabel,
] as const;
