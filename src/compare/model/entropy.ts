import { hashText } from '../../base/hash.ts';
import { type TextScore, type Unit, unitsOf } from '../../lm/text-score.ts';
import { blockOf } from '../../profile/accumulator.ts';
import { BLOCKS } from '../../sketch/type-table.ts';
import { logDeviations, sumOfSquares } from '../estimate.ts';

/** ln(perplexity) of texts under a model, with its error by groups. */
export interface Entropy {
  readonly unit: Unit;
  /** Nats a unit: the sum of all surprises over the number of all units. */
  readonly value: number;
  /** Of `value`, by delete-a-block jackknife; infinite for fewer than four blocks. */
  readonly variance: number;
  /** Scaled deviations of `value` by block: their products sum to covariances. See `logDeviations`. */
  readonly deviations: Float64Array;
  /** Blocks that hold a text. */
  readonly blocks: number;
  readonly texts: number;
  readonly units: number;
}

const FLOOR = Number.MIN_VALUE;

/**
 * Entropy of the texts that have the unit; undefined where none has. Groups fall into 64 blocks by hash, as in profiles, so
 * that the same texts under two models have the same blocks.
 */
export function entropyOf(scores: Iterable<TextScore>, unit: Unit): Entropy | undefined {
  const sums = new Float64Array(BLOCKS);
  const sizes = new Float64Array(BLOCKS);
  const filled = new Uint8Array(BLOCKS);
  let texts = 0;
  for (const score of scores) {
    const units = unitsOf(score, unit);
    if (units === undefined) continue;
    const block = blockOf(hashText(score.group));
    sums[block] -= score.total;
    sizes[block] += units;
    filled[block] = 1;
    texts++;
  }
  const sum = sums.reduce((a, b) => a + b, 0);
  const size = sizes.reduce((a, b) => a + b, 0);
  if (texts === 0) return undefined;
  const without = Float64Array.from(filled, (used, b) =>
    used === 1 && size > sizes[b] ? Math.exp((sum - sums[b]) / (size - sizes[b])) : Number.NaN,
  );
  const deviations = logDeviations({ without, sizes }, FLOOR);
  return {
    unit,
    value: sum / size,
    variance: sumOfSquares(deviations),
    deviations,
    blocks: filled.reduce((a, b) => a + b, 0),
    texts,
    units: size,
  };
}

/** Covariance of two entropies over the same texts: under two models, what is hard for one is hard for the other. */
export function covarianceOf(a: Entropy, b: Entropy): number {
  let sum = 0;
  for (let block = 0; block < BLOCKS; block++) sum += a.deviations[block] * b.deviations[block];
  return sum;
}

/** More bytes than this a word are no words between spaces: a script without them, or code. */
const LONGEST_WORDS = 24;

/**
 * The unit that perplexities of several models compare by: a word, or a byte where texts do not part words by spaces, or a token
 * where nothing else is known, which compares models of one tokeniser only. Undefined for no scores.
 */
export function commonUnit(all: readonly (readonly TextScore[])[]): Unit | undefined {
  const scores = all.flat();
  if (scores.length === 0) return undefined;
  const known = (unit: Unit) => scores.every((score) => unitsOf(score, unit) !== undefined);
  if (!known('byte')) return known('word') ? 'word' : 'token';
  const total = (unit: Unit) => scores.reduce((sum, score) => sum + unitsOf(score, unit)!, 0);
  return known('word') && total('byte') <= LONGEST_WORDS * total('word') ? 'word' : 'byte';
}
