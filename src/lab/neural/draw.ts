import type { Rng } from '../../base/rng.ts';
import type { SamplingBias } from '../learner.ts';

/** Draws an outcome from logits under a sampling bias. Keeps its buffers; makes nothing a draw. */
export class LogitDraw {
  readonly #temperature: number;
  readonly #topK: number;
  readonly #shares: Float64Array;
  readonly #order: Float64Array;

  constructor(outcomes: number, { temperature = 1, topK = outcomes }: SamplingBias = {}) {
    this.#temperature = temperature;
    this.#topK = Math.min(topK, outcomes);
    this.#shares = new Float64Array(outcomes);
    this.#order = new Float64Array(outcomes);
  }

  /** Index of the outcome drawn among those at `start` in `logits`. */
  draw(logits: ArrayLike<number>, start: number, rng: Rng): number {
    const shares = this.#shares;
    let highest = Number.NEGATIVE_INFINITY;
    for (let i = 0; i < shares.length; i++) highest = Math.max(highest, logits[start + i]);
    const least = this.#topK < shares.length ? this.#kthHighest(logits, start) : Number.NEGATIVE_INFINITY;
    let total = 0;
    for (let i = 0; i < shares.length; i++) {
      const logit = logits[start + i];
      const share = logit < least ? 0 : Math.exp((logit - highest) / this.#temperature);
      total += share;
      shares[i] = share;
    }
    return pick(shares, rng.next() * total);
  }

  /** Outcomes as likely as the last that is kept are all kept: their order is no reason to drop one. */
  #kthHighest(logits: ArrayLike<number>, start: number): number {
    for (let i = 0; i < this.#order.length; i++) this.#order[i] = logits[start + i];
    this.#order.sort();
    return this.#order[this.#order.length - this.#topK];
  }
}

/** The first index at which the sum of shares passes `point`. */
function pick(shares: Float64Array, point: number): number {
  let sum = 0;
  let last = 0;
  for (let i = 0; i < shares.length; i++) {
    if (shares[i] === 0) continue;
    last = i;
    sum += shares[i];
    if (point < sum) return i;
  }
  return last;
}
