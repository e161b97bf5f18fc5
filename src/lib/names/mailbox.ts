import { hostOfDomain } from './a-labels.ts';
import { isHostName } from './host-name.ts';

export interface Mailbox {
  /** Local part: case matters (RFC 5280 7.5). */
  readonly local: string;
  /** Host in lower case. */
  readonly host: string;
}

/** atext of RFC 5322 3.2.3 and dots between; quoted local parts are read too. */
const dotAtom = /^[a-z0-9!#$%&'*+/=?^_`{|}~-]+(?:\.[a-z0-9!#$%&'*+/=?^_`{|}~-]+)*$/i;
const quoted = /^"(?:[^"\\\u0000-\u001f\u007f-\uffff]|\\[\u0020-\u007e])*"$/;

/** RFC 5321 4.5.3.1.1. */
const maxLocalLength = 64;

/** A Mailbox of RFC 5321 4.1.2 with a host name behind the @ (RFC 5280 4.2.1.6); undefined where it is none. */
export function parseMailbox(text: string): Mailbox | undefined {
  const at = text.lastIndexOf('@');
  if (at < 1) return undefined;
  const local = text.slice(0, at);
  const host = text.slice(at + 1);
  const wellFormed = local.length <= maxLocalLength && (dotAtom.test(local) || quoted.test(local));
  return wellFormed && isHostName(host) ? { local, host: host.toLowerCase() } : undefined;
}

/** The same with characters beyond ASCII in the local part (RFC 6531 3.3). */
const utf8DotAtom =
  /^[a-z0-9!#$%&'*+/=?^_`{|}~\u0080-\uffff-]+(?:\.[a-z0-9!#$%&'*+/=?^_`{|}~\u0080-\uffff-]+)*$/i;

/** The mailbox of an SmtpUTF8Mailbox (RFC 9598 section 3); its domain may also be written in U-labels, as RFC 8398 had it. */
export function parseUtf8Mailbox(text: string): Mailbox | undefined {
  const at = text.lastIndexOf('@');
  const local = text.slice(0, Math.max(0, at));
  if (local.length > maxLocalLength || !utf8DotAtom.test(local)) return undefined;
  const host = hostOfDomain(text.slice(at + 1));
  return host === undefined ? undefined : { local, host };
}
