import { holm } from '../stats/holm.ts';
import { studentCdf } from '../stats/student-t.ts';
import { covariance, logRatio, type Measured } from './estimate.ts';
import type { Telling } from './roles.ts';
import { type Movement, movement, orientedLog } from './trajectory.ts';

/** Measures of one generation by signal key. */
export type MeasuredByKey = ReadonlyMap<string, Measured>;

/** A signal held against a margin. Everything is turned so that falling is worse, on the log scale. */
export interface LevelTest {
  readonly key: string;
  /** ln(ratio), oriented. */
  readonly log: number;
  readonly error: number;
  /** ln(1 - margin). */
  readonly margin: number;
  /** One-sided p-values, Holm-adjusted among the signals tested together: that it lies below the margin. */
  readonly below: number;
  /** Not adjusted: that it lies above. All of several must, so that no correction is due. */
  readonly above: number;
}

/** Tests the named signals against `1 - margin`; those that were not measured are passed over. */
export function levelTests(
  measured: MeasuredByKey,
  keys: readonly string[],
  margin: number,
  freedom: number,
): LevelTest[] {
  const bound = Math.log(1 - margin);
  const raw = keys.flatMap((key) => {
    const m = measured.get(key);
    if (m === undefined) return [];
    const log = orientedLog(m);
    const error = Math.sqrt(covariance(m, true));
    const below = Number.isFinite(error) ? lower((log - bound) / error, freedom) : 0.5;
    return [{ key, log, error, margin: bound, below, above: 1 - below }];
  });
  const adjusted = holm(raw.map((test) => test.below));
  return raw.map((test, i) => ({ ...test, below: adjusted[i]! }));
}

/** Student's lower tail; an error of 0 leaves no doubt. */
function lower(t: number, freedom: number): number {
  if (Number.isNaN(t)) return 0.5;
  return Number.isFinite(t) ? studentCdf(t, freedom) : t < 0 ? 0 : 1;
}

/** A signal held against `1 + margin`, not turned by its direction. */
export interface ExcessTest {
  readonly key: string;
  readonly log: number;
  readonly error: number;
  /** One-sided p-value that the ratio lies above, Holm-adjusted. */
  readonly above: number;
}

/** Tests whether the ratios of the named signals, inverted ones turned over, lie above `1 + margin`. */
export function excessTests(
  measured: MeasuredByKey,
  tellings: readonly (string | Telling)[],
  margin: number,
  freedom: number,
): ExcessTest[] {
  const bound = Math.log(1 + margin);
  const raw = tellings.flatMap((telling) => {
    const { key, inverted } = typeof telling === 'string' ? { key: telling, inverted: false } : telling;
    const m = measured.get(key);
    if (m === undefined) return [];
    const log = inverted === true ? -logRatio(m) : logRatio(m);
    const error = Math.sqrt(covariance(m, true));
    return [{ key, log, error, above: Number.isFinite(error) ? lower((bound - log) / error, freedom) : 0.5 }];
  });
  const adjusted = holm(raw.map((test) => test.above));
  return raw.map((test, i) => ({ ...test, above: adjusted[i]! }));
}

/** How a signal moved, with its p-value adjusted among the signals tested together. */
export interface TrendTest extends Movement {
  readonly key: string;
}

/** Tests whether the named signals fell by more than `margin` along the line; `line` ends with the generation judged. */
export function trendTests(
  line: readonly MeasuredByKey[],
  keys: readonly string[],
  margin: number,
  freedom: number,
): TrendTest[] {
  const raw = keys.flatMap((key) => {
    const values = line.map((measured) => measured.get(key));
    if (!values.every((m) => m !== undefined)) return [];
    const least = Math.min(freedom, ...values.map(({ joint }) => joint?.freedom ?? freedom));
    const moved = movement(values, -Math.log(1 - margin), least);
    return moved === undefined ? [] : [{ key, ...moved }];
  });
  const adjusted = holm(raw.map((test) => test.pValue));
  return raw.map((test, i) => ({ ...test, pValue: adjusted[i]! }));
}
