/** Counts of 64-bit hashes in order of first use; its arrays are used again. */
export class HashCounts {
  size = 0;
  hi = new Int32Array(1 << 10);
  lo = new Int32Array(1 << 10);
  count = new Float64Array(1 << 10);
  #slots = new Int32Array(1 << 12).fill(-1);
  /** The slot of each count: what is cleared after a short text is what it filled, however long one before it was. */
  #slotOf = new Int32Array(1 << 10);

  clear(): void {
    for (let i = 0; i < this.size; i++) this.#slots[this.#slotOf[i]] = -1;
    this.size = 0;
  }

  add(hi: number, lo: number): void {
    const slot = this.#find(hi, lo);
    const index = this.#slots[slot];
    if (index >= 0) {
      this.count[index]++;
      return;
    }
    if (this.size === this.hi.length) {
      this.#grow();
      this.add(hi, lo);
      return;
    }
    this.hi[this.size] = hi;
    this.lo[this.size] = lo;
    this.count[this.size] = 1;
    this.#slotOf[this.size] = slot;
    this.#slots[slot] = this.size++;
  }

  #find(hi: number, lo: number): number {
    const mask = this.#slots.length - 1;
    let slot = (lo ^ (lo >>> 15)) & mask;
    for (;;) {
      const index = this.#slots[slot];
      if (index < 0 || (this.lo[index] === lo && this.hi[index] === hi)) return slot;
      slot = (slot + 1) & mask;
    }
  }

  /** Twice the room; slots stay at most a quarter full. */
  #grow(): void {
    const room = this.hi.length * 2;
    const wider = <T extends Int32Array | Float64Array>(into: T, from: T): T => {
      into.set(from);
      return into;
    };
    this.hi = wider(new Int32Array(room), this.hi);
    this.lo = wider(new Int32Array(room), this.lo);
    this.count = wider(new Float64Array(room), this.count);
    this.#slots = new Int32Array(room * 4).fill(-1);
    this.#slotOf = new Int32Array(room);
    for (let i = 0; i < this.size; i++) {
      this.#slotOf[i] = this.#find(this.hi[i], this.lo[i]);
      this.#slots[this.#slotOf[i]] = i;
    }
  }
}
