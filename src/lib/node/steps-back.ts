import type { Crl } from '../index.ts';
import { isOlderList, isSameScope, listNumber } from '../revocation/list-order.ts';
import type { FileProblem } from './load-error.ts';
import type { ReadFiles, TrustFile } from './trust-files.ts';

interface SeenList {
  readonly crl: Crl;
  readonly file: string;
  readonly from: TrustFile;
}

/** The newest list of each issuer, key and scope that has been in force, its file there still or not. */
export type SeenLists = readonly SeenList[];

/**
 * Files whose lists are older than those seen of the same issuer, key and scope keep what they had: whoever fetches
 * lists can be handed an old one, which knows nothing of what has been revoked since.
 */
export function withoutStepsBack(now: ReadFiles, seen: SeenLists, kept: FileProblem[]): ReadFiles {
  const newest = newestLists(now, []);
  const files = new Map(now);
  for (const old of seen) {
    const found = newest.find(({ crl }) => isSameScope(crl, old.crl));
    if (!found || !isOlderList(found.crl, old.crl)) continue;
    const text = `is older than the list in force (${listText(found.crl)} instead of ${listText(old.crl)}); reload({ acceptOlderLists: true }) takes it all the same`;
    kept.push({ file: found.file, text });
    files.set(old.file, old.from);
  }
  return files;
}

export function newestLists(files: ReadFiles, seen: SeenLists): SeenLists {
  const newest = [...seen];
  for (const [file, from] of files) {
    for (const thing of from.things) {
      if (thing.kind !== 'crl') continue;
      const list = { crl: thing.crl, file, from };
      const at = newest.findIndex(({ crl }) => isSameScope(crl, list.crl));
      if (at === -1) newest.push(list);
      else if (isOlderList(newest[at]!.crl, list.crl)) newest[at] = list;
    }
  }
  return newest;
}

const listText = (crl: Crl): string => {
  const number = listNumber(crl);
  const day = new Date(crl.thisUpdate).toISOString().slice(0, 10);
  return number === undefined ? `of ${day}` : `number ${number} of ${day}`;
};
