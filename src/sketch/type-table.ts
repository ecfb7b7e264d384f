import { OutcrossError } from '../base/errors.ts';
import type { Sketch } from './sketch.ts';

/** Blocks that every corpus is cut into. */
export const BLOCKS = 64;

/**
 * A type sample at rest: every n-gram type whose hash lies below 2^-shift of the hash space, with its exact count and its
 * document count in each block. Types are sorted by hash, pairs within a type by block.
 */
export interface TypeColumns {
  /** N-gram order; 0 stands for whole examples. */
  readonly order: number;
  /** Most (type, block) pairs kept. */
  readonly budget: number;
  /** The share of types kept is 2^-shift. 0 keeps all. */
  readonly shift: number;
  /** Hash lanes of each type. */
  readonly hi: Uint32Array;
  readonly lo: Uint32Array;
  /** Pairs of type t are [start[t], start[t + 1]). */
  readonly start: Uint32Array;
  readonly block: Uint8Array;
  readonly count: Uint32Array;
  readonly documents: Uint32Array;
  /** N-grams met in each block, sampled or not: 64 exact totals. */
  readonly positions: Float64Array;
}

/** See `TypeColumns`. Coordinated sampling by one hash (Cohen 2014, "All-distances sketches"; Duffield, Lund, Thorup 2007). */
export class TypeTable implements Sketch<TypeTable> {
  readonly columns: TypeColumns;

  constructor(columns: TypeColumns) {
    this.columns = columns;
  }

  static empty(order: number, budget: number): TypeTable {
    return new TypeTable({
      order,
      budget,
      shift: 0,
      hi: new Uint32Array(0),
      lo: new Uint32Array(0),
      start: new Uint32Array(1),
      block: new Uint8Array(0),
      count: new Uint32Array(0),
      documents: new Uint32Array(0),
      positions: new Float64Array(BLOCKS),
    });
  }

  get types(): number {
    return this.columns.hi.length;
  }

  /** Share of all types that the sample keeps: 2^-shift. */
  get theta(): number {
    return 2 ** -this.columns.shift;
  }

  /** The same table at a coarser share, 2^-shift. `shift` is at least the present one. */
  sink(shift: number): TypeTable {
    const from = this.columns;
    if (shift === from.shift) return this;
    const keep = lowerBound(from.hi, limitOf(shift));
    const pairs = from.start[keep];
    return new TypeTable({
      ...from,
      shift,
      hi: from.hi.slice(0, keep),
      lo: from.lo.slice(0, keep),
      start: from.start.slice(0, keep + 1),
      block: from.block.slice(0, pairs),
      count: from.count.slice(0, pairs),
      documents: from.documents.slice(0, pairs),
    });
  }

  merge(other: TypeTable): TypeTable {
    const a = this.columns;
    const b = other.columns;
    if (a.order !== b.order || a.budget !== b.budget) {
      throw new OutcrossError(
        'E_MERGE',
        `type samples of order ${a.order}/${b.order} or of different budgets cannot be merged`,
      );
    }
    const shift = Math.max(a.shift, b.shift);
    return fit(union(this.sink(shift).columns, other.sink(shift).columns));
  }

  /** The table of the blocks that `keep` accepts: an eighth, a half, one block. Types that lie in none are dropped. */
  restrict(keep: (block: number) => boolean): TypeTable {
    const from = this.columns;
    const wanted = Uint8Array.from({ length: BLOCKS }, (_, b) => (keep(b) ? 1 : 0));
    const out = new Builder(from.hi.length, from.block.length);
    for (let t = 0; t < from.hi.length; t++) {
      out.open(from.hi[t], from.lo[t]);
      for (let p = from.start[t]; p < from.start[t + 1]; p++) {
        if (wanted[from.block[p]] === 1) out.pair(from.block[p], from.count[p], from.documents[p]);
      }
      out.close();
    }
    return new TypeTable({
      ...from,
      ...out.columns(),
      positions: from.positions.map((n, b) => n * wanted[b]),
    });
  }
}

/** First `hi` lane that a share of 2^-shift leaves out; 2^32 for shift 0. */
export function limitOf(shift: number): number {
  return 2 ** (32 - shift);
}

