/** Hands out the element with the smallest penalty; of those with the same, the one that came last (binary heap). */
export class BestFirstQueue<Element extends { readonly penalty: number }> {
  readonly #heap: { readonly element: Element; readonly order: number }[] = [];
  #added = 0;

  push(element: Element): void {
    const heap = this.#heap;
    let at = heap.length;
    heap.push({ element, order: this.#added++ });
    while (at > 0 && this.#isBefore(at, (at - 1) >> 1)) at = this.#swap(at, (at - 1) >> 1);
  }

  pop(): Element | undefined {
    const heap = this.#heap;
    const last = heap.pop();
    if (heap.length === 0) return last?.element;
    const { element } = heap[0]!;
    heap[0] = last!;
    let at = 0;
    for (let child = this.#betterChild(at); this.#isBefore(child, at); child = this.#betterChild(at)) {
      at = this.#swap(at, child);
    }
    return element;
  }

  #betterChild(at: number): number {
    const left = 2 * at + 1;
    return this.#isBefore(left + 1, left) ? left + 1 : left;
  }

  #isBefore(a: number, b: number): boolean {
    const [first, second] = [this.#heap[a], this.#heap[b]];
    if (!first || !second) return false;
    const difference = first.element.penalty - second.element.penalty;
    return difference === 0 ? first.order > second.order : difference < 0;
  }

  /** Returns where the element that was at `from` is now. */
  #swap(from: number, to: number): number {
    const moved = this.#heap[from]!;
    this.#heap[from] = this.#heap[to]!;
    this.#heap[to] = moved;
    return to;
  }
}
