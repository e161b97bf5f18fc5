/** Labels of letters, digits and inner hyphens, 1 to 63 long (RFC 1034 3.5, RFC 1123 2.1). */
const labels = /^(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)*[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?$/i;
/** What URL parsers and people read as an IPv4 address: the last label is a number. */
const numericLastLabel = /(?:^|\.)(?:[0-9]+|0x[0-9a-f]*)$/i;

/** Longest name in text form without the trailing dot (RFC 1035 2.3.4: 255 octets on the wire). */
const maxLength = 253;

/**
 * Is this a host name in the "preferred name syntax" that RFC 5280 4.2.1.6 demands of a dNSName? ASCII only,
 * no underscore, no empty label (so neither a leading nor a trailing dot), no IPv4 address in disguise.
 */
export function isHostName(name: string): boolean {
  return name.length <= maxLength && labels.test(name) && !numericLastLabel.test(name);
}

/** The name below `*.`, or undefined where the name does not start so (RFC 9525 6.3: only a whole left-most label). */
export function wildcardParent(name: string): string | undefined {
  return name.startsWith('*.') ? name.slice(2) : undefined;
}

/** A host name, or one whose whole left-most label is the wildcard. */
export function isPresentedHostName(name: string): boolean {
  return isHostName(wildcardParent(name) ?? name);
}

/** Does a presented host name, perhaps with a wildcard, stand for this host? Both valid; case does not matter. */
export function hostNameMatches(presented: string, host: string): boolean {
  const wanted = host.toLowerCase();
  const parent = wildcardParent(presented);
  if (parent === undefined) return presented.toLowerCase() === wanted;
  const dot = wanted.indexOf('.');
  // A wildcard stands for exactly one label (RFC 9525 6.3).
  return dot > 0 && wanted.slice(dot + 1) === parent.toLowerCase();
}

/** The name itself and every name above it: `a.b.c`, `b.c`, `c`. */
export function* withParents(name: string): Iterable<string> {
  yield name;
  for (let dot = name.indexOf('.'); dot >= 0; dot = name.indexOf('.', dot + 1)) yield name.slice(dot + 1);
}
