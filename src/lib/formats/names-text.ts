/** A name as a text shows it. */
export interface TextName {
  readonly type: 'DNS' | 'SRV' | 'XMPP' | 'IP' | 'email' | 'URI' | 'DirName' | 'RID' | 'otherName';
  /** For `otherName` with its type in front, as the text has it: `UPN:user@example.com`. */
  readonly value: string;
}

/** Subject alternative names that somebody has copied from a page or a terminal. */
export interface NamesText {
  /** In the order of the text. */
  readonly names: readonly TextName[];
  /** Line of the first, from 1. */
  readonly line: number;
}

const prefixes: Readonly<Record<string, TextName['type']>> = {
  dns: 'DNS',
  // certtool's word
  dnsname: 'DNS',
  srv: 'SRV',
  xmpp: 'XMPP',
  'ip address': 'IP',
  ip: 'IP',
  email: 'email',
  uri: 'URI',
  dirname: 'DirName',
  'registered id': 'RID',
  rid: 'RID',
};
const prefix = `(?:${[...Object.keys(prefixes), 'othername'].join('|')})\\s*:`;
/** A comma separates names only where another name follows: directory names hold commas themselves. */
const separator = new RegExp(`\\s*,\\s*(?=${prefix})`, 'i');
const isNamesLine = new RegExp(`^${prefix}`, 'i');
const heading =
  /^(x509v3 )?subject ?alt(ernative )?name(\s*\((not )?critical\))?\s*[:=]?(\s*critical,?)?\s*/i;

/**
 * Names pasted from an Expressway (`DNS:`, `SRV:`, `XMPP:`), from OpenSSL (`othername: XmppAddr::…`), from Node
 * (`othername:SRVName:…`) or from certtool (`DNSname:`), with or without their heading. Undefined for a text that
 * holds anything else besides.
 */
export function readNamesText(text: string): NamesText | undefined {
  const names: TextName[] = [];
  let line = 0;
  const lines = text.replace(/^\ufeff/, '').split(/\r\n|\n|\r/);
  for (const [index, whole] of lines.entries()) {
    const content = whole.trim().replace(heading, '').replace(/,$/, '');
    if (content === '') continue;
    if (!isNamesLine.test(content)) return undefined;
    if (names.length === 0) line = index + 1;
    names.push(...content.split(separator).map(readName));
  }
  return names.length > 0 ? { names, line } : undefined;
}

function readName(entry: string): TextName {
  const colon = entry.indexOf(':');
  const value = unquoted(entry.slice(colon + 1).trim());
  const type = prefixes[entry.slice(0, colon).trim().toLowerCase()];
  return type ? { type, value } : readOtherName(value);
}

/** OpenSSL 3 puts two colons behind the type, Node one; older OpenSSL shows `<unsupported>` and nothing else. */
function readOtherName(text: string): TextName {
  const [, type = '', value = ''] = /^([^:]*)::?(.*)$/.exec(text) ?? [];
  switch (type.trim().toLowerCase()) {
    case 'srvname':
      return { type: 'SRV', value: unquoted(value.trim()) };
    case 'xmppaddr':
      return { type: 'XMPP', value: unquoted(value.trim()) };
    default:
      return { type: 'otherName', value: text };
  }
}

/** Node puts names with commas or quotes in them into a JSON string, so that nobody mistakes one for two. */
function unquoted(value: string): string {
  if (!/^".*"$/.test(value)) return value;
  try {
    return String(JSON.parse(value));
  } catch {
    return value;
  }
}
