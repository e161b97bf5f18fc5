/** Lines that programs write above PEM blocks and that say nothing of whose it is. */
const machineMade =
  /^(Bag Attributes|Key Attributes|localKeyID:|Microsoft |subject ?=|issuer ?=|\d+ s:|[siav]:|X509v3|[-=]+$)|<No Attributes>|^[A-Za-z0-9+/=]{60,}$/i;

/** No note of a person is longer, and nobody's certificate starts further up. */
const longest = 200;
const mostLines = 20;

/**
 * What somebody wrote above a PEM block to say whose it is: the friendlyName among OpenSSL's bag attributes, else
 * the nearest line of text since the block before. Undefined where there is none.
 *
 * @param lines of the whole text
 * @param line of the BEGIN, from 1
 */
export function commentAbove(lines: readonly string[], line: number): string | undefined {
  let nearest: string | undefined;
  for (let at = line - 2; at >= Math.max(0, line - 1 - mostLines); at--) {
    const text = lines[at]!.trim();
    if (text.startsWith('-----')) break;
    const friendlyName = /^friendlyName: ?(.+)$/.exec(text)?.[1];
    if (friendlyName !== undefined) return friendlyName;
    const isNote = text !== '' && text.length <= longest && !machineMade.test(text);
    if (isNote) nearest ??= text.replace(/^[#;]+\s*/, '');
  }
  return nearest || undefined;
}

/** Does the text hold anything outside of its PEM blocks? */
export function hasTextAround(lines: readonly string[]): boolean {
  let inBlock = false;
  for (const line of lines) {
    if (line.includes('-----BEGIN ')) inBlock = true;
    else if (!inBlock && line.trim() !== '' && !line.includes('-----END ')) return true;
    if (line.includes('-----END ')) inBlock = false;
  }
  return false;
}
