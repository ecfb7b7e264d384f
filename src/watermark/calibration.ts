import { type HumanPValues, humanPValues } from './human-p-values.ts';
import type { HumanPool } from './human-pools.ts';
import type { Evidence } from './scheme.ts';
import type { Threshold } from './verdict.ts';

export const CALIBRATION_SCHEMA = 'outcross.watermark-calibration/1';

/** Levels that thresholds are given for, where there is text enough. */
export const LEVELS = [0.1, 0.05, 0.01, 0.005, 0.001, 0.0005, 0.0001] as const;

/** Least number of positions of a bucket; a bucket ends where the next starts. */
export const BUCKETS = [16, 32, 64, 128, 256, 512, 1024, 2048] as const;

/** What human text came to under one key. */
export interface KeyCalibration {
  readonly key: string;
  readonly scheme: string;
  readonly buckets: readonly CalibrationBucket[];
  /** What human texts came to together; absent in older calibrations, and where texts cannot be pooled. */
  readonly pools?: readonly HumanPool[];
}

export interface CalibrationBucket {
  /** Least number of positions that count. */
  readonly from: number;
  readonly texts: number;
  readonly levels: readonly CalibratedLevel[];
  /** Absent in older calibrations, without p-values, and where there are fewer than 20 texts. */
  readonly human?: HumanPValues;
}

/** Human text at one level. */
export interface CalibratedLevel {
  readonly level: number;
  /** Share of human texts with a p-value up to the level: the realised false-positive rate. Absent without p-values. */
  readonly realised?: number;
  /**
   * What a text must be beyond so that, with chance at most the level, a text of the same kind is (a conformal quantile): below it for a
   * p-value, above it for a score. Absent where there are too few texts to say.
   */
  readonly threshold?: number;
}

/** A calibration as it is stored. */
export interface Calibration {
  readonly schema: typeof CALIBRATION_SCHEMA;
  readonly keys: readonly KeyCalibration[];
}

/** What human texts had under one key: positions that count, and the p-value or, without one, the score. */
export interface HumanScores {
  readonly key: string;
  readonly scheme: string;
  readonly hasPValues: boolean;
  readonly scored: readonly number[];
  readonly values: readonly number[];
  /** p-values that are uniform where theory holds (`uniformPValue`); empty where there are none. */
  readonly drawn: readonly number[];
  /** Clusters of the texts' groups, from 0; texts are taken for independent where they are not given. */
  readonly clusters?: readonly number[];
  readonly pools?: readonly HumanPool[];
}

/** The bucket of a number of positions, by place in `BUCKETS`; -1 for too few. */
export function bucketOf(scored: number): number {
  return BUCKETS.findLastIndex((from) => scored >= from);
}

/** Thresholds, realised rates and the p-values of human text under one key by length. */
export function calibrate({
  key,
  scheme,
  hasPValues,
  scored,
  values,
  drawn,
  clusters,
  pools,
}: HumanScores): KeyCalibration {
  const buckets = BUCKETS.flatMap((from, bucket) => {
    const own = [...scored.keys()].filter((i) => bucketOf(scored[i]) === bucket);
    if (own.length === 0) return [];
    // The extreme first: small p-values, large scores.
    const sorted = own.map((i) => values[i]).sort((a, b) => (hasPValues ? a - b : b - a));
    const levels = LEVELS.map((level) => calibratedLevel(sorted, level, hasPValues));
    const groups = clusters === undefined ? [] : pick(clusters, own);
    const human = hasPValues ? humanPValues(pick(drawn, own), pick(scored, own), groups) : undefined;
    return [{ from, texts: own.length, levels, ...(human === undefined ? {} : { human }) }];
  });
  return { key, scheme, buckets, ...(pools === undefined || pools.length === 0 ? {} : { pools }) };
}

function pick(values: readonly number[], places: readonly number[]): number[] {
  return places.map((i) => values[i]);
}

function calibratedLevel(sorted: readonly number[], level: number, hasPValues: boolean): CalibratedLevel {
  const texts = sorted.length;
  const rank = Math.floor((texts + 1) * level);
  return {
    level,
    ...(hasPValues ? { realised: sorted.filter((p) => p <= level).length / texts } : {}),
    ...(rank < 1 ? {} : { threshold: sorted[rank - 1] }),
  };
}

/**
 * What a text must be beyond at `level`. With a p-value never more lenient than theory: the threshold of the smallest level from `level` up that
 * has one, brought down in proportion. Without one the threshold of the largest level up to `level`; undefined where there
 * was too little text.
 */
export function thresholdOf(
  calibration: KeyCalibration | undefined,
  { scored, pValue }: Evidence,
  level: number,
): Threshold | undefined {
  const bucket = calibration?.buckets.findLast(({ from }) => scored >= from);
  const known = bucket?.levels.filter(({ threshold }) => threshold !== undefined) ?? [];
  if (pValue === undefined) {
    const found = known.find((entry) => entry.level <= level);
    return found === undefined ? undefined : { score: found.threshold! };
  }
  const found = known.findLast((entry) => entry.level >= level);
  return found === undefined ? undefined : { pValue: level * Math.min(1, found.threshold! / found.level) };
}
