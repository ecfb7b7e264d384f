const FIRST_SLOTS = 1 << 6;

/**
 * Entries 0, 1, 2 ... by 64-bit key, several to a key: those of one key come in the order in which they were added. Entries need not
 * be added without gaps.
 */
export class KeyTable {
  /** First entry of a key + 1, 0 where free; at most half full. */
  #slots = new Int32Array(FIRST_SLOTS);
  #hi = new Uint32Array(FIRST_SLOTS / 2);
  #lo = new Uint32Array(FIRST_SLOTS / 2);
  /** The entry after an entry, + 1; for the first of a key, the last one in `#last`. */
  #next = new Int32Array(FIRST_SLOTS / 2);
  #last = new Int32Array(FIRST_SLOTS / 2);
  #used = 0;

  /** Adds an entry above all those before. */
  add(entry: number, hi: number, lo: number): void {
    if (entry >= this.#hi.length) this.#widen(entry);
    const key = hi >>> 0;
    const rest = lo >>> 0;
    this.#hi[entry] = key;
    this.#lo[entry] = rest;
    const slot = this.#find(key, rest);
    const first = this.#slots[slot] - 1;
    if (first >= 0) {
      this.#next[this.#last[first]] = entry + 1;
    } else {
      this.#slots[slot] = entry + 1;
      this.#used++;
    }
    this.#last[first < 0 ? entry : first] = entry;
    if (this.#used * 2 > this.#slots.length) this.#grow();
  }

  /** The first entry of a key; -1 for none. */
  first(hi: number, lo: number): number {
    return this.#slots[this.#find(hi >>> 0, lo >>> 0)] - 1;
  }

  /** The entry after `entry` of the same key; -1 after the last. */
  next(entry: number): number {
    return this.#next[entry] - 1;
  }

  #find(hi: number, lo: number): number {
    const mask = this.#slots.length - 1;
    let slot = (lo ^ Math.imul(hi, 0x9e3779b1)) & mask;
    for (;;) {
      const entry = this.#slots[slot] - 1;
      if (entry < 0 || (this.#hi[entry] === hi && this.#lo[entry] === lo)) return slot;
      slot = (slot + 1) & mask;
    }
  }

  #widen(entry: number): void {
    const length = Math.max(entry + 1, this.#hi.length * 2);
    const wider = <A extends Uint32Array | Int32Array>(made: A, from: A): A => {
      made.set(from);
      return made;
    };
    this.#hi = wider(new Uint32Array(length), this.#hi);
    this.#lo = wider(new Uint32Array(length), this.#lo);
    this.#next = wider(new Int32Array(length), this.#next);
    this.#last = wider(new Int32Array(length), this.#last);
  }

  #grow(): void {
    const firsts = this.#slots.filter((slot) => slot > 0);
    this.#slots = new Int32Array(this.#slots.length * 2);
    for (const first of firsts) this.#slots[this.#find(this.#hi[first - 1], this.#lo[first - 1])] = first;
  }
}
