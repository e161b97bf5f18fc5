import { certificateShared } from './certificate-shared.ts';
import { certificatePassedOver } from './certificate-passed-over.ts';
import { certificatesBeginTogether } from './certificates-begin-together.ts';
import { certificatesOfSeveral } from './certificates-of-several.ts';
import { chatAliasesDiffer } from './chat-aliases-differ.ts';
import { clientCertificateMissing } from './client-certificate-missing.ts';
import { domainCertificateMissing } from './domain-certificate-missing.ts';
import { domainCertificateUnfit } from './domain-certificate-unfit.ts';
import { keyShared } from './key-shared.ts';
import { olderCertificate } from './older-certificate.ts';
import { otherFileInPlace } from './other-file-in-place.ts';
import { peerWithoutCertificate } from './peer-without-certificate.ts';
import { peersDiffer } from './peers-differ.ts';
import { restartNeeded } from './restart-needed.ts';

/** Rules over all peers together: what is not there, what differs, what is shared, what comes next. */
export const fleetRules = [
  peerWithoutCertificate,
  otherFileInPlace,
  clientCertificateMissing,
  peersDiffer,
  domainCertificateMissing,
  domainCertificateUnfit,
  chatAliasesDiffer,
  certificateShared,
  keyShared,
  olderCertificate,
  certificatePassedOver,
  certificatesBeginTogether,
  certificatesOfSeveral,
  restartNeeded,
] as const;
