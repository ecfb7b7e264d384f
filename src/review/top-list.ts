/** Keeps the first `most` of whatever is offered, in a binary heap whose root is the last of those kept. */
export class TopList<T> {
  readonly #most: number;
  readonly #before: (a: T, b: T) => boolean;
  readonly #heap: T[] = [];

  /** `before`: a strict total order; who comes first is kept. */
  constructor(most: number, before: (a: T, b: T) => boolean) {
    this.#most = most;
    this.#before = before;
  }

  offer(thing: T): void {
    const heap = this.#heap;
    if (heap.length < this.#most) {
      heap.push(thing);
      this.#rise(heap.length - 1);
    } else if (this.#most > 0 && this.#before(thing, heap[0])) {
      heap[0] = thing;
      this.#sink();
    }
  }

  /** All that were kept, in their order. */
  sorted(): T[] {
    return [...this.#heap].sort((a, b) => (this.#before(a, b) ? -1 : 1));
  }

  #rise(at: number): void {
    const heap = this.#heap;
    while (at > 0) {
      const above = (at - 1) >> 1;
      if (!this.#before(heap[above], heap[at])) return;
      [heap[above], heap[at]] = [heap[at], heap[above]];
      at = above;
    }
  }

  #sink(): void {
    const heap = this.#heap;
    for (let at = 0; ; ) {
      let last = at;
      for (const below of [2 * at + 1, 2 * at + 2]) {
        if (below < heap.length && this.#before(heap[last], heap[below])) last = below;
      }
      if (last === at) return;
      [heap[last], heap[at]] = [heap[at], heap[last]];
      at = last;
    }
  }
}
