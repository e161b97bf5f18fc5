import { anchorIsServer } from './anchor-is-server.ts';
import { anchorOutOfDate } from './anchor-out-of-date.ts';
import { certificateEndsSoon } from './certificate-ends-soon.ts';
import { certificateExpired } from './certificate-expired.ts';
import { certificateNotYetValid } from './certificate-not-yet-valid.ts';
import { clientAuthMissing } from './client-auth-missing.ts';
import { intermediateMissing } from './intermediate-missing.ts';
import { keyReadable } from './key-readable.ts';
import { listEndsSoon } from './list-ends-soon.ts';
import { listMissing } from './list-missing.ts';
import { listOfStranger } from './list-of-stranger.ts';
import { listOutdated } from './list-outdated.ts';
import { nameMissing } from './name-missing.ts';
import { selfSigned } from './self-signed.ts';
import { serverAuthMissing } from './server-auth-missing.ts';
import { staplingRequired } from './stapling-required.ts';
import { xmppAddressBesideDns } from './xmpp-address-beside-dns.ts';

/** Rules over a certificate that the gateway presents: time, chain, names, usages, the rest. */
export const ownCertificateRules = [
  certificateExpired,
  certificateNotYetValid,
  certificateEndsSoon,
  selfSigned,
  intermediateMissing,
  nameMissing,
  serverAuthMissing,
  clientAuthMissing,
  staplingRequired,
  xmppAddressBesideDns,
  keyReadable,
] as const;

/** Rules over the CAs and lists by which it judges others. */
export const ownTrustRules = [
  anchorOutOfDate,
  anchorIsServer,
  listMissing,
  listOutdated,
  listEndsSoon,
  listOfStranger,
] as const;
