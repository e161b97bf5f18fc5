/** So many strings are compared one by one faster than they are hashed. */
const few = 24;

/** Identifiers seen so far in a list that is nearly always short, and may be endless in an attack. */
export class IdentifierSet {
  readonly #ids: string[] = [];
  #set: Set<string> | undefined;

  /** Adds one; false where it was there already. */
  add(id: string): boolean {
    const isKnown = this.#set ? this.#set.has(id) : this.#ids.includes(id);
    if (isKnown) return false;
    this.#ids.push(id);
    if (this.#ids.length === few) this.#set = new Set(this.#ids);
    this.#set?.add(id);
    return true;
  }
}
