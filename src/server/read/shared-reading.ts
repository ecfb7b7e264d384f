/** One reading for many who ask at once: it serves all who asked before it began. */
export class SharedReading<T> {
  readonly #read: () => Promise<T>;
  #reading: Promise<T> | undefined;
  #next: Promise<T> | undefined;

  constructor(read: () => Promise<T>) {
    this.#read = read;
  }

  /** What a reading says that began after this was called. Throws what it throws. */
  get(): Promise<T> {
    if (this.#reading === undefined) return this.#start();
    // What is being read may have begun too early: one more reading serves all who wait.
    this.#next ??= this.#reading.then(ignore, ignore).then(() => {
      this.#next = undefined;
      return this.#reading ?? this.#start();
    });
    return this.#next;
  }

  #start(): Promise<T> {
    const reading = this.#read().finally(() => {
      if (this.#reading === reading) this.#reading = undefined;
    });
    this.#reading = reading;
    return reading;
  }
}

function ignore(): void {}
