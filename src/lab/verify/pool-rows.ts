import { fillIndices } from '../draws/alias.ts';
import type { GeneratorState } from '../draws/generator.ts';
import { fillNormal } from '../draws/ziggurat.ts';
import {
  accumulatedVariance,
  accumulatedVarianceLimit,
  subsampledVariance,
  subsampledVarianceLimit,
} from '../theory/gaussian-pool.ts';
import { fitTo } from './gaussian-rows.ts';
import { kernelRow, type Row, type RowSpec, replicatesFor } from './row.ts';

const SOURCE = 'Kazdan et al. 2024';
const BUDGET = 30e6;

const SETTINGS: readonly (readonly [number, number])[] = [
  [5, 3],
  [10, 2],
  [10, 10],
  [10, 50],
  [15, 15],
  [20, 4],
  [32, 5],
  [32, 30],
  [50, 8],
  [64, 12],
  [100, 10],
];

/** Fits after which a limit is reached to within a tenth of a standard error. */
const LIMIT_FIT = 1000;

/** The variance of fit `fit` on all draws so far, by maximum likelihood. */
function accumulate(samples: number, fit: number): (state: GeneratorState) => number {
  const pool = new Float64Array(samples * fit);
  const current = { mean: 0, variance: 1 };
  return (state) => {
    current.mean = 0;
    current.variance = 1;
    for (let t = 0; t < fit; t++) {
      const end = (t + 1) * samples;
      fillNormal(state, pool, t * samples, end, current.mean, Math.sqrt(current.variance));
      fitTo(pool.subarray(0, end), end, current);
    }
    return current.variance;
  };
}

/** The same by sums over the pool that grow with each batch, for pools that are long. Draws and fits are the same ones. */
function accumulateBySums(samples: number, fit: number): (state: GeneratorState) => number {
  const draws = new Float64Array(samples);
  return (state) => {
    let sum = 0;
    let squares = 0;
    let mean = 0;
    let variance = 1;
    for (let t = 1; t <= fit; t++) {
      fillNormal(state, draws, 0, samples, mean, Math.sqrt(variance));
      for (let i = 0; i < samples; i++) {
        sum += draws[i];
        squares += draws[i] * draws[i];
      }
      mean = sum / (t * samples);
      variance = squares / (t * samples) - mean * mean;
    }
    return variance;
  };
}

/** The variance of fit `fit` on `samples` draws taken from all so far without replacement. */
function subsample(samples: number, fit: number): (state: GeneratorState) => number {
  const pool = new Float64Array(samples * fit);
  const chosen = new Float64Array(samples);
  const taken = new Int32Array(samples * fit);
  const pick = new Uint32Array(1);
  const current = { mean: 0, variance: 1 };
  let stamp = 0;
  return (state) => {
    current.mean = 0;
    current.variance = 1;
    for (let t = 1; t <= fit; t++) {
      const size = t * samples;
      fillNormal(state, pool, size - samples, size, current.mean, Math.sqrt(current.variance));
      stamp++;
      for (let i = 0; i < samples; ) {
        fillIndices(state, size, pick);
        if (taken[pick[0]] === stamp) continue;
        taken[pick[0]] = stamp;
        chosen[i++] = pool[pick[0]];
      }
      fitTo(chosen, samples, current);
    }
    return current.variance;
  };
}

function specOf(
  samples: number,
  fit: number,
  draws: number,
  budget = BUDGET,
): Omit<RowSpec, 'theory' | 'quantity'> {
  return {
    section: 'accumulate',
    setting: `n=${samples} t=${fit}`,
    source: SOURCE,
    draws,
    replicates: replicatesFor(draws, budget, 2000, 100_000),
  };
}

// Every fit passes over the whole pool, which costs less than draws do.
function accumulateRow([samples, fit]: readonly [number, number]): Row {
  const spec = specOf(samples, fit, samples * fit * (1 + fit / 8));
  const theory = accumulatedVariance(samples, fit);
  return kernelRow({ ...spec, quantity: 'E[s2_t], accumulate', theory }, () => accumulate(samples, fit));
}

function subsampleRow([samples, fit]: readonly [number, number]): Row {
  const spec = specOf(samples, fit, 2 * samples * fit);
  const theory = subsampledVariance(samples, fit);
  return kernelRow({ ...spec, quantity: 'E[s2_t], subsample', theory }, () => subsample(samples, fit));
}

function limitRows(samples: number): Row[] {
  const spec = specOf(samples, LIMIT_FIT, samples * LIMIT_FIT, 4e7);
  const accumulated = {
    ...spec,
    quantity: 'lim E[s2_t], accumulate',
    theory: accumulatedVarianceLimit(samples),
  };
  const subsampled = {
    ...spec,
    quantity: 'lim E[s2_t], subsample',
    theory: subsampledVarianceLimit(samples),
  };
  return [
    kernelRow(accumulated, () => accumulateBySums(samples, LIMIT_FIT)),
    kernelRow(subsampled, () => subsample(samples, LIMIT_FIT)),
  ];
}

/** A Gaussian under loops that keep data. */
export function poolRows(): Row[] {
  return [...SETTINGS.map(accumulateRow), ...SETTINGS.map(subsampleRow), ...[10, 32].flatMap(limitRows)];
}
