import { BLOCKS } from '../sketch/type-table.ts';
import { classOf, gridOf, toGrid, WideSums } from './fixed-point.ts';

/** Above this many numbers a vector, products of different columns are not kept: only sums and squares are. */
export const MOST_CROSSED = 1024;

/** Rows between two carries: 2^12 products of two integers of 20 bits stay below 2^53. */
const TILE_ROWS = 1 << 12;

/** Sums over the vectors of one class, in units of its grid (products: of its square). All integers, all exact. */
export interface ClassMoments {
  readonly exponent: number;
  /** Vectors by block. */
  readonly count: Float64Array;
  /** Sums by block and column: BLOCKS x d. */
  readonly sum: WideSums;
  /** Sum of squared lengths by block. */
  readonly square: WideSums;
  /**
   * Products of columns over all blocks, lower triangle row by row: d (d + 1) / 2; above `MOST_CROSSED` columns the d squares alone.
   * Undefined where only some of the blocks are left.
   */
  readonly product: WideSums | undefined;
}

/** First and second moments of the vectors of a corpus, exact on the grids of `fixed-point.ts`; classes in ascending order. */
export type Moments = readonly ClassMoments[];

/** How many products are kept of vectors of `d` numbers. */
export function productsOf(d: number): number {
  return d > MOST_CROSSED ? d : (d * (d + 1)) / 2;
}

/** Moments while they grow. */
export class MomentsBuilder {
  readonly #d: number;
  readonly #classes = new Map<number, ClassBuilder>();

  constructor(dimension: number) {
    this.#d = dimension;
  }