function lowerBound(sorted: Uint32Array, limit: number): number {
  let low = 0;
  let high = sorted.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (sorted[middle] < limit) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** Halves the share until the pairs fit the budget: the result depends on the types alone, not on the order they came in. */
function fit(columns: TypeColumns): TypeTable {
  let table = new TypeTable(columns);
  while (table.columns.block.length > columns.budget && table.columns.shift < 32) {
    table = table.sink(table.columns.shift + 1);
  }
  return table;
}

/** Builds the columns type by type, in hash order. Types without pairs leave no trace. */
export class Builder {
  readonly #hi: Uint32Array;
  readonly #lo: Uint32Array;
  readonly #start: Uint32Array;
  readonly #block: Uint8Array;
  readonly #count: Uint32Array;
  readonly #documents: Uint32Array;
  #types = 0;
  #pairs = 0;

  constructor(types: number, pairs: number) {
    this.#hi = new Uint32Array(types);
    this.#lo = new Uint32Array(types);
    this.#start = new Uint32Array(types + 1);
    this.#block = new Uint8Array(pairs);
    this.#count = new Uint32Array(pairs);
    this.#documents = new Uint32Array(pairs);
  }

  open(hi: number, lo: number): void {
    this.#hi[this.#types] = hi;
    this.#lo[this.#types] = lo;
    this.#start[this.#types] = this.#pairs;
  }

  pair(block: number, count: number, documents: number): void {
    this.#block[this.#pairs] = block;
    this.#count[this.#pairs] = count;
    this.#documents[this.#pairs++] = documents;
  }

  close(): void {
    if (this.#pairs > this.#start[this.#types]) this.#types++;
  }

  columns(): Pick<TypeColumns, 'hi' | 'lo' | 'start' | 'block' | 'count' | 'documents'> {
    const types = this.#types;
    const start = this.#start.slice(0, types + 1);
    start[types] = this.#pairs;
    return {
      hi: this.#hi.slice(0, types),
      lo: this.#lo.slice(0, types),
      start,
      block: this.#block.slice(0, this.#pairs),
      count: this.#count.slice(0, this.#pairs),
      documents: this.#documents.slice(0, this.#pairs),
    };
  }
}

function compareTypes(a: TypeColumns, i: number, b: TypeColumns, j: number): number {
  return a.hi[i] - b.hi[j] || a.lo[i] - b.lo[j];
}

function union(a: TypeColumns, b: TypeColumns): TypeColumns {
  const out = new Builder(a.hi.length + b.hi.length, a.block.length + b.block.length);
  let i = 0;
  let j = 0;
  while (i < a.hi.length || j < b.hi.length) {
    const order = i === a.hi.length ? 1 : j === b.hi.length ? -1 : compareTypes(a, i, b, j);
    if (order < 0) copyType(out, a, i++);
    else if (order > 0) copyType(out, b, j++);
    else mergeType(out, a, i++, b, j++);
  }
  return { ...a, ...out.columns(), positions: a.positions.map((n, k) => n + b.positions[k]) };
}

function copyType(out: Builder, from: TypeColumns, t: number): void {
  out.open(from.hi[t], from.lo[t]);
  for (let p = from.start[t]; p < from.start[t + 1]; p++)
    out.pair(from.block[p], from.count[p], from.documents[p]);
  out.close();
}

function mergeType(out: Builder, a: TypeColumns, i: number, b: TypeColumns, j: number): void {
  out.open(a.hi[i], a.lo[i]);
  let p = a.start[i];
  let q = b.start[j];
  const pEnd = a.start[i + 1];
  const qEnd = b.start[j + 1];
  while (p < pEnd || q < qEnd) {
    const order = p === pEnd ? 1 : q === qEnd ? -1 : a.block[p] - b.block[q];
    if (order < 0) out.pair(a.block[p], a.count[p], a.documents[p++]);
    else if (order > 0) out.pair(b.block[q], b.count[q], b.documents[q++]);
    else out.pair(a.block[p], a.count[p] + b.count[q], a.documents[p++] + b.documents[q++]);
  }
  out.close();
}
