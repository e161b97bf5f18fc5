/** What an authority may consist of: anything else, a backslash above all, ends the host for some who read it and not for others. */
const authorityCharacters = /^[\w.~!$&'()*+,;=:@%[\]-]*$/;
const brokenEscape = /%(?![0-9a-f]{2})/i;

/**
 * Host of a URI with an authority (RFC 3986 3.2), lower case, without user and port. Undefined where there is
 * no authority, its host is empty, or it is not written so that everybody finds the same host in it. An IP literal comes
 * back in its brackets.
 */
export function uriHost(uri: string): string | undefined {
  const authority = /^[a-z][a-z0-9+.-]*:\/\/([^/?#]*)/i.exec(uri)?.[1];
  if (authority === undefined || !authorityCharacters.test(authority) || brokenEscape.test(authority))
    return undefined;
  const parts = authority.split('@', 3);
  if (parts.length > 2 || (parts.length === 2 && /[[\]]/.test(parts[0]!))) return undefined;
  const host = /^(\[[0-9a-f:.]*\]|[^:[\]]*)(?::[0-9]*)?$/i.exec(parts.at(-1)!)?.[1];
  return host === undefined || host === '' ? undefined : host.toLowerCase();
}
