import { reasonFlags, type ReasonFlag, type RevocationReason } from '../x509/distribution-points.ts';

/** Only a hold is ever taken back (RFC 5280 5.3.1). */
export const isFinal = (reason: RevocationReason | undefined): boolean =>
  reason !== 'certificateHold' && reason !== 'removeFromCRL';

/** RFC 5280 6.3.3 (d): what a CRL says something about at this distribution point; absent means all reasons. */
export function interimReasons(
  ofPoint: readonly ReasonFlag[] | undefined,
  ofList: readonly ReasonFlag[] | undefined,
): readonly ReasonFlag[] {
  const listed = ofList ?? reasonFlags;
  return ofPoint ? listed.filter((reason) => ofPoint.includes(reason)) : listed;
}
