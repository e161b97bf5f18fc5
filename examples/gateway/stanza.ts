import { xmlns } from './markup.ts';
import { domainOf } from './site.ts';
import { StreamFault } from './stream-fault.ts';
import type { Element } from './xml.ts';

/** Our domain and theirs, of a stanza that has come. Throws StreamFault for what is no stanza. */
export function pairOf(stanza: Element): { readonly local: string; readonly remote: string } {
  const isStanza = ['message', 'presence', 'iq'].includes(stanza.name) && stanza.xmlns === xmlns.server;
  if (!isStanza) throw new StreamFault('unsupported-stanza-type', 'this is no stanza');
  const { from = '', to = '' } = stanza.attributes;
  return { local: domainOf(to), remote: domainOf(from) };
}

/** As a key of maps: a blank is in no domain. */
export const keyOf = ({ local, remote }: { readonly local: string; readonly remote: string }): string =>
  `${local} ${remote}`;

export const notAuthenticated = (): StreamFault =>
  new StreamFault('invalid-from', 'this pair of domains has not been authenticated');
