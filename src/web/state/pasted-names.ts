const formatWords = ['DNS', 'CollabEdgeDNS', 'SRVName', 'XMPPAddress'] as const;
export type PastedFormat = (typeof formatWords)[number];

/** A name out of a pasted text, with the format that its prefix or the word beside it asks for. */
export interface PastedName {
  readonly name: string;
  readonly format?: PastedFormat;
}

/** In front of a name on an Expressway page, in openssl's output and in its configuration (`DNS.1 = …`). */
const prefix =
  /\b(dns|dnsname|ip(?: address)?|srv|xmpp|othername:\s*(?:srvname|xmppaddr):?)(?:\.\d+)?\s*[:=]\s*/gi;
const formatBehind = /([^\s,;|]+)[ \t,;|]+(dns|collabedgedns|srvname|xmppaddress)(?![^\s,;|])/gi;
const heading = /(x509v3 )?subject ?alt(ernative )?names?\s*(\(?(not )?critical\)?)?\s*[:=]?/gi;
const starts = [
  ['_collab-edge._tls.', 'SRVName'],
  ['collab-edge.', 'CollabEdgeDNS'],
] as const;

/**
 * Names from whatever somebody has copied: a column or row of a table, a comma separated field, lines with `DNS:` in
 * front of them or `;XMPPAddress` behind. Nothing is dropped but repetitions: what is no name is told beside its field.
 *
 * @param formats those of the list the names are for: what stands for another one is part of the name there
 */
export function pastedNames(text: string, formats: readonly string[] = formatWords): PastedName[] {
  const names = text
    .replace(heading, ' ')
    .replace(prefix, (_, word: string) => (/xmpp/i.test(word) ? ' XMPPAddress=' : ' '))
    .replace(formatBehind, ' $2=$1 ')
    .split(/[\s,;|]+/)
    .map((part) => readName(part, formats))
    .filter(({ name }) => name !== '' && !/^\d+$/.test(name) && !formatOf(name));
  const once = new Map(names.map((name) => [name.name.toLowerCase() + (name.format ?? ''), name]));
  return [...once.values()];
}

const formatOf = (word: string): PastedFormat | undefined =>
  formatWords.find((each) => each.toLowerCase() === word.toLowerCase());

/** Reads `a.example.com`, or `XMPPAddress=a.example.com`. */
function readName(part: string, formats: readonly string[]): PastedName {
  const [written = '', word = ''] = part.split('=').reverse();
  const name = written.replace(/^["'“”•·–]+|^-+$|["'“”.]+$/g, '');
  const [start, format = formatOf(word)] = starts.find(
    ([start, format]) => name.toLowerCase().startsWith(start) && formats.includes(format),
  ) ?? [''];
  return { name: name.slice(start.length), ...(format && { format }) };
}
