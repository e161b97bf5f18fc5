import type { DerReader } from '../asn1/der-reader.ts';
import { readOid } from '../asn1/values.ts';
import { readGeneralName, type GeneralName } from './general-name.ts';

/** RFC 5280 4.2.2.1 and 4.2.2.2. */
export interface AccessDescription {
  /** Dotted object identifier: id-ad-ocsp, id-ad-caIssuers, … */
  readonly method: string;
  readonly location: GeneralName;
}

/** SEQUENCE SIZE (1..MAX) OF AccessDescription. */
export function readAccessDescriptions(value: DerReader): readonly AccessDescription[] {
  const sequence = value.sequence('');
  if (sequence.done) sequence.fail('empty', 'there must be at least one access description');
  const descriptions: AccessDescription[] = [];
  while (!sequence.done) {
    const description = sequence.sequence('');
    const method = readOid(description, 'accessMethod');
    const location = readGeneralName(description);
    description.finish();
    descriptions.push({ method, location });
  }
  return descriptions;
}
