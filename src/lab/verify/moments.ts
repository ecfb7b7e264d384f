/** Mean and standard error of values that come one by one (Welford 1962). */
export class Moments {
  #count = 0;
  #mean = 0;
  #squares = 0;

  get count(): number {
    return this.#count;
  }

  /** NaN before the first value. */
  get mean(): number {
    return this.#count === 0 ? Number.NaN : this.#mean;
  }

  /** Of the mean; NaN for fewer than two values. */
  get error(): number {
    if (this.#count < 2) return Number.NaN;
    return Math.sqrt(this.#squares / (this.#count - 1) / this.#count);
  }

  add(value: number): void {
    this.#count++;
    const before = value - this.#mean;
    this.#mean += before / this.#count;
    this.#squares += before * (value - this.#mean);
  }
}
