import type { DerReader } from '../asn1/der-reader.ts';
import { explicit, implicit, tagName } from '../asn1/tags.ts';
import { readDefaultFalse, readEnumerated, readNamedBits } from '../asn1/values.ts';
import { readGeneralNames, type GeneralName } from './general-name.ts';
import { namesOfBits } from './key-usage.ts';
import { readRelativeName, type RelativeName } from './name.ts';

/** CRLReason by number (RFC 5280 5.3.1); 7 is not used. */
export const revocationReasons = [
  'unspecified',
  'keyCompromise',
  'cACompromise',
  'affiliationChanged',
  'superseded',
  'cessationOfOperation',
  'certificateHold',
  undefined,
  'removeFromCRL',
  'privilegeWithdrawn',
  'aACompromise',
] as const;

/** Why a certificate was revoked (RFC 5280 section 5.3.1). */
export type RevocationReason = NonNullable<(typeof revocationReasons)[number]>;

/** Every reason for which a CRL may be split (RFC 5280 4.2.1.13); `unspecified` travels with any of them. */
export const reasonFlags = [
  'keyCompromise',
  'cACompromise',
  'affiliationChanged',
  'superseded',
  'cessationOfOperation',
  'certificateHold',
  'privilegeWithdrawn',
  'aACompromise',
] as const;

/** Reasons that a list is for (RFC 5280 4.2.1.13). */
export type ReasonFlag = (typeof reasonFlags)[number];

/** Bit 0 of ReasonFlags is not used. */
const reasonBits = [undefined, ...reasonFlags];

/** DistributionPointName: one of the two. */
export type DistributionPointName =
  | { readonly kind: 'fullName'; readonly names: readonly GeneralName[] }
  | { readonly kind: 'nameRelativeToCRLIssuer'; readonly name: RelativeName };

/** RFC 5280 4.2.1.13. */
export interface DistributionPoint {
  readonly distributionPoint: DistributionPointName | undefined;
  /** undefined: all reasons. */
  readonly reasons: readonly ReasonFlag[] | undefined;
  readonly cRLIssuer: readonly GeneralName[] | undefined;
}

/** RFC 5280 5.2.5. */
export interface IssuingDistributionPoint {
  readonly distributionPoint: DistributionPointName | undefined;
  readonly onlyContainsUserCerts: boolean;
  readonly onlyContainsCACerts: boolean;
  /** undefined: all reasons. */
  readonly onlySomeReasons: readonly ReasonFlag[] | undefined;
  readonly indirectCRL: boolean;
  readonly onlyContainsAttributeCerts: boolean;
}

/** CRLDistributionPoints ::= SEQUENCE SIZE (1..MAX) OF DistributionPoint. */
export function readDistributionPoints(value: DerReader): readonly DistributionPoint[] {
  const sequence = value.sequence('');
  if (sequence.done) sequence.breach('empty', 'there must be at least one distribution point');
  const points: DistributionPoint[] = [];
  while (!sequence.done) points.push(readDistributionPoint(sequence.sequence('')));
  return points;
}

function readDistributionPoint(point: DerReader): DistributionPoint {
  const distributionPoint = readPointName(point);
  const reasons = readReasonFlags(point, 'reasons', implicit(1));
  const cRLIssuer =
    point.peek() === explicit(2) ? readGeneralNames(point, 'cRLIssuer', explicit(2)) : undefined;
  point.finish();
  return { distributionPoint, reasons, cRLIssuer };
}

export function readIssuingDistributionPoint(value: DerReader): IssuingDistributionPoint {
  const sequence = value.sequence('');
  const point: IssuingDistributionPoint = {
    distributionPoint: readPointName(sequence),
    onlyContainsUserCerts: readDefaultFalse(sequence, 'onlyContainsUserCerts', implicit(1)),
    onlyContainsCACerts: readDefaultFalse(sequence, 'onlyContainsCACerts', implicit(2)),
    onlySomeReasons: readReasonFlags(sequence, 'onlySomeReasons', implicit(3)),
    indirectCRL: readDefaultFalse(sequence, 'indirectCRL', implicit(4)),
    onlyContainsAttributeCerts: readDefaultFalse(sequence, 'onlyContainsAttributeCerts', implicit(5)),
  };
  sequence.finish();
  return point;
}

/** The [0] is explicit, because DistributionPointName is a CHOICE (X.680 31.2.7). */
function readPointName(point: DerReader): DistributionPointName | undefined {
  const choice = point.enterIf(explicit(0), 'distributionPoint');
  if (!choice) return undefined;
  const name = readPointNameChoice(choice);
  choice.finish();
  return name;
}

function readPointNameChoice(choice: DerReader): DistributionPointName {
  const identifier = choice.peek();
  if (identifier === explicit(0)) {
    return { kind: 'fullName', names: readGeneralNames(choice, 'fullName', identifier) };
  }
  if (identifier === explicit(1)) {
    const name = readRelativeName(choice, identifier, 'nameRelativeToCRLIssuer');
    return { kind: 'nameRelativeToCRLIssuer', name };
  }
  return choice.fail('unexpected-tag', `expected [0] or [1], found ${tagName(identifier)}`);
}

function readReasonFlags(
  reader: DerReader,
  field: string,
  expected: number,
): readonly ReasonFlag[] | undefined {
  if (reader.peek() !== expected) return undefined;
  return namesOfBits<ReasonFlag>(readNamedBits(reader, field, expected), reasonBits);
}

export function readRevocationReason(value: DerReader): RevocationReason {
  const { at } = value;
  const number = readEnumerated(value, '');
  return revocationReasons[number] ?? value.fail('invalid-value', `${number} is not a CRLReason`, at);
}
