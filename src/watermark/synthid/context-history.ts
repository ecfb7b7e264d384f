/** Positions that the readings of SynthID remember. */
const HISTORY = 1024;

/** The contexts of the last 1,024 positions: a marker of SynthID leaves those alone that it has among them. */
export class ContextHistory {
  readonly #width: number;
  readonly #last = new Map<string, number>();
  #position = 0;

  constructor(width: number) {
    this.#width = width;
  }

  /** Adds the context of `width` tokens before `end`, 0 for what stands before the start; true where it is not remembered. */
  add(tokens: ArrayLike<number>, end: number): boolean {
    const context: number[] = [];
    for (let i = end - this.#width; i < end; i++) context.push(i < 0 ? 0 : tokens[i]);
    const name = context.join();
    const last = this.#last.get(name);
    const position = this.#position++;
    this.#last.set(name, position);
    return last === undefined || position - last > HISTORY;
  }
}
