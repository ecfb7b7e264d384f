/** Compiled functions by the plain value that they depend on. */
export class Compiled<F> {
  readonly #functions = new Map<string, F>();

  get(key: object, compile: () => F): F {
    const name = JSON.stringify(key);
    let compiled = this.#functions.get(name);
    if (compiled === undefined) this.#functions.set(name, (compiled = compile()));
    return compiled;
  }
}
