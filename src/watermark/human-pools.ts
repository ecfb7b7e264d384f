import { normalCdf, normalQuantile } from '../stats/normal.ts';
import { Pool } from './pool.ts';
import type { Detector, Evidence } from './scheme.ts';
import type { SampledText } from './text-sample.ts';

/** Least number of distinct positions of a size of pools; a size ends where the next starts, at twice. */
const LEAST_POSITIONS = 16;

/** What human texts of about as many distinct positions together came to under one key. */
export interface HumanPool {
  /** Least number of distinct positions. */
  readonly from: number;
  /** Geometric mean of the distinct positions. */
  readonly positions: number;
  /** Pools of human texts that were measured. */
  readonly pools: number;
  /** Mean standardised score over the square root of the positions: 0 where theory holds. */
  readonly shift: number;
}

/**
 * Human texts of a sample together: every one by itself, two by two, four by four, up to all of them, by the number of distinct positions. `texts`
 * in an order that has nothing to do with what they are about. Empty where texts cannot be pooled under the detector, or its scores have no
 * p-values.
 */
export function humanPools(detector: Detector, texts: readonly SampledText[]): HumanPool[] {
  if (detector.rule === undefined) return [];
  const sizes = new Map<number, { pools: number; logs: number; shifts: number }>();
  let level = texts.map(({ tokens, prompt }) => {
    const pool = new Pool(detector, Number.POSITIVE_INFINITY);
    pool.add(tokens, prompt);
    return pool;
  });
  for (; level.length > 0; level = pairs(detector, level)) {
    for (const pool of level) {
      const evidence = pool.evidence();
      const score = scoreOf(evidence);
      if (score === undefined || evidence.scored < LEAST_POSITIONS) continue;
      const from = 2 ** Math.floor(Math.log2(evidence.scored));
      const size = sizes.get(from) ?? { pools: 0, logs: 0, shifts: 0 };
      size.pools++;
      size.logs += Math.log(evidence.scored);
      size.shifts += score / Math.sqrt(evidence.scored);
      sizes.set(from, size);
    }
  }
  return [...sizes]
    .sort(([a], [b]) => a - b)
    .map(([from, { pools, logs, shifts }]) => ({
      from,
      positions: Math.exp(logs / pools),
      pools,
      shift: shifts / pools,
    }));
}

function pairs(detector: Detector, pools: readonly Pool[]): Pool[] {
  return Array.from({ length: Math.floor(pools.length / 2) }, (_, i) => {
    const both = new Pool(detector, Number.POSITIVE_INFINITY);
    both.merge(pools[2 * i].lines());
    both.merge(pools[2 * i + 1].lines());
    return both;
  });
}

/** Standardised score, in the middle of its step where scores have steps; undefined without a p-value. */
function scoreOf({ pValue, beyond = pValue }: Evidence): number | undefined {
  if (pValue === undefined || beyond === undefined) return undefined;
  const score = -normalQuantile((pValue + beyond) / 2);
  return Number.isFinite(score) ? score : undefined;
}

/**
 * The p-value of texts together, `distinct` positions of which `evidence` counts some, beside human texts of as many. The shift is taken off, and its
 * own error added. Positions that are shared by all texts are few in large pools: beyond the largest that were measured the shift of a position
 * falls as the number of positions grows. Undefined where nothing is known of pools as small or as large.
 */
export function rescaledPool(
  pools: readonly HumanPool[] | undefined,
  { scored, pValue }: Evidence,
  distinct: number,
): number | undefined {
  if (pools === undefined || pools.length === 0 || pValue === undefined) return undefined;
  const size = pools.findLast(({ from }) => distinct >= from);
  if (size === undefined) return undefined;
  const fall = Math.min(1, (2 * size.from) / distinct);
  const error = (fall * fall * scored) / (size.positions * size.pools);
  const score = -normalQuantile(pValue) - size.shift * fall * Math.sqrt(scored);
  return normalCdf(-score / Math.sqrt(1 + error));
}
