import { OutcrossError } from '../../base/errors.ts';
import { binomialLogProbability } from '../../stats/discrete.ts';
import { probabilities } from './drift.ts';
import { requireWhole } from './parameters.ts';

/** Above this the matrix of the chain would take more than 130 MB. */
const MOST_SAMPLES = 4000;

/**
 * The exact chain of one category's count under refits on `samples` draws: binomial with the share of the last count
 * (Wright-Fisher; Ewens 2004, section 3.2). Time and memory go with `samples` squared, which is from 1 to 4,000.
 */
export class DriftChain {
  readonly samples: number;
  /** P(y | x), row-major, x and y from 0 to `samples`. */
  readonly #step: Float64Array;

  constructor(samples: number) {
    requireWhole('samples', samples, 1, MOST_SAMPLES);
    this.samples = samples;
    const side = samples + 1;
    this.#step = new Float64Array(side * side);
    for (let x = 0; x <= samples; x++) this.#step.set(binomialRow(samples, x / samples), x * side);
  }

  /** By count: the probability of being gone after `refits` more. */
  extinction(refits: number): Float64Array {
    return this.extinctions(refits)[refits];
  }

  /** `extinction` after 0 to `refits` more. */
  extinctions(refits: number): Float64Array[] {
    requireWhole('refits', refits, 0);
    const none = new Float64Array(this.samples + 1);
    none[0] = 1;
    const all = [none];
    for (let k = 0; k < refits; k++) all.push(this.#before(all[k]));
    return all;
  }

  /** By count: what `values`, given by count, are expected to be one refit later. */
  #before(values: Float64Array): Float64Array<ArrayBuffer> {
    const side = this.samples + 1;
    const out = new Float64Array(side);
    for (let x = 0; x < side; x++) {
      let sum = 0;
      for (let y = 0, at = x * side; y < side; y++, at++) sum += this.#step[at] * values[y];
      out[x] = sum;
    }
    return out;
  }

  /**
   * By count x: the part g(x) of the mean time to total collapse that a category of that count adds, so that the time is the sum
   * over all categories. It solves g(x) = x/M + E[g(next) | x] with g(0) = g(M) = 0: then the sum falls by 1 each refit until
   * one category has all. The exact form of what Littler (1975) gives in the diffusion limit.
   */
  collapseParts(): Float64Array {
    const inner = this.samples - 1;
    const side = this.samples + 1;
    const matrix = new Float64Array(inner * inner);
    const right = new Float64Array(inner);
    for (let x = 1; x <= inner; x++) {
      right[x - 1] = x / this.samples;
      for (let y = 1; y <= inner; y++) {
        matrix[(x - 1) * inner + y - 1] = (x === y ? 1 : 0) - this.#step[x * side + y];
      }
    }
    solveDominant(matrix, right);
    const parts = new Float64Array(side);
    parts.set(right, 1);
    return parts;
  }
}

/** Probabilities of 0 to `samples` successes of probability `p`. */
function binomialRow(samples: number, p: number): Float64Array {
  return Float64Array.from({ length: samples + 1 }, (_, y) =>
    Math.exp(binomialLogProbability(y, samples, p)),
  );
}

/**
 * Solves in place by Gaussian elimination without exchanges of rows, which is stable for I - P with P substochastic (an
 * M-matrix: Berman and Plemmons 1994, chapter 6).
 */
function solveDominant(matrix: Float64Array, right: Float64Array): void {
  const n = right.length;
  for (let k = 0; k < n; k++) {
    for (let i = k + 1; i < n; i++) {
      const factor = matrix[i * n + k] / matrix[k * n + k];
      if (factor === 0) continue;
      for (let j = k + 1; j < n; j++) matrix[i * n + j] -= factor * matrix[k * n + j];
      right[i] -= factor * right[k];
    }
  }
  for (let i = n - 1; i >= 0; i--) {
    for (let j = i + 1; j < n; j++) right[i] -= matrix[i * n + j] * right[j];
    right[i] /= matrix[i * n + i];
  }
}

/** The mean of `values`, given by count, over a binomial count of `samples` draws, for each probability of `p`, summed. */
function sumOverFirstDraw(p: Float64Array, samples: number, values: Float64Array): number {
  const known = new Map<number, number>();
  let sum = 0;
  for (const share of p) {
    let mean = known.get(share);
    if (mean === undefined) {
      mean = binomialRow(samples, share).reduce((total, chance, y) => total + chance * values[y], 0);
      known.set(share, mean);
    }
    sum += mean;
  }
  return sum;
}

/**
 * Categories expected to be left after `refits` on `samples` draws each, exactly: each category's count is a chain of its own.
 * `refits` from 1, `samples` from 1 to 4,000. Throws `E_PARAMETER`.
 */
export function expectedSurvivors(weights: ArrayLike<number>, samples: number, refits: number): number {
  requireWhole('refits', refits, 1);
  const p = probabilities(weights);
  const gone = new DriftChain(samples).extinction(refits - 1);
  return p.length - sumOverFirstDraw(p, samples, gone);
}

/** `expectedSurvivors` after 1 to `refits`, for hardly more than the time of the last. */
export function expectedSurvivorCurve(
  weights: ArrayLike<number>,
  samples: number,
  refits: number,
): Float64Array {
  requireWhole('refits', refits, 1);
  const chain = new DriftChain(samples);
  const first = countsOfFirstDraw(probabilities(weights), samples);
  return Float64Array.from(chain.extinctions(refits - 1), (gone) =>
    gone.reduce((sum, chance, count) => sum + first[count] * (1 - chance), 0),
  );
}

/** How many categories of probabilities `p` are expected to have each count from 0 to `samples`. */
function countsOfFirstDraw(p: Float64Array, samples: number): Float64Array {
  const counts = new Float64Array(samples + 1);
  for (const share of p)
    for (const [count, chance] of binomialRow(samples, share).entries()) counts[count] += chance;
  return counts;
}

/** Mean refits until one category is left, exactly. `samples` from 2 to 1,000. Throws `E_PARAMETER`. */
export function expectedCollapseTime(weights: ArrayLike<number>, samples: number): number {
  requireWhole('samples', samples, 2, 1000);
  const p = probabilities(weights);
  if (p.some((share) => share === 1)) {
    throw new OutcrossError('E_PARAMETER', 'one category has all the weight: it has collapsed already');
  }
  return 1 + sumOverFirstDraw(p, samples, new DriftChain(samples).collapseParts());
}
