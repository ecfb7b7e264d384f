import type { Rng } from '../../base/rng.ts';
import { clopperPearson, type ShareInterval } from '../../stats/clopper-pearson.ts';
import { type LabelledScores, type RankedScores, rankScores } from './labelled-scores.ts';

/** Rates of false positives that are looked at. */
export const FALSE_RATES = [0.01, 0.05] as const;

/** Resamples of groups. */
const RESAMPLES = 500;
const CONFIDENCE = 0.95;

/** How much is found at one rate of false positives. */
export interface DetectionRate {
  readonly falsePositives: number;
  /** Human texts that there must be so that this rate can be measured. */
  readonly needs: number;
  /** A text must score above it. Absent where there are too few human texts. */
  readonly threshold?: number;
  /** Share of the labelled synthetic texts above the threshold. */
  readonly truePositives?: number;
  /** Clopper and Pearson's interval of it at 95%: as if the threshold were known, and texts independent. */
  readonly exact?: ShareInterval;
  /** Interval at 95% over resampled groups of both kinds, the threshold set anew each time. Absent where groups are too few. */
  readonly resampled?: ShareInterval;
}

/** What a score was measured to find on labelled texts. */
export interface MeasuredDetection {
  readonly human: number;
  readonly synthetic: number;
  /** Chance that a synthetic text scores above a human one, ties by half: 0.5 is that of a coin. */
  readonly auroc: number;
  /** As `resampled` of a rate. */
  readonly aurocInterval?: ShareInterval;
  readonly rates: readonly DetectionRate[];
}

/**
 * What a score finds: true positives at each rate of `FALSE_RATES`, and the area under the curve. The threshold of a rate is a conformal quantile of
 * the human scores: a new human text of the same kind lies above it with chance at most the rate. Undefined where either kind is missing.
 */
export function measureDetection(
  human: LabelledScores,
  synthetic: LabelledScores,
  rng: Rng,
): MeasuredDetection | undefined {
  if (human.scores.length === 0 || synthetic.scores.length === 0) return undefined;
  const [people, machines] = [rankScores(human), rankScores(synthetic)];
  const resamples = Array.from({ length: RESAMPLES }, () => outcome(people, machines, rng));
  const { auroc, found, thresholds } = outcome(people, machines);
  const intervals = FALSE_RATES.map((_, i) => interval(resamples.map((resample) => resample.found[i])));
  const area = interval(resamples.map((resample) => resample.auroc));
  return {
    human: people.scores.length,
    synthetic: machines.scores.length,
    auroc: auroc!,
    ...(area === undefined ? {} : { aurocInterval: area }),
    rates: FALSE_RATES.map((falsePositives, i) => {
      const needs = Math.ceil(1 / falsePositives) - 1;
      const share = found[i];
      if (share === undefined) return { falsePositives, needs };
      const hits = Math.round(share * machines.scores.length);
      return {
        falsePositives,
        needs,
        threshold: thresholds[i]!,
        truePositives: share,
        exact: clopperPearson(hits, machines.scores.length, CONFIDENCE)!,
        ...(intervals[i] === undefined ? {} : { resampled: intervals[i] }),
      };
    }),
  };
}

interface Outcome {
  readonly auroc: number | undefined;
  readonly thresholds: readonly (number | undefined)[];
  readonly found: readonly (number | undefined)[];
}

/** Rates and area, of all texts, or of groups that are drawn again. */
function outcome(people: RankedScores, machines: RankedScores, rng?: Rng): Outcome {
  const human = weights(people, rng);
  const machine = weights(machines, rng);
  const total = machine.reduce((sum, weight) => sum + weight, 0);
  const thresholds = FALSE_RATES.map((rate) => conformal(people, human, rate));
  return {
    auroc: area(people, human, machines, machine),
    thresholds,
    found: thresholds.map((limit) =>
      limit === undefined || total === 0 ? undefined : above(machines, machine, limit) / total,
    ),
  };
}

/** How often each text counts: once, or as often as its group was drawn. */
function weights({ groups, groupCount }: RankedScores, rng?: Rng): Float64Array {
  if (rng === undefined) return new Float64Array(groups.length).fill(1);
  const drawn = new Uint32Array(groupCount);
  for (let i = 0; i < groupCount; i++) drawn[rng.int(groupCount)]++;
  return Float64Array.from(groups, (group) => drawn[group]);
}

function conformal({ scores }: RankedScores, weight: Float64Array, rate: number): number | undefined {
  const total = weight.reduce((sum, one) => sum + one, 0);
  let left = Math.floor((total + 1) * rate + 1e-9);
  if (left < 1) return undefined;
  for (let i = 0; i < scores.length; i++) {
    left -= weight[i];
    if (left <= 0) return scores[i];
  }
  return undefined;
}

function above({ scores }: RankedScores, weight: Float64Array, limit: number): number {
  let sum = 0;
  for (let i = 0; i < scores.length && scores[i] > limit; i++) sum += weight[i];
  return sum;
}

/** Mann and Whitney's statistic as a share, over scores in falling order. */
function area(
  people: RankedScores,
  human: Float64Array,
  machines: RankedScores,
  machine: Float64Array,
): number | undefined {
  const total =
    human.reduce((sum, weight) => sum + weight, 0) * machine.reduce((sum, weight) => sum + weight, 0);
  if (total === 0) return undefined;
  let [wins, passed, i] = [0, 0, 0];
  for (let j = 0; j < people.scores.length; ) {
    const value = people.scores[j];
    for (; i < machines.scores.length && machines.scores[i] > value; i++) passed += machine[i];
    let ties = 0;
    for (let k = i; k < machines.scores.length && machines.scores[k] === value; k++) ties += machine[k];
    for (; j < people.scores.length && people.scores[j] === value; j++)
      wins += human[j] * (passed + ties / 2);
  }
  return wins / total;
}

/** The middle 95% of what resamples gave; undefined where fewer than nine in ten gave anything. */
function interval(values: readonly (number | undefined)[]): ShareInterval | undefined {
  const known = values.filter((value) => value !== undefined).sort((a, b) => a - b);
  if (known.length < 0.9 * values.length) return undefined;
  const at = (share: number) => known[Math.min(known.length - 1, Math.floor(share * known.length))];
  return { low: at((1 - CONFIDENCE) / 2), high: at((1 + CONFIDENCE) / 2) };
}

/** Share of human texts, one more than were measured, that score at least `score`: its conformal p-value. `falling`: human scores, the highest first. */
export function humanShareAbove(falling: Float64Array, score: number): number {
  let [low, high] = [0, falling.length];
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (falling[middle] >= score) low = middle + 1;
    else high = middle;
  }
  return (low + 1) / (falling.length + 1);
}
