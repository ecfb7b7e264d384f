/** The values that were asked for last, by key. Who asks for a value that is being made waits for it; what fails is not kept. */
export class Recent<V> {
  readonly #most: number;
  readonly #values = new Map<string, Promise<V>>();

  /** @param most values that are kept, at least 1. */
  constructor(most: number) {
    this.#most = most;
  }

  get(key: string, make: () => V | Promise<V>): Promise<V> {
    const found = this.#values.get(key);
    if (found !== undefined) {
      this.#values.delete(key);
      this.#values.set(key, found);
      return found;
    }
    const made = Promise.resolve().then(make);
    this.#values.set(key, made);
    made.catch(() => {
      if (this.#values.get(key) === made) this.#values.delete(key);
    });
    if (this.#values.size > this.#most) this.#values.delete(this.#values.keys().next().value as string);
    return made;
  }
}
