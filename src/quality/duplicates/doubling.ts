/** A typed array that grows. */
export class Doubling<A extends Uint32Array | Uint8Array | Int32Array | Float32Array = Uint32Array> {
  /** What is held, and room behind it. Another array after each growth. */
  values: A;

  constructor(first: A) {
    this.values = first;
  }

  /** The array, with room for at least `length` numbers. */
  room(length: number): A {
    if (length > this.values.length) {
      const wider = new (this.values.constructor as new (length: number) => A)(Math.ceil(length * 1.6));
      wider.set(this.values);
      this.values = wider;
    }
    return this.values;
  }
}
