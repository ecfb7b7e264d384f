import { isRow } from './fields.ts';

/**
 * What a value that holds no others may be. `wide` is a whole number beyond 2^53, `unsigned` one beyond 2^63, `moment` a date with
 * its time.
 */
export type ScalarKind =
  | 'string'
  | 'boolean'
  | 'integer'
  | 'wide'
  | 'unsigned'
  | 'float'
  | 'moment'
  | 'bytes';

const SIGNED_MOST = 2n ** 63n - 1n;

/** What the values of a column were, met one by one. */
export class ColumnShape {
  readonly scalars = new Set<ScalarKind>();
  /** Of the elements, where some value was a list. */
  elements: ColumnShape | undefined;
  /** Of the fields, where some value was an object. */
  fields: Map<string, ColumnShape> | undefined;
  /** The least and the largest whole number. */
  least = 0;
  most = 0;

  observe(value: unknown): void {
    if (value === null || value === undefined) return;
    if (Array.isArray(value)) {
      this.elements ??= new ColumnShape();
      for (const item of value) this.elements.observe(item);
    } else if (isRow(value)) this.#observeFields(value);
    else this.scalars.add(this.#kindOf(value));
  }

  /** True where all values were null. */
  get isEmpty(): boolean {
    return this.scalars.size === 0 && this.elements === undefined && this.fields === undefined;
  }

  /** True where every scalar met is one of `kinds`. */
  scalarsAre(...kinds: readonly ScalarKind[]): boolean {
    return [...this.scalars].every((kind) => kinds.includes(kind));
  }

  #observeFields(value: object): void {
    this.fields ??= new Map();
    for (const [key, inner] of Object.entries(value)) {
      let shape = this.fields.get(key);
      if (shape === undefined) {
        shape = new ColumnShape();
        this.fields.set(key, shape);
      }
      shape.observe(inner);
    }
  }

  #kindOf(value: unknown): ScalarKind {
    if (typeof value === 'string') return 'string';
    if (typeof value === 'boolean') return 'boolean';
    if (value instanceof Date) return 'moment';
    if (typeof value === 'bigint' || typeof value === 'number') return this.#numberKind(value);
    return 'bytes';
  }

  #numberKind(value: bigint | number): ScalarKind {
    const number = Number(value);
    if (!Number.isInteger(number)) return 'float';
    const isSafe = Number.isSafeInteger(number);
    if (!isSafe && typeof value === 'number') return 'float';
    this.least = Math.min(this.least, number);
    if (!isSafe) return value > SIGNED_MOST ? 'unsigned' : 'wide';
    this.most = Math.max(this.most, number);
    return 'integer';
  }
}
