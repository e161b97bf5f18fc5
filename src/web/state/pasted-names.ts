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
  const parts = text
    .replace(heading, ' ')
    .replace(prefix, (_, word: string) => ` ${/xmpp/i.test(word) ? 'xmpp:' : ''}`)
    .split(/[\s,;|]+/)
    .map((part) => part.replace(/^["'“”•·–]+|^-+$|["'“”.]+$/g, ''));
  const names: PastedName[] = [];
  // A word may stand behind its name or, where that one has its own, in front of the next.
  let hasWord = true;
  let ahead: PastedFormat | undefined;
  for (const part of parts) {
    const word = formatWords.find((each) => each.toLowerCase() === part.toLowerCase());
    if (word && hasWord) ahead = word;
    else if (word) {
      names.push({ format: word, ...names.pop()! });
      hasWord = true;
    } else if (part !== '' && !/^\d+$/.test(part)) {
      names.push({ ...(ahead && { format: ahead }), ...readName(part, formats) });
      hasWord = ahead !== undefined;
      ahead = undefined;
    }
  }
  const once = new Map(names.map((name) => [name.name.toLowerCase() + (name.format ?? ''), name]));
  return [...once.values()];
}

function readName(part: string, formats: readonly string[]): PastedName {
  if (part.startsWith('xmpp:')) return { name: part.slice(5), format: 'XMPPAddress' };
  const lower = part.toLowerCase();
  const [start, format] =
    starts.find(([start, format]) => lower.startsWith(start) && formats.includes(format)) ?? [];
  return start ? { name: part.slice(start.length), format: format! } : { name: part };
}
