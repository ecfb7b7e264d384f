/**
 * A value that is read again when it is older than its time; meanwhile whoever asks gets the old one, but of a value that is very old,
 * which nobody asked for lately, the new one. What fails is thrown to who asked first, and tried again for the next.
 */
export class Polled<V> {
  readonly #read: () => Promise<V>;
  readonly #clock: () => number;
  readonly #fresh: number;
  #kept: { readonly value: V; readonly at: number } | undefined;
  #reading: Promise<V> | undefined;

  /** @param fresh milliseconds that a value is taken for new; ten times that long it is shown while it is read again. */
  constructor(read: () => Promise<V>, clock: () => number, fresh: number) {
    this.#read = read;
    this.#clock = clock;
    this.#fresh = fresh;
  }

  async get(): Promise<V> {
    const age = this.#kept === undefined ? Number.POSITIVE_INFINITY : this.#clock() - this.#kept.at;
    if (age >= 0 && age <= this.#fresh) return this.#kept!.value;
    const reading = this.#again();
    if (!(age >= 0 && age <= 10 * this.#fresh)) return reading;
    // Who asks next learns of it.
    reading.catch(() => {
      this.#kept = undefined;
    });
    return this.#kept!.value;
  }

  #again(): Promise<V> {
    const at = this.#clock();
    this.#reading ??= this.#read()
      .then((value) => {
        this.#kept = { value, at };
        return value;
      })
      .finally(() => {
        this.#reading = undefined;
      });
    return this.#reading;
  }
}
