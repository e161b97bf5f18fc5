import type { DerReader } from '../asn1/der-reader.ts';
import { explicit, implicit } from '../asn1/tags.ts';
import { readBitString, readCount } from '../asn1/values.ts';
import { readExtensions, type Extension } from './extensions.ts';

/** The version of a certificate, as people count it. */
export type Version = 1 | 2 | 3;

/** Version ::= [0] EXPLICIT INTEGER DEFAULT v1 (RFC 5280 4.1.2.1). */
export function readVersion(tbs: DerReader): Version {
  const wrapper = tbs.enterIf(explicit(0), 'version');
  if (!wrapper) return 1;
  const version = readCount(wrapper, '');
  wrapper.finish();
  switch (version) {
    case 0:
      wrapper.breach('explicit-default', 'the default v1 is encoded', wrapper.start);
      return 1;
    case 1:
      return 2;
    case 2:
      return 3;
    default:
      wrapper.breach('invalid-version', `version ${version + 1} does not exist`, wrapper.start);
      return 3;
  }
}

export interface UniqueIds {
  readonly issuer: Uint8Array | undefined;
  readonly subject: Uint8Array | undefined;
}

/** Only in versions 2 and 3 (RFC 5280 4.1.2.8). */
export function readUniqueIds(tbs: DerReader, version: Version): UniqueIds {
  const { at } = tbs;
  const issuer = readUniqueId(tbs, implicit(1), 'issuerUniqueID');
  const subject = readUniqueId(tbs, implicit(2), 'subjectUniqueID');
  if (version === 1 && tbs.at !== at)
    tbs.breach('invalid-version', 'version 1 has no unique identifiers', at);
  return { issuer, subject };
}

function readUniqueId(tbs: DerReader, expected: number, field: string): Uint8Array | undefined {
  return tbs.peek() === expected ? readBitString(tbs, field, expected).octets : undefined;
}

/** Only in version 3 (RFC 5280 4.1.2.9). */
export function readWrappedExtensions(tbs: DerReader, version: Version): readonly Extension[] {
  const { at } = tbs;
  const wrapper = tbs.enterIf(explicit(3), 'extensions');
  if (!wrapper) return [];
  if (version !== 3) wrapper.breach('invalid-version', `version ${version} has no extensions`, at);
  const extensions = readExtensions(wrapper, '');
  wrapper.finish();
  return extensions;
}
