/**
 * Finds things by their keys without going through all of them each time: a thousand certificates are looked up at once.
 * What is found keeps its order.
 */
export function lookUp<T>(
  all: readonly T[],
  keysOf: (each: T) => readonly (string | undefined)[],
): (...keys: readonly (string | undefined)[]) => T[] {
  const places = new Map<string, number[]>();
  for (const [at, each] of all.entries()) {
    for (const key of keysOf(each)) {
      if (key === undefined) continue;
      const known = places.get(key);
      if (!known) places.set(key, [at]);
      // A thing may have the same key twice.
      else if (known.at(-1) !== at) known.push(at);
    }
  }
  return (...keys) => {
    const lists = keys.flatMap((key) => (key === undefined ? [] : [places.get(key) ?? []]));
    const found = lists.length === 1 ? lists[0]! : [...new Set(lists.flat())].sort((a, b) => a - b);
    return found.map((at) => all[at]!);
  };
}
