import type { DerReader } from '../asn1/der-reader.ts';
import { policyQualifier } from '../asn1/oids.ts';
import { readAnyString, readIa5String, stringTypeOf } from '../asn1/strings.ts';
import { tag, tagName } from '../asn1/tags.ts';
import { readInteger, readOid } from '../asn1/values.ts';
import { IdentifierSet } from './identifier-set.ts';

/** RFC 5280 4.2.1.4. */
export interface PolicyInformation {
  /** Dotted object identifier of the policy. */
  readonly id: string;
  readonly qualifiers: readonly PolicyQualifier[];
}

/** What a policy says of itself (RFC 5280 4.2.1.4). */
export type PolicyQualifier =
  | { readonly kind: 'cps'; readonly uri: string }
  | {
      readonly kind: 'userNotice';
      readonly text: string | undefined;
      readonly notice: NoticeReference | undefined;
    }
  | { readonly kind: 'unknown'; readonly id: string; readonly der: Uint8Array };

/** Where the text of a notice stands. */
export interface NoticeReference {
  readonly organization: string;
  readonly numbers: readonly bigint[];
}

/** RFC 5280 4.2.1.5. */
export interface PolicyMapping {
  readonly issuerDomainPolicy: string;
  readonly subjectDomainPolicy: string;
}

/** SEQUENCE SIZE (1..MAX) OF PolicyInformation; no policy may be listed twice. */
export function readCertificatePolicies(value: DerReader): readonly PolicyInformation[] {
  const sequence = value.sequence('');
  if (sequence.done) sequence.fail('empty', 'there must be at least one policy');
  const policies: PolicyInformation[] = [];
  const seen = new IdentifierSet();
  while (!sequence.done) {
    const { at } = sequence;
    const policy = readPolicyInformation(sequence.sequence(''));
    if (seen.add(policy.id)) policies.push(policy);
    else sequence.breach('duplicate', `policy ${policy.id} is listed twice`, at);
  }
  return policies;
}

function readPolicyInformation(information: DerReader): PolicyInformation {
  const id = readOid(information, 'policyIdentifier');
  if (information.done) return { id, qualifiers: [] };
  const list = information.sequence('policyQualifiers');
  information.finish();
  if (list.done) list.fail('empty', 'there must be at least one qualifier');
  const qualifiers: PolicyQualifier[] = [];
  while (!list.done) qualifiers.push(readQualifier(list.sequence('')));
  return { id, qualifiers };
}

function readQualifier(qualifier: DerReader): PolicyQualifier {
  const id = readOid(qualifier, 'policyQualifierId');
  const value = qualifierValue(id, qualifier);
  qualifier.finish();
  return value;
}

function qualifierValue(id: string, qualifier: DerReader): PolicyQualifier {
  if (id === policyQualifier.cps) return { kind: 'cps', uri: readIa5String(qualifier, 'cPSuri') };
  if (id === policyQualifier.unotice) return readUserNotice(qualifier.sequence('userNotice'));
  return { kind: 'unknown', id, der: qualifier.element('qualifier') };
}

function readUserNotice(userNotice: DerReader): PolicyQualifier {
  const reference = userNotice.enterIf(tag.sequence, 'noticeRef');
  const notice = reference && readNoticeReference(reference);
  const text = userNotice.done ? undefined : readDisplayText(userNotice, 'explicitText');
  userNotice.finish();
  return { kind: 'userNotice', text, notice };
}

function readNoticeReference(reference: DerReader): NoticeReference {
  const organization = readDisplayText(reference, 'organization');
  const list = reference.sequence('noticeNumbers');
  reference.finish();
  const numbers: bigint[] = [];
  while (!list.done) numbers.push(readInteger(list, ''));
  return { organization, numbers };
}

/** DisplayText is one of four string types; the others are not allowed here. */
function readDisplayText(reader: DerReader, field: string): string {
  const identifier = reader.peek();
  switch (stringTypeOf(identifier)) {
    case 'IA5String':
    case 'VisibleString':
    case 'BMPString':
    case 'UTF8String':
      return readAnyString(reader, field);
    default:
      return reader.fail(
        'unexpected-tag',
        `expected DisplayText, found ${tagName(identifier)}`,
        reader.at,
        field,
      );
  }
}

/** SEQUENCE SIZE (1..MAX) OF { issuerDomainPolicy, subjectDomainPolicy }. */
export function readPolicyMappings(value: DerReader): readonly PolicyMapping[] {
  const sequence = value.sequence('');
  if (sequence.done) sequence.fail('empty', 'there must be at least one mapping');
  const mappings: PolicyMapping[] = [];
  while (!sequence.done) {
    const mapping = sequence.sequence('');
    const issuerDomainPolicy = readOid(mapping, 'issuerDomainPolicy');
    const subjectDomainPolicy = readOid(mapping, 'subjectDomainPolicy');
    mapping.finish();
    mappings.push({ issuerDomainPolicy, subjectDomainPolicy });
  }
  return mappings;
}
