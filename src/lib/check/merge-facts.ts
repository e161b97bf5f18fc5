import type { CheckFacts, FileFacts } from './facts.ts';

/**
 * The facts of two parts together. In whatever order parts are merged, and however often one of them, the result is the
 * same. Of two readings of one content the fuller one counts.
 */
export function mergeFacts(a: CheckFacts, b: CheckFacts): CheckFacts {
  const signatures = { ...a.signatures, ...b.signatures };
  return {
    factsVersion: a.factsVersion,
    files: sortedFiles([...a.files, ...b.files]),
    signatures: Object.fromEntries(Object.entries(signatures).sort(([x], [y]) => (x < y ? -1 : 1))),
  };
}

/** Each content of a path once, by path and then by content. */
export function sortedFiles(files: readonly FileFacts[]): FileFacts[] {
  const known = new Map<string, FileFacts>();
  for (const file of files) {
    const key = `${file.path}\n${file.sha256}`;
    const other = known.get(key);
    known.set(key, other ? fuller(file, other) : file);
  }
  return [...known].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, file]) => file);
}

/** A passphrase may have opened more of one of them. */
function fuller(a: FileFacts, b: FileFacts): FileFacts {
  if (a.unread.length !== b.unread.length) return a.unread.length < b.unread.length ? a : b;
  return JSON.stringify(a) <= JSON.stringify(b) ? a : b;
}
