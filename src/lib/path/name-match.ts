import { equal } from '../bytes.ts';
import type { GeneralName } from '../x509/general-name.ts';
import { hostOfDomain } from '../names/a-labels.ts';
import { hostNameMatches, isPresentedHostName } from '../names/host-name.ts';
import { parseMailbox } from '../names/mailbox.ts';
import { parseIdentity, type ParsedIdentity, type ReferenceIdentity } from './reference-identity.ts';

/**
 * Is one of these names of a certificate the expected one? RFC 9525 section 6 for host names, service names and
 * IP addresses, RFC 5280 7.5 for mail addresses, RFC 6120 13.7.1.4 for XmppAddr. The subject plays no part.
 *
 * A host name in the certificate that is no proper host name (underscore, IP address, wildcard elsewhere than as
 * the whole left-most label, non-ASCII) matches nothing.
 */
export function presentsIdentity(presented: readonly GeneralName[], reference: ReferenceIdentity): boolean {
  const wanted = parseIdentity(reference);
  return wanted !== undefined && presented.some((name) => nameMatches(name, wanted));
}

function nameMatches(name: GeneralName, wanted: ParsedIdentity): boolean {
  switch (wanted.kind) {
    case 'dns':
      return name.kind === 'dNSName' && presentedHostMatches(name.value, wanted.host);
    case 'ip':
      return name.kind === 'iPAddress' && equal(name.value, wanted.octets);
    case 'email':
      return name.kind === 'rfc822Name' && mailboxMatches(name.value, wanted.mailbox);
    case 'srv':
      return name.kind === 'srvName' && serviceNameMatches(name.value, wanted);
    case 'xmpp':
      // A JID's domain, in U-labels or not, is compared whole; RFC 6120 gives the wildcard no meaning in it.
      return name.kind === 'xmppAddr' && hostOfDomain(name.value) === wanted.host;
  }
}

function presentedHostMatches(presented: string, host: string): boolean {
  return isPresentedHostName(presented) && hostNameMatches(presented, host);
}

function mailboxMatches(presented: string, wanted: { local: string; host: string }): boolean {
  const mailbox = parseMailbox(presented);
  return mailbox !== undefined && mailbox.local === wanted.local && mailbox.host === wanted.host;
}

function serviceNameMatches(presented: string, wanted: { service: string; host: string }): boolean {
  const prefix = `${wanted.service}.`;
  if (presented.slice(0, prefix.length).toLowerCase() !== prefix) return false;
  return presentedHostMatches(presented.slice(prefix.length), wanted.host);
}
