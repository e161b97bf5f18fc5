import type { Crl } from '../index.ts';
import { isOlderList, listNumber, listScope } from '../revocation/list-order.ts';
import type { FileProblem } from './load-error.ts';
import type { ReadFiles, TrustFile } from './trust-files.ts';

interface Placed {
  readonly crl: Crl;
  readonly file: string;
  readonly from: TrustFile;
}

/**
 * Files whose lists are older than those in force of the same issuer, key and scope keep what they had: whoever fetches
 * lists can be handed an old one, which knows nothing of what has been revoked since.
 */
export function withoutStepsBack(now: ReadFiles, before: ReadFiles, kept: FileProblem[]): ReadFiles {
  const inForce = newestByScope(before);
  const newest = newestByScope(now);
  const files = new Map(now);
  for (const [scope, old] of inForce) {
    const found = newest.get(scope);
    if (!found || !isOlderList(found.crl, old.crl)) continue;
    const text = `is older than the list in force (${listText(found.crl)} instead of ${listText(old.crl)}); reload({ acceptOlderLists: true }) takes it all the same`;
    kept.push({ file: found.file, text });
    files.set(old.file, old.from);
  }
  return files;
}

function newestByScope(files: ReadFiles): ReadonlyMap<string, Placed> {
  const newest = new Map<string, Placed>();
  for (const [file, from] of files) {
    for (const thing of from.things) {
      if (thing.kind !== 'crl') continue;
      const scope = listScope(thing.crl);
      const known = newest.get(scope);
      if (!known || isOlderList(known.crl, thing.crl)) newest.set(scope, { crl: thing.crl, file, from });
    }
  }
  return newest;
}

const listText = (crl: Crl): string => {
  const number = listNumber(crl);
  const day = new Date(crl.thisUpdate).toISOString().slice(0, 10);
  return number === undefined ? `of ${day}` : `number ${number} of ${day}`;
};
