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
    for (const key of new Set(keysOf(each))) {
      if (key === undefined) continue;
      const known = places.get(key);
      if (known) known.push(at);
      else places.set(key, [at]);
    }
  }
  return (...keys) => {
    const found = new Set(keys.flatMap((key) => (key === undefined ? [] : (places.get(key) ?? []))));
    return [...found].sort((a, b) => a - b).map((at) => all[at]!);
  };
}
