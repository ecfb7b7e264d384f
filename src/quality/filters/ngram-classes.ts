import { Naming } from './naming.ts';
import type { WordList } from './word-list.ts';

/** Where no repeated n-gram begins. */
const UNIQUE = -1;

/**
 * Which n-grams of a text are equal, order after order, without hashing an n-gram: an n-gram is the pair of the two
 * (n-1)-grams in it (naming of Karp, Miller and Rosenberg 1972), and it can only be repeated where both of them are. So only
 * the words themselves are compared by hash, and the work shrinks with each order.
 */
export class NgramClasses {
  order = 0;
  /** N-grams in the text. */
  positions = 0;
  /** Different n-grams that come more than once. */
  repeated = 0;
  /** Class of the n-gram that begins at each word, -1 where it comes once only. */
  classes = new Int32Array(1 << 10);
  readonly #naming = new Naming();
  #first = new Int32Array(1 << 8);
  #points = new Int32Array(1 << 10);
  #seen = new Uint8Array(1 << 8);

  /** Begins with the words of a text. */
  start(words: WordList): void {
    const { length, hi, lo, points } = words;
    this.order = 1;
    this.positions = length;
    if (this.classes.length < length) this.classes = new Int32Array(words.hi.length);
    if (this.#points.length <= length) this.#points = new Int32Array(words.hi.length + 1);
    const { classes } = this;
    const sums = this.#points;
    const naming = this.#naming;
    naming.start(length);
    let sum = 0;
    for (let i = 0; i < length; i++) {
      classes[i] = naming.name(hi[i], lo[i]);
      sums[i] = sum;
      sum += points[i];
    }
    sums[length] = sum;
    this.#dropUnique();
  }

  /** Goes on to the n-grams of one word more. */
  next(): void {
    this.order++;
    if (this.positions > 0) this.positions--;
    if (this.repeated === 0) return;
    const { classes, positions } = this;
    const naming = this.#naming;
    naming.start(positions);
    for (let i = 0; i < positions; i++) {
      const left = classes[i];
      const right = classes[i + 1];
      classes[i] = left < 0 || right < 0 ? UNIQUE : naming.name(left, right);
    }
    this.#dropUnique();
  }

  #dropUnique(): void {
    const { classes, positions } = this;
    const { counts, size } = this.#naming;
    if (this.#first.length < size) {
      this.#first = new Int32Array(counts.length);
      this.#seen = new Uint8Array(counts.length);
    }
    const first = this.#first;
    first.fill(UNIQUE, 0, size);
    let repeated = 0;
    for (let i = 0; i < positions; i++) {
      const name = classes[i];
      if (name < 0) continue;
      if (counts[name] < 2) classes[i] = UNIQUE;
      else if (first[name] < 0) {
        first[name] = i;
        repeated++;
      }
    }
    this.repeated = repeated;
  }

  /** Code points of the words of the n-gram at `i`, without blanks. */
  pointsAt(i: number): number {
    return this.#points[i + this.order] - this.#points[i];
  }

  /** The n-gram that comes most often, the first of several: where it first begins and how often it comes. */
  top(): { readonly at: number; readonly count: number } | undefined {
    if (this.positions === 0) return undefined;
    let at = 0;
    let count = 1;
    if (this.repeated === 0) return { at, count };
    const { counts, size } = this.#naming;
    for (let name = 0; name < size; name++) {
      if (counts[name] <= count) continue;
      count = counts[name];
      at = this.#first[name];
    }
    return { at, count };
  }

  /**
   * Code points of n-grams that came before, read from the left: a repeated one is passed over whole, so that no
   * word counts twice.
   */
  laterCopies(): number {
    if (this.repeated === 0) return 0;
    const { classes, positions, order } = this;
    const seen = this.#seen;
    seen.fill(0, 0, this.#naming.size);
    let sum = 0;
    let i = 0;
    while (i < positions) {
      const name = classes[i];
      if (name >= 0 && seen[name] === 1) {
        sum += this.pointsAt(i);
        i += order;
        continue;
      }
      if (name >= 0) seen[name] = 1;
      i++;
    }
    return sum;
  }

  /** Code points of all n-grams that come more than once, each as often as it comes, and of all n-grams. */
  allCopies(): { readonly repeated: number; readonly total: number } {
    let repeated = 0;
    let total = 0;
    for (let i = 0; i < this.positions; i++) {
      const points = this.pointsAt(i);
      total += points;
      if (this.repeated > 0 && this.classes[i] >= 0) repeated += points;
    }
    return { repeated, total };
  }
}
