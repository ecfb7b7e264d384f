/** A queue between those who tell and one who waits to be told. */
export class Mailbox<T> {
  #waiting: ((item: T) => void) | undefined;
  #items: T[] = [];
  #next = 0;

  put(item: T): void {
    const waiting = this.#waiting;
    this.#waiting = undefined;
    if (waiting === undefined) this.#items.push(item);
    else waiting(item);
  }

  /** The oldest item, once there is one. Only one may wait at a time. */
  take(): Promise<T> {
    if (this.#next < this.#items.length) {
      const item = this.#items[this.#next++];
      if (this.#next === this.#items.length) {
        this.#items = [];
        this.#next = 0;
      }
      return Promise.resolve(item);
    }
    return new Promise((resolve) => {
      this.#waiting = resolve;
    });
  }
}
