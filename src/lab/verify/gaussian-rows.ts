import type { GeneratorState } from '../draws/generator.ts';
import { fillNormal } from '../draws/ziggurat.ts';
import {
  expectedDeviation,
  expectedLogVariance,
  expectedSquaredShift,
  expectedSquaredWasserstein,
  expectedVariance,
  type GaussianReplace,
} from '../theory/gaussian-replace.ts';
import { kernelRow, type Row, replicatesFor } from './row.ts';

/** A fitted Gaussian, of which the truth has mean 0 and variance 1. */
interface Fit {
  mean: number;
  variance: number;
}

interface Quantity {
  readonly name: string;
  readonly theory: (setting: GaussianReplace) => number;
  readonly of: (fit: Fit) => number;
  /** [samples, refits] by estimator: with the unbiased one the variance has a mean that simulations miss after many refits. */
  readonly settings: Readonly<Record<GaussianReplace['variance'], readonly (readonly [number, number])[]>>;
  readonly source: string;
}

const SOURCE = 'Shumailov et al. 2024; moments of chi-squared';
const MANY: readonly [number, number][] = [
  [3, 4],
  [5, 8],
  [10, 1],
  [10, 10],
  [32, 20],
  [50, 10],
  [100, 50],
];
const LONG: readonly [number, number][] = [...MANY, [5, 50], [10, 100]];
const EARLY: readonly [number, number][] = [
  [10, 1],
  [5, 2],
  [10, 4],
  [32, 10],
  [50, 5],
  [100, 20],
];

const QUANTITIES: readonly Quantity[] = [
  {
    name: 'E[s2_k]',
    theory: expectedVariance,
    of: ({ variance }) => variance,
    settings: { likelihood: MANY, unbiased: EARLY },
    source: SOURCE,
  },
  {
    name: 'E[mu_k^2]',
    theory: expectedSquaredShift,
    of: ({ mean }) => mean * mean,
    settings: { likelihood: MANY, unbiased: EARLY },
    source: SOURCE,
  },
  {
    name: 'E[s_k]',
    theory: expectedDeviation,
    of: ({ variance }) => Math.sqrt(variance),
    settings: { likelihood: MANY, unbiased: MANY },
    source: 'Holtzman 1950 (c4)',
  },
  {
    name: 'E[W2^2]',
    theory: expectedSquaredWasserstein,
    of: ({ mean, variance }) => mean * mean + (Math.sqrt(variance) - 1) ** 2,
    settings: { likelihood: MANY, unbiased: EARLY },
    source: 'Dowson and Landau 1982; Alemohammad et al. 2023',
  },
  {
    name: 'E[ln s2_k]',
    theory: expectedLogVariance,
    of: ({ variance }) => Math.log(variance),
    settings: { likelihood: LONG, unbiased: LONG },
    source: 'digamma: mean of ln chi-squared',
  },
];

/** Draws that one row may take. */
const BUDGET = 30e6;

/** Refits a Gaussian on draws of itself: `refits` times `samples` draws, each fit in two passes over them. */
function replaceChain({ samples, refits, variance }: GaussianReplace): (state: GeneratorState) => Fit {
  const draws = new Float64Array(samples);
  const divisor = variance === 'unbiased' ? samples - 1 : samples;
  const fit: Fit = { mean: 0, variance: 1 };
  return (state) => {
    fit.mean = 0;
    fit.variance = 1;
    for (let k = 0; k < refits; k++) {
      fillNormal(state, draws, 0, samples, fit.mean, Math.sqrt(fit.variance));
      fitTo(draws, divisor, fit);
    }
    return fit;
  };
}

/** Fits mean and variance to `draws`. */
export function fitTo(draws: Float64Array, divisor: number, fit: Fit): void {
  let sum = 0;
  for (let i = 0; i < draws.length; i++) sum += draws[i];
  const mean = sum / draws.length;
  let squares = 0;
  for (let i = 0; i < draws.length; i++) squares += (draws[i] - mean) * (draws[i] - mean);
  fit.mean = mean;
  fit.variance = squares / divisor;
}

function chainRow(quantity: Quantity, setting: GaussianReplace): Row {
  const draws = setting.samples * setting.refits;
  return kernelRow(
    {
      section: 'gaussian',
      quantity: quantity.name,
      setting: settingName(setting),
      theory: quantity.theory(setting),
      source: quantity.source,
      draws,
      replicates: replicatesFor(draws, BUDGET, 2000),
    },
    () => {
      const chain = replaceChain(setting);
      return (state) => quantity.of(chain(state));
    },
  );
}

function settingName({ samples, refits, variance }: GaussianReplace): string {
  return `${variance === 'unbiased' ? 'unbiased' : 'ML'}, M=${samples} k=${refits}`;
}

/**
 * E[s2] stays 1 under the unbiased estimator, and the mean of as many simulations as one can afford does not. After 100 refits a
 * rare great value still makes the standard error itself too wide to tell; after 300 none comes up.
 */
function heavyTail(): Row {
  const setting: GaussianReplace = { samples: 10, refits: 300, variance: 'unbiased' };
  return kernelRow(
    {
      section: 'gaussian',
      quantity: 'mean of s2_k, not E[s2_k]',
      setting: settingName(setting),
      theory: expectedVariance(setting),
      source: 'heavy tail: test E[ln s2_k]',
      expect: 'below',
      draws: 3000,
      replicates: 5000,
    },
    () => {
      const chain = replaceChain(setting);
      return (state) => chain(state).variance;
    },
  );
}

/** A Gaussian in one dimension under the replace loop. */
export function gaussianRows(): Row[] {
  const rows = QUANTITIES.flatMap((quantity) =>
    (['likelihood', 'unbiased'] as const).flatMap((variance) =>
      quantity.settings[variance].map(([samples, refits]) =>
        chainRow(quantity, { samples, refits, variance }),
      ),
    ),
  );
  return [...rows, heavyTail()];
}
