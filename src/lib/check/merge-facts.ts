import type { SignatureStatus } from '../x509/signature.ts';
import type { CheckFacts, FileFacts } from './facts.ts';

/**
 * The facts of two parts together. In whatever order parts are merged, and however often one of them, the result is the
 * same. Of two readings of one content the fuller one counts.
 */
export const mergeFacts = (a: CheckFacts, b: CheckFacts): CheckFacts => mergeAllFacts([a, b]);

/** The same of any number of parts. */
export function mergeAllFacts(parts: readonly CheckFacts[]): CheckFacts {
  const signatures = new Map<string, SignatureStatus>();
  for (const [key, status] of parts.flatMap((part) => Object.entries(part.signatures))) {
    const known = signatures.get(key);
    signatures.set(key, known === undefined ? status : surer(known, status));
  }
  return {
    factsVersion: '1.0',
    files: sortedFiles(parts.flatMap(({ files }) => files)),
    signatures: Object.fromEntries([...signatures].sort(([x], [y]) => (x < y ? -1 : 1))),
  };
}

/** One machine may know an algorithm that another does not. */
const surer = (a: SignatureStatus, b: SignatureStatus): SignatureStatus =>
  statuses.find((status) => status === a || status === b) ?? a;

const statuses: readonly SignatureStatus[] = ['invalid', 'valid', 'unsupported'];

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

/** A passphrase may have opened more of one of them, or one machine have checked what the other could not. */
function fuller(a: FileFacts, b: FileFacts): FileFacts {
  const [inA, inB] = [gapsIn(a), gapsIn(b)];
  if (inA !== inB) return inA < inB ? a : b;
  return JSON.stringify(a) <= JSON.stringify(b) ? a : b;
}

const gapsIn = ({ unread, things }: FileFacts): number =>
  unread.length + things.filter((thing) => 'signature' in thing && thing.signature === 'unsupported').length;
