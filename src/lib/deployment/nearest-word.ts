/** Longest text that a suggestion is sought for, in characters: no key or word of the file is longer. */
const longest = 40;
/** Most letters that may be wrong. */
const mostEdits = 3;

/**
 * The one of `words` that was probably meant: equal but for case, or the only one that begins so, or the nearest
 * by edit distance.
 */
export function nearestWord(written: string, words: readonly string[]): string | undefined {
  if (written === '' || written.length > longest) return undefined;
  const wanted = written.toLowerCase();
  const lower = words.map((word) => word.toLowerCase());
  const same = lower.indexOf(wanted);
  if (same !== -1) return words[same];
  return onlyOneBeginning(wanted, lower, words) ?? nearestByEdits(wanted, lower, words);
}

function onlyOneBeginning(
  wanted: string,
  lower: readonly string[],
  words: readonly string[],
): string | undefined {
  if (wanted.length < 3) return undefined;
  const beginning = words.filter((_, i) => lower[i]!.startsWith(wanted));
  return beginning.length === 1 ? beginning[0] : undefined;
}

function nearestByEdits(
  wanted: string,
  lower: readonly string[],
  words: readonly string[],
): string | undefined {
  let best: string | undefined;
  let fewest = mostEdits + 1;
  for (const [i, word] of lower.entries()) {
    if (Math.abs(word.length - wanted.length) >= fewest) continue;
    const edits = editDistance(wanted, word);
    // Of a short word less than a third may be wrong: sha1 is not sha512.
    if (edits >= fewest || edits * 3 >= Math.max(wanted.length, word.length)) continue;
    fewest = edits;
    best = words[i];
  }
  return best;
}

/** Letters to insert, delete, replace or swap with their neighbour (optimal string alignment). */
function editDistance(a: string, b: string): number {
  let beforePrevious: number[] = [];
  let previous = Array.from({ length: b.length + 1 }, (_, j) => j);
  for (let i = 1; i <= a.length; i++) {
    const current = [i];
    for (let j = 1; j <= b.length; j++) {
      const replaced = previous[j - 1]! + (a[i - 1] === b[j - 1] ? 0 : 1);
      let edits = Math.min(previous[j]! + 1, current[j - 1]! + 1, replaced);
      const isSwap = i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1];
      if (isSwap) edits = Math.min(edits, beforePrevious[j - 2]! + 1);
      current.push(edits);
    }
    beforePrevious = previous;
    previous = current;
  }
  return previous[b.length]!;
}
