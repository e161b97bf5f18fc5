import { hostOfDomain } from '../names/a-labels.ts';
import { isHostName } from '../names/host-name.ts';
import { parseIpAddress } from '../names/parse-ip-address.ts';
import { parseMailbox, type Mailbox } from '../names/mailbox.ts';

/**
 * Whom the certificate is expected to name (RFC 9525 section 2: reference identity). Host names and domains are
 * A-labels; a trailing dot is dropped.
 */
export type ReferenceIdentity =
  | { readonly kind: 'dns'; readonly name: string }
  | { readonly kind: 'ip'; readonly address: string }
  | { readonly kind: 'email'; readonly address: string }
  /** `service` with its underscore: `_xmpp-server` (RFC 4985), `_collab-edge._tls` as Expressway writes it. */
  | { readonly kind: 'srv'; readonly service: string; readonly name: string }
  /** XmppAddr of a server: its domain (RFC 6120 13.7.1.4), in A-labels or U-labels. */
  | { readonly kind: 'xmpp'; readonly domain: string };

/** A reference identity taken apart for comparison. */
export type ParsedIdentity =
  | { readonly kind: 'dns'; readonly host: string }
  | { readonly kind: 'ip'; readonly octets: Uint8Array }
  | { readonly kind: 'email'; readonly mailbox: Mailbox }
  | { readonly kind: 'srv'; readonly service: string; readonly host: string }
  | { readonly kind: 'xmpp'; readonly host: string };

/** As certificates' names are printed: `dns:host`, `ip:192.0.2.1`, `srv:_service.name`. */
export function identityText(identity: ReferenceIdentity): string {
  switch (identity.kind) {
    case 'dns':
      return `dns:${identity.name}`;
    case 'ip':
    case 'email':
      return `${identity.kind}:${identity.address}`;
    case 'srv':
      return `srv:${identity.service}.${identity.name}`;
    case 'xmpp':
      return `xmpp:${identity.domain}`;
  }
}

function parseHost(name: string): string | undefined {
  const host = name.endsWith('.') ? name.slice(0, -1) : name;
  return isHostName(host) ? host.toLowerCase() : undefined;
}

/** Undefined where no certificate could ever name it: not a host name, not an address, … */
export function parseIdentity(identity: ReferenceIdentity): ParsedIdentity | undefined {
  switch (identity.kind) {
    case 'dns': {
      const host = parseHost(identity.name);
      return host === undefined ? undefined : { kind: 'dns', host };
    }
    case 'ip': {
      const octets = parseIpAddress(identity.address);
      return octets && { kind: 'ip', octets };
    }
    case 'email': {
      const mailbox = parseMailbox(identity.address);
      return mailbox && { kind: 'email', mailbox };
    }
    case 'srv': {
      const host = parseHost(identity.name);
      return host === undefined ? undefined : { kind: 'srv', service: identity.service.toLowerCase(), host };
    }
    case 'xmpp': {
      const host = hostOfDomain(identity.domain);
      return host === undefined ? undefined : { kind: 'xmpp', host };
    }
  }
}
