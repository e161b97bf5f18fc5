/**
 * Host of a URI with an authority (RFC 3986 3.2), lower case, without user and port. Undefined where there is
 * no authority or its host is empty. An IP literal comes back in its brackets.
 */
export function uriHost(uri: string): string | undefined {
  const authority = /^[a-z][a-z0-9+.-]*:\/\/([^/?#]*)/i.exec(uri)?.[1];
  if (authority === undefined) return undefined;
  const hostAndPort = authority.slice(authority.lastIndexOf('@') + 1);
  const host = /^(\[[0-9a-f:.]*\]|[^:[\]]*)(?::[0-9]*)?$/i.exec(hostAndPort)?.[1];
  return host === undefined || host === '' ? undefined : host.toLowerCase();
}
