import { jackknifeVariance } from '../../stats/jackknife.ts';
import { normalQuantile } from '../../stats/normal.ts';
import { studentQuantile } from '../../stats/student-t.ts';
import type { FilterTally, OriginTally } from './filter-tally.ts';

/** Chance that the interval misses the truth. */
export const ALPHA = 0.05;

/** Of fewer examples of either origin nothing is concluded: score intervals of a handful are too narrow. */
const LEAST_EXAMPLES = 20;

/**
 * How much more of human than of synthetic text a filter drops. A filter that prefers synthetic text takes the human tail out
 * of what the next model learns from: it is a cause of collapse, not a guard against it.
 */
export interface Differential {
  /** Shares of examples dropped, 0 to 1. */
  readonly human: number;
  readonly synthetic: number;
  /** `human - synthetic`. */
  readonly difference: number;
  /** 95% interval of the difference. */
  readonly interval: readonly [number, number];
  /** True where the whole interval lies above zero and each side has 20 examples: the filter drops more human text. */
  readonly prefersSynthetic: boolean;
}

/**
 * Compares the shares of human and synthetic examples that were dropped; undefined where one of the two is absent. The interval is
 * the wider of two: Newcombe's hybrid score interval (1998, method 10), which holds for few examples and shares of 0 and
 * 1, and that of the delete-a-block jackknife, which knows that examples of one group go together.
 */
export function differentialOf({ origins }: FilterTally): Differential | undefined {
  const { human, synthetic } = origins;
  if (human === undefined || synthetic === undefined) return undefined;
  const shares = [human.dropped / human.examples, synthetic.dropped / synthetic.examples] as const;
  const difference = shares[0] - shares[1];
  const score = newcombe(human, synthetic);
  const reach = blockReach(human, synthetic) ?? 0;
  const interval = [
    Math.max(-1, Math.min(score[0], difference - reach)),
    Math.min(1, Math.max(score[1], difference + reach)),
  ] as const;
  return {
    human: shares[0],
    synthetic: shares[1],
    difference,
    interval,
    prefersSynthetic: interval[0] > 0 && Math.min(human.examples, synthetic.examples) >= LEAST_EXAMPLES,
  };
}

/** Wilson's score interval of a share (1927). */
function wilson(hits: number, n: number, z: number): readonly [number, number] {
  const share = hits / n;
  const middle = share + (z * z) / (2 * n);
  const reach = z * Math.sqrt((share * (1 - share)) / n + (z * z) / (4 * n * n));
  const scale = 1 + (z * z) / n;
  return [(middle - reach) / scale, (middle + reach) / scale];
}

function newcombe(a: OriginTally, b: OriginTally): readonly [number, number] {
  const z = normalQuantile(1 - ALPHA / 2);
  const p = a.dropped / a.examples;
  const q = b.dropped / b.examples;
  const [pLow, pHigh] = wilson(a.dropped, a.examples, z);
  const [qLow, qHigh] = wilson(b.dropped, b.examples, z);
  return [p - q - Math.hypot(p - pLow, qHigh - q), p - q + Math.hypot(pHigh - p, q - qLow)];
}

/** Half the jackknife's interval; undefined where one of the two fills a block only. */
function blockReach(a: OriginTally, b: OriginTally): number | undefined {
  const variances = [a, b].map((tally) =>
    jackknifeVariance(
      tally.blocks.map((examples, k) => leftOut(tally, examples, tally.droppedBlocks[k])),
      tally.blocks,
    ),
  );
  if (variances[0] === undefined || variances[1] === undefined) return undefined;
  const blocks = Math.min(...[a, b].map((tally) => tally.blocks.filter((examples) => examples > 0).length));
  return studentQuantile(1 - ALPHA / 2, blocks - 1) * Math.sqrt(variances[0] + variances[1]);
}

/** The share dropped without one block; undefined where nothing is left. */
function leftOut({ examples, dropped }: OriginTally, less: number, lessDropped: number): number | undefined {
  return examples === less ? undefined : (dropped - lessDropped) / (examples - less);
}
