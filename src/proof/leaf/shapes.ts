/** The keys of an object: those of rows are few, whatever the rows. */
export interface Shape {
  /** From 0, in the order in which shapes were met. */
  readonly id: number;
  /** As they stand in the object. */
  readonly keys: readonly string[];
  /** By their UTF-16 units, as RFC 8785 orders them. */
  readonly sorted: readonly string[];
  /** What stands before each value in canonical JSON, by `sorted`: a brace or comma, the key, a colon. */
  readonly heads: readonly string[];
}

/** Objects with names for keys (such as a tally by word) would fill the memory. */
const MOST_KEPT = 4096;

/** Remembers the shapes of objects, so that keys are sorted and quoted once. */
export class Shapes {
  readonly #known = new Map<string, Shape>();
  #next = 0;

  of(value: object): Shape {
    const keys = Object.keys(value);
    const name = keys.join('\u0000');
    const known = this.#known.get(name);
    // A key may itself hold U+0000.
    if (known !== undefined && isSame(known.keys, keys)) return known;
    const shape = shapeOf(this.#next++, keys);
    if (this.#known.size >= MOST_KEPT) this.#known.clear();
    this.#known.set(name, shape);
    return shape;
  }
}

function isSame(a: readonly string[], b: readonly string[]): boolean {
  if (a.length !== b.length) return false;
  for (let i = 0; i < a.length; i++) if (a[i] !== b[i]) return false;
  return true;
}

function shapeOf(id: number, keys: readonly string[]): Shape {
  const sorted = [...keys].sort();
  const heads = sorted.map((key, i) => `${i === 0 ? '{' : ','}${JSON.stringify(key)}:`);
  return { id, keys, sorted, heads };
}
