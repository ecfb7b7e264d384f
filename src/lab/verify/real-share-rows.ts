import { type GeneratorState, nextOpen } from '../draws/generator.ts';
import { fillNormal } from '../draws/ziggurat.ts';
import {
  bestRealWeight,
  breakdownErrorRate,
  keptAccuracy,
  pooledRealWeight,
  steadyVariance,
} from '../theory/real-share.ts';
import { kernelRow, type Row, replicatesFor } from './row.ts';

const BUDGET = 24e6;

/** Generations before the estimate counts, and over which it is averaged. */
const STEADY = { before: 40, over: 60 };

/** Mean squared error of the mean of generations in the long run, times the number of real rows. */
function steadyMean(real: number, synthetic: number, weight: number): (state: GeneratorState) => number {
  const rows = new Float64Array(real + synthetic);
  return (state) => {
    let mean = 0;
    let sum = 0;
    for (let g = 0; g < STEADY.before + STEADY.over; g++) {
      fillNormal(state, rows, 0, real);
      fillNormal(state, rows, real, rows.length, mean);
      mean = weight * average(rows, 0, real) + (1 - weight) * average(rows, real, rows.length);
      if (g >= STEADY.before) sum += mean * mean;
    }
    return (sum / STEADY.over) * real;
  };
}

function average(values: Float64Array, from: number, to: number): number {
  let sum = 0;
  for (let i = from; i < to; i++) sum += values[i];
  return sum / (to - from);
}

function weightRow(real: number, synthetic: number, best: boolean): Row {
  const ratio = real / synthetic;
  const weight = best ? bestRealWeight(ratio) : pooledRealWeight(ratio);
  const draws = (real + synthetic) * (STEADY.before + STEADY.over);
  return kernelRow(
    {
      section: 'real-share',
      quantity: best ? 'steady variance at w*' : 'steady variance, pooled',
      setting: `n=${real} m=${synthetic}`,
      // At the best weight the two are one number: the law that is tested.
      theory: best ? weight : steadyVariance(ratio, weight),
      source: 'He, Xu, Cheng 2025',
      draws,
      replicates: replicatesFor(draws, BUDGET),
    },
    () => steadyMean(real, synthetic, weight),
  );
}

/** Rows of one replicate of a verifier's work. */
const VERIFIED_ROWS = 1000;

/** Labels right with probability `accuracy`, as a verifier lets them through: 1 for right, -1 for wrong. */
function verifiedLabels(
  accuracy: number,
  right: number,
  wrong: number,
  summary: (rightKept: number, wrongKept: number, state: GeneratorState) => number,
): (state: GeneratorState) => number {
  return (state) => {
    let rightKept = 0;
    let wrongKept = 0;
    for (let i = 0; i < VERIFIED_ROWS; i++) {
      const isRight = nextOpen(state) < accuracy;
      if (nextOpen(state) >= (isRight ? right : wrong)) continue;
      if (isRight) rightKept++;
      else wrongKept++;
    }
    return summary(rightKept, wrongKept, state);
  };
}

/** Given how many are kept, each is right with probability `keptAccuracy`: the share is unbiased. */
function acceptedRow(accuracy: number, right: number, wrong: number): Row {
  return kernelRow(
    {
      section: 'real-share',
      quantity: 'accuracy after the verifier',
      setting: `p=${accuracy} phi=${right} psi=${wrong}`,
      theory: keptAccuracy(accuracy, right, wrong)!,
      source: 'Feng et al. 2024, Bayes',
      draws: 2 * VERIFIED_ROWS,
      replicates: 4000,
    },
    () => verifiedLabels(accuracy, right, wrong, (good, bad) => good / (good + bad)),
  );
}

/**
 * The average of label times feature, where the feature's mean is the true label (1 or -1): the classifier of Feng et al. in one
 * dimension. At the breakdown point it points nowhere.
 */
function breakdownRow(right: number, wrong: number): Row {
  const errors = breakdownErrorRate(right, wrong);
  const noise = new Float64Array(VERIFIED_ROWS);
  return kernelRow(
    {
      section: 'real-share',
      quantity: 'classifier at p* errors',
      setting: `phi=${right} psi=${wrong}`,
      theory: 0,
      source: 'Feng et al. 2024',
      draws: 3 * VERIFIED_ROWS,
      replicates: 3000,
    },
    () =>
      verifiedLabels(1 - errors, right, wrong, (good, bad, state) => {
        fillNormal(state, noise, 0, good + bad);
        return (good - bad) / (good + bad) + average(noise, 0, good + bad);
      }),
  );
}

/** How much real data, and how good a verifier. */
export function realShareRows(): Row[] {
  return [
    ...[true, false].flatMap((best) => [
      weightRow(20, 20, best),
      weightRow(10, 40, best),
      weightRow(15, 30, best),
      weightRow(30, 15, best),
      weightRow(40, 10, best),
      weightRow(5, 100, best),
    ]),
    acceptedRow(0.6, 0.9, 0.1),
    acceptedRow(0.5, 0.7, 0.2),
    acceptedRow(0.2, 0.95, 0.05),
    acceptedRow(0.3, 0.8, 0.4),
    acceptedRow(0.9, 0.5, 0.5),
    breakdownRow(0.9, 0.1),
    breakdownRow(0.8, 0.5),
    breakdownRow(0.6, 0.3),
  ];
}