  add(vector: Float32Array, block: number): void {
    const exponent = classOf(vector);
    let into = this.#classes.get(exponent);
    if (into === undefined) {
      into = new ClassBuilder(exponent, this.#d);
      this.#classes.set(exponent, into);
    }
    into.add(vector, block);
  }

  finish(): Moments {
    return [...this.#classes.values()].map((c) => c.finish()).sort((a, b) => a.exponent - b.exponent);
  }
}

/** Rows whose products are taken together: each product is read and written once for all of them. */
const STRIP = 8;

class ClassBuilder {
  readonly #exponent: number;
  readonly #d: number;
  readonly #count = new Float64Array(BLOCKS);
  readonly #sum: WideSums;
  readonly #square = new WideSums(BLOCKS);
  readonly #product: WideSums;
  readonly #tile: Float64Array;
  readonly #strip: Float64Array;
  #inStrip = 0;
  #inTile = 0;

  constructor(exponent: number, d: number) {
    this.#exponent = exponent;
    this.#d = d;
    this.#sum = new WideSums(BLOCKS * d);
    this.#product = new WideSums(productsOf(d));
    this.#tile = new Float64Array(productsOf(d));
    this.#strip = new Float64Array(STRIP * d);
  }

  add(vector: Float32Array, block: number): void {
    const d = this.#d;
    const at = this.#inStrip * d;
    toGrid(vector, this.#exponent, this.#strip, at);
    this.#count[block]++;
    for (let i = 0; i < d; i++) {
      const q = this.#strip[at + i];
      this.#sum.add(block * d + i, q);
      this.#square.add(block, q * q);
    }
    if (++this.#inStrip === STRIP) this.#multiply();
    if (this.#inTile + STRIP > TILE_ROWS) this.#carry();
  }

  #multiply(): void {
    this.#strip.fill(0, this.#inStrip * this.#d);
    if (this.#d > MOST_CROSSED) addSquares(this.#tile, this.#strip, this.#d);
    else addProducts(this.#tile, this.#strip, this.#d);
    this.#inTile += STRIP;
    this.#inStrip = 0;
  }

  #carry(): void {
    for (let i = 0; i < this.#tile.length; i++) this.#product.add(i, this.#tile[i]);
    this.#tile.fill(0);
    this.#inTile = 0;
  }

  finish(): ClassMoments {
    if (this.#inStrip > 0) this.#multiply();
    this.#carry();
    return {
      exponent: this.#exponent,
      count: this.#count.slice(),
      sum: this.#sum.copy(),
      square: this.#square.copy(),
      product: this.#product.copy(),
    };
  }
}

function addSquares(tile: Float64Array, strip: Float64Array, d: number): void {
  for (let r = 0; r < STRIP; r++) for (let i = 0; i < d; i++) tile[i] += strip[r * d + i] * strip[r * d + i];
}

/** Adds the products of columns over the strip's eight rows. */
function addProducts(tile: Float64Array, x: Float64Array, d: number): void {
  let at = 0;
  for (let i = 0; i < d; i++) {
    const a0 = x[i];
    const a1 = x[d + i];
    const a2 = x[2 * d + i];
    const a3 = x[3 * d + i];
    const a4 = x[4 * d + i];
    const a5 = x[5 * d + i];
    const a6 = x[6 * d + i];
    const a7 = x[7 * d + i];
    for (let j = 0; j <= i; j++)
      tile[at++] +=
        a0 * x[j] +
        a1 * x[d + j] +
        a2 * x[2 * d + j] +
        a3 * x[3 * d + j] +
        a4 * x[4 * d + j] +
        a5 * x[5 * d + j] +
        a6 * x[6 * d + j] +
        a7 * x[7 * d + j];
  }
}

/** The moments of both together; a product that one of them lacks is lost. */
export function mergeMoments(a: Moments, b: Moments): Moments {
  const exponents = [...new Set([...a, ...b].map((c) => c.exponent))].sort((x, y) => x - y);
  return exponents.map((exponent) => {
    const x = a.find((c) => c.exponent === exponent);
    const y = b.find((c) => c.exponent === exponent);
    return x === undefined ? y! : y === undefined ? x : mergeClass(x, y);
  });
}

function mergeClass(a: ClassMoments, b: ClassMoments): ClassMoments {
  return {
    exponent: a.exponent,
    count: a.count.map((n, block) => n + b.count[block]),
    sum: a.sum.merge(b.sum),
    square: a.square.merge(b.square),
    product: a.product === undefined || b.product === undefined ? undefined : a.product.merge(b.product),
  };
}

/** The part of some blocks. Products are kept only where no block with vectors is left out. */
export function restrictMoments(moments: Moments, keep: (block: number) => boolean): Moments {
  return moments.flatMap((c) => {
    const count = c.count.map((n, block) => (keep(block) ? n : 0));
    if (count.every((n) => n === 0)) return [];
    const whole = count.every((n, block) => n === c.count[block]);
    return [whole ? c : { ...c, count, ...restrictedSums(c, keep), product: undefined }];
  });
}

function restrictedSums(
  { sum, square }: ClassMoments,
  keep: (block: number) => boolean,
): Pick<ClassMoments, 'sum' | 'square'> {
  const d = sum.length / BLOCKS;
  const cut = { sum: sum.copy(), square: square.copy() };
  for (let block = 0; block < BLOCKS; block++) {
    if (keep(block)) continue;
    for (const half of ['high', 'low'] as const) {
      cut.sum[half].fill(0, block * d, (block + 1) * d);
      cut.square[half][block] = 0;
    }
  }
  return cut;
}

/** Vectors, mean and mean squared length by block, in the vectors' own units. */
export interface BlockMoments {
  readonly count: Float64Array;
  /** BLOCKS x d. */
  readonly sum: Float64Array;
  readonly square: Float64Array;
}

/** The classes together, as doubles: for statistics, not for merging. */
export function blockMoments(moments: Moments, d: number): BlockMoments {
  const out = {
    count: new Float64Array(BLOCKS),
    sum: new Float64Array(BLOCKS * d),
    square: new Float64Array(BLOCKS),
  };
  for (const { exponent, count, sum, square } of moments) {
    const grid = gridOf(exponent);
    for (let block = 0; block < BLOCKS; block++) {
      out.count[block] += count[block];
      out.square[block] += square.value(block) * grid * grid;
    }
    for (let i = 0; i < out.sum.length; i++) out.sum[i] += sum.value(i) * grid;
  }
  return out;
}

/** Mean and unbiased covariance (row-major d x d) of a corpus. Undefined without the products, or for fewer than two vectors. */
export function covarianceOf(
  moments: Moments,
  d: number,
): { readonly count: number; readonly mean: Float64Array; readonly covariance: Float64Array } | undefined {
  if (d > MOST_CROSSED || moments.some((c) => c.product === undefined)) return undefined;
  const { count: counts, sum } = blockMoments(moments, d);
  const count = counts.reduce((a, b) => a + b, 0);
  if (count < 2) return undefined;
  const mean = new Float64Array(d);
  for (let i = 0; i < sum.length; i++) mean[i % d] += sum[i] / count;
  const covariance = new Float64Array(d * d);
  for (const { exponent, product } of moments) {
    const unit = gridOf(exponent) ** 2;
    for (let i = 0, at = 0; i < d; i++)
      for (let j = 0; j <= i; j++, at++) covariance[i * d + j] += product!.value(at) * unit;
  }
  for (let i = 0; i < d; i++) {
    for (let j = 0; j <= i; j++) {
      const value = (covariance[i * d + j] - count * mean[i] * mean[j]) / (count - 1);
      covariance[i * d + j] = value;
      covariance[j * d + i] = value;
    }
  }
  return { count, mean, covariance };
}
