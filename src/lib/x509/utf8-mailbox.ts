import { DerReader } from '../asn1/der-reader.ts';
import { otherNameId } from '../asn1/oids.ts';
import { readStringOrOctets } from '../asn1/strings.ts';
import { tag } from '../asn1/tags.ts';
import type { GeneralName } from './general-name.ts';

type OtherName = Extract<GeneralName, { readonly kind: 'otherName' }>;

/** An SmtpUTF8Mailbox (RFC 9598 section 3), whether its content is one or not. */
export const isUtf8Mailbox = (name: GeneralName): name is OtherName =>
  name.kind === 'otherName' && name.typeId === otherNameId.smtpUTF8Mailbox;

/** Its text; undefined where it is no UTF8String. */
export function utf8MailboxText({ value }: OtherName): string | undefined {
  const reader = DerReader.keepingFaults(value);
  if (reader.peek() !== tag.utf8String) return undefined;
  const text = readStringOrOctets(reader, 'UTF8String', '');
  return typeof text === 'string' ? text : undefined;
}
