import { normalCdf, normalQuantile } from '../stats/normal.ts';
import { BUCKETS, type CalibrationBucket, type KeyCalibration } from './calibration.ts';

/** Parts of a text that a bucket stands for, in 1,024ths: whole numbers, so that sums do not depend on their order. */
export const WHOLE = 1024;

/** A p-value as human text has it. */
export interface Rescaled {
  readonly pValue: number;
  /** What buckets it rests on, by their place in `BUCKETS`, and with how many 1,024ths. */
  readonly rests: readonly (readonly [bucket: number, parts: number])[];
}

/**
 * The p-values that human text has under one key. Over all keys they are uniform; under one the frequent n-grams of a language are green in all
 * texts or in none, so that scores are shifted, and vary less than theory has it. A p-value is rescaled on the normal scale: what
 * half of the human texts of its length reach becomes one half, and so on, in straight lines between quantiles. Beyond the outermost ones the shift is
 * carried on, and where human scores vary more than theory has it, their scale. Between the mean lengths of two buckets
 * both scales are averaged: the shift wanders with the length, and has no law that is known.
 */
export class HumanScale {
  readonly #rungs: readonly Rung[];

  private constructor(rungs: readonly Rung[]) {
    this.#rungs = rungs;
  }

  /** Undefined where nothing is known of human p-values: a calibration of an older version, a statistic without them, too few texts. */
  static of(calibration: KeyCalibration | undefined): HumanScale | undefined {
    const rungs = (calibration?.buckets ?? []).flatMap(rungOf);
    return rungs.length === 0 ? undefined : new HumanScale(rungs);
  }

  /** Undefined for lengths more than twice from those of the human texts. */
  rescale(pValue: number, scored: number): Rescaled | undefined {
    const rungs = this.#rungs;
    const last = rungs[rungs.length - 1];
    if (scored < rungs[0].from / 2 || scored >= last.end * 2) return undefined;
    const score = -normalQuantile(pValue);
    const above = rungs.findIndex(({ positions }) => positions > scored);
    const [low, high] = [rungs[above === -1 ? rungs.length - 1 : Math.max(0, above - 1)], rungs[above]];
    const parts = high === undefined || high === low ? 0 : partsBetween(low, high, scored);
    if (parts === 0) return { pValue: normalCdf(-standing(low, score)), rests: [[low.bucket, WHOLE]] };
    const share = parts / WHOLE;
    const standard = (1 - share) * standing(low, score) + share * standing(high, score);
    return {
      pValue: normalCdf(-standard),
      rests: [
        [low.bucket, WHOLE - parts],
        [high.bucket, parts],
      ],
    };
  }
}

/** A bucket on the normal scale. */
interface Rung {
  readonly bucket: number;
  readonly from: number;
  readonly end: number;
  readonly positions: number;
  /** Scores of human texts, rising, and what a standard normal has in their place. */
  readonly scores: readonly number[];
  readonly normal: readonly number[];
}

function rungOf({ from, human }: CalibrationBucket): Rung[] {
  const bucket = BUCKETS.indexOf(from as (typeof BUCKETS)[number]);
  if (human === undefined || bucket === -1) return [];
  const scores: number[] = [];
  const normal: number[] = [];
  for (const { share, pValue } of [...human.quantiles].sort((a, b) => b.share - a.share)) {
    const score = -normalQuantile(pValue);
    // Of quantiles that fall together the larger share is the careful one, and came first.
    if (!Number.isFinite(score) || score <= (scores.at(-1) ?? Number.NEGATIVE_INFINITY)) continue;
    scores.push(score);
    normal.push(-normalQuantile(share));
  }
  const end = BUCKETS[bucket + 1] ?? Number.POSITIVE_INFINITY;
  return scores.length === 0 ? [] : [{ bucket, from, end, positions: human.positions, scores, normal }];
}

function partsBetween(low: Rung, high: Rung, scored: number): number {
  const share = Math.log(scored / low.positions) / Math.log(high.positions / low.positions);
  return Math.min(WHOLE, Math.max(0, Math.round(WHOLE * share)));
}

/** Where a standard normal stands as `score` does among human texts. */
function standing({ scores, normal }: Rung, score: number): number {
  const last = scores.length - 1;
  const above = scores.findIndex((knot) => knot > score);
  // Never steeper than theory: what is wider stays wide, and what is narrower is not known to be so that far out.
  const slope = last === 0 ? 1 : Math.min(1, (normal[last] - normal[0]) / (scores[last] - scores[0]));
  if (above === -1) return normal[last] + slope * (score - scores[last]);
  if (above === 0) return normal[0] + slope * (score - scores[0]);
  const share = (score - scores[above - 1]) / (scores[above] - scores[above - 1]);
  return normal[above - 1] + share * (normal[above] - normal[above - 1]);
}

/** Human text that an estimate over texts rests on, under one key. */
export interface Rests {
  readonly calibration: KeyCalibration | undefined;
  /** By place in `BUCKETS`: texts that rest on it, in 1,024ths. */
  readonly rests: readonly number[];
}

/**
 * How many human texts would say as much of the share above one half as those of all buckets and keys do on which `texts` texts rest. The median of m
 * texts is off by 1 / (4 m) in variance, buckets add by the square of their part, and of K keys, each of which must be above a
 * p-value that a share of 2^(-1/K) exceeds, each adds 2^(1/K) - 1. Infinity where nothing rests on human text.
 */
export function humanTexts(texts: number, keys: readonly Rests[]): number {
  const sum = keys.reduce((total, { calibration, rests }) => {
    const terms = (calibration?.buckets ?? []).map(({ from, texts: all, human }) => {
      const parts = rests[BUCKETS.indexOf(from as (typeof BUCKETS)[number])] ?? 0;
      return (parts / WHOLE / texts) ** 2 / (human?.texts ?? all);
    });
    return total + terms.reduce((a, b) => a + b, 0);
  }, 0);
  return sum === 0 ? Number.POSITIVE_INFINITY : 1 / (sum * (2 ** (1 / keys.length) - 1));
}
