/** A path as a URI reference (RFC 3986): relative paths stay relative, absolute ones get the scheme `file`. */
export function artifactUri(path: string): string {
  const plain = path.replaceAll('\\', '/');
  const isUnc = plain.startsWith('//');
  if (isUnc) return `file:${encodePath(plain)}`;
  if (/^[A-Za-z]:\//.test(plain)) return `file:///${plain.slice(0, 2)}${encodePath(plain.slice(2))}`;
  return plain.startsWith('/') ? `file://${encodePath(plain)}` : encodePath(plain.replace(/^(?:\.\/)+/, ''));
}

/** Every segment by itself; half a surrogate pair has no encoding. */
const encodePath = (path: string): string =>
  path
    .replace(/\p{Cs}/gu, '\ufffd')
    .split('/')
    .map(encodeURIComponent)
    .join('/');
