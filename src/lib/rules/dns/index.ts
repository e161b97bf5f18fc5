import type { DnsFacts } from '../../dns/facts.ts';
import type { AnyRule } from '../../findings/rule.ts';
import { addressDiffers } from './address-differs.ts';
import { addressPrivate } from './address-private.ts';
import { aliasElsewhere } from './alias-elsewhere.ts';
import { betterAbsent } from './better-absent.ts';
import { caaNotAnswered } from './caa-not-answered.ts';
import { caaRestricts } from './caa-restricts.ts';
import { insideNameOutside } from './inside-name-outside.ts';
import { notAnswered } from './not-answered.ts';
import { partnerNotFound } from './partner-not-found.ts';
import { partnerPort } from './partner-port.ts';
import { portDiffers } from './port-differs.ts';
import { recordAdvised } from './record-advised.ts';
import { recordMissing } from './record-missing.ts';
import { recordMistyped } from './record-mistyped.ts';
import { reverseDiffers } from './reverse-differs.ts';
import { reverseMissing } from './reverse-missing.ts';
import { reverseNamesRouting } from './reverse-names-routing.ts';
import { severalSipFederationTargets } from './several-sip-federation-targets.ts';
import { targetIsAddress } from './target-is-address.ts';
import { targetMissing } from './target-missing.ts';
import { targetUnknown } from './target-unknown.ts';
import { targetUnresolved } from './target-unresolved.ts';
import { zoneWildcard } from './zone-wildcard.ts';

/** In reading order. */
export const dnsRules: readonly AnyRule<DnsFacts>[] = [
  recordMissing,
  recordMistyped,
  recordAdvised,
  targetIsAddress,
  targetUnresolved,
  targetMissing,
  targetUnknown,
  portDiffers,
  aliasElsewhere,
  severalSipFederationTargets,
  insideNameOutside,
  betterAbsent,
  zoneWildcard,
  addressDiffers,
  addressPrivate,
  reverseMissing,
  reverseDiffers,
  reverseNamesRouting,
  caaRestricts,
  caaNotAnswered,
  partnerNotFound,
  partnerPort,
  notAnswered,
];
