import type { ReasonFlag } from '../x509/extensions.ts';

/** Every reason for which a CRL may be split (RFC 5280 4.2.1.13); `unspecified` travels with any of them. */
export const allReasons: readonly ReasonFlag[] = [
  'keyCompromise',
  'cACompromise',
  'affiliationChanged',
  'superseded',
  'cessationOfOperation',
  'certificateHold',
  'privilegeWithdrawn',
  'aACompromise',
];

/** RFC 5280 6.3.3 (d): what a CRL says something about at this distribution point; absent means all reasons. */
export function interimReasons(
  ofPoint: readonly ReasonFlag[] | undefined,
  ofList: readonly ReasonFlag[] | undefined,
): readonly ReasonFlag[] {
  const listed = ofList ?? allReasons;
  return ofPoint ? listed.filter((reason) => ofPoint.includes(reason)) : listed;
}
