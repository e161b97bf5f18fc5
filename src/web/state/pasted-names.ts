/** A name out of a pasted text, with the format its prefix asks for. */
export interface PastedName {
  readonly name: string;
  readonly format?: 'CollabEdgeDNS' | 'SRVName' | 'XMPPAddress';
}

/** In front of a name on an Expressway page, in openssl's output and in its configuration (`DNS.1 = …`). */
const prefix =
  /\b(dns|dnsname|ip(?: address)?|srv|xmpp|othername:\s*(?:srvname|xmppaddr):?)(?:\.\d+)?\s*[:=]\s*/gi;
const heading = /(x509v3 )?subject ?alt(ernative )?names?\s*(\(?(not )?critical\)?)?\s*[:=]?/gi;
const srvStart = '_collab-edge._tls.';
const collabEdgeStart = 'collab-edge.';

/**
 * Names from whatever somebody has copied: a column or row of a table, a comma separated field, lines with `DNS:` in
 * front of them. Nothing is dropped but repetitions: what is no name is told beside its field.
 */
export function pastedNames(text: string): PastedName[] {
  const parts = text
    .replace(heading, ' ')
    .replace(prefix, (_, word: string) => ` ${/xmpp/i.test(word) ? 'xmpp:' : ''}`)
    .split(/[\s,;|]+/)
    .map((part) => part.replace(/^["'“”•·–]+|^-+$|["'“”.]+$/g, ''));
  const names = parts.filter((part) => part !== '' && !/^\d+$/.test(part)).map(readName);
  const once = new Map(names.map((name) => [name.name.toLowerCase() + (name.format ?? ''), name]));
  return [...once.values()];
}

function readName(part: string): PastedName {
  if (part.startsWith('xmpp:')) return { name: part.slice(5), format: 'XMPPAddress' };
  const lower = part.toLowerCase();
  if (lower.startsWith(srvStart)) return { name: part.slice(srvStart.length), format: 'SRVName' };
  if (lower.startsWith(collabEdgeStart))
    return { name: part.slice(collabEdgeStart.length), format: 'CollabEdgeDNS' };
  return { name: part };
}
