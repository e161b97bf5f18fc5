import type { DerReader } from '../asn1/der-reader.ts';
import { explicit, implicit } from '../asn1/tags.ts';
import { readIntegerBytes } from '../asn1/values.ts';
import { readGeneralNames, type GeneralName } from './general-name.ts';

/** RFC 5280 4.2.1.1. */
export interface AuthorityKeyIdentifier {
  readonly keyIdentifier: Uint8Array | undefined;
  readonly authorityCertIssuer: readonly GeneralName[] | undefined;
  /** Content octets of the INTEGER, as Certificate.serialNumber. */
  readonly authorityCertSerialNumber: Uint8Array | undefined;
}

export function readAuthorityKeyIdentifier(value: DerReader): AuthorityKeyIdentifier {
  const sequence = value.sequence('');
  const keyIdentifier =
    sequence.peek() === implicit(0) ? sequence.content(implicit(0), 'keyIdentifier') : undefined;
  const authorityCertIssuer =
    sequence.peek() === explicit(1)
      ? readGeneralNames(sequence, 'authorityCertIssuer', explicit(1))
      : undefined;
  const authorityCertSerialNumber =
    sequence.peek() === implicit(2)
      ? readIntegerBytes(sequence, 'authorityCertSerialNumber', implicit(2))
      : undefined;
  sequence.finish();
  return { keyIdentifier, authorityCertIssuer, authorityCertSerialNumber };
}
