import { accumulatedVariance, subsampledVariance } from './gaussian-pool.ts';
import { requireAbove, requireWhole } from './parameters.ts';

/** A line of one-dimensional Gaussians fitted by maximum likelihood, truth of mean 0 and variance 1. */
export interface LoopMoments {
  /** `replace`, `accumulate`, `subsample`, or `fresh`. */
  readonly loop: string;
  /** Rows of a training set, from 2. */
  readonly samples: number;
  /** Of `fresh`: real rows of every training set but the first, which is real altogether. */
  readonly real?: number;
  /** What multiplies the variance of a model's output, above 0. Default 1. */
  readonly temperature?: number;
}

/** Expectations of one model. */
export interface Moments {
  /** E[s^2]. */
  readonly variance: number;
  /** E[mean^2]; absent where it is not known. */
  readonly squaredShift?: number;
}

/**
 * What is expected of models 0 to `generations`. Undefined where no closed form is known: for other loops, and for `subsample` at another
 * temperature than 1. At temperature 1 the variances hold for any distribution that is refitted on its own draws, as shares of the
 * truth's: the heterozygosity of categories is the sum of variances of their indicators. Throws `E_PARAMETER`.
 */
export function expectedMoments(setting: LoopMoments, generations: number): Moments[] | undefined {
  const { loop, samples, temperature = 1 } = setting;
  requireWhole('samples', samples, 2);
  requireWhole('generations', generations, 0);
  requireAbove('temperature', temperature, 0);
  if (loop === 'replace') return mixedLine(samples, 0, temperature, generations);
  if (loop === 'fresh') return freshLine(setting, temperature, generations);
  if (loop === 'accumulate') return accumulatedLine(samples, temperature, generations);
  if (loop !== 'subsample' || temperature !== 1) return undefined;
  return Array.from({ length: generations + 1 }, (_, g) => ({
    variance: subsampledVariance(samples, g + 1),
  }));
}

function freshLine({ samples, real = 0 }: LoopMoments, temperature: number, generations: number): Moments[] {
  requireWhole('real', real, 0, samples);
  return mixedLine(samples, real, temperature, generations);
}

/**
 * R of M rows from the truth, S = M - R from the last model of mean m and variance v, drawn at variance T v. Of the M rows, E[mean^2] is
 * (R + S T v)/M^2 + (S m/M)^2, and the mean of squares (R + S (T v + m^2))/M.
 */
function mixedLine(samples: number, real: number, temperature: number, generations: number): Moments[] {
  const model = samples - real;
  let [variance, squaredShift] = [1 - 1 / samples, 1 / samples];
  const line = [{ variance, squaredShift }];
  for (let g = 1; g <= generations; g++) {
    const drawn = temperature * variance;
    const squares = (real + model * (drawn + squaredShift)) / samples;
    squaredShift = (real + model * drawn) / samples ** 2 + (model / samples) ** 2 * squaredShift;
    variance = squares - squaredShift;
    line.push({ variance, squaredShift });
  }
  return line;
}

/**
 * The pool has N = t n rows of variance v; n rows of variance T v around its mean come in. Their own variance is T v (1 - 1/n) in
 * expectation, their mean misses that of the pool by T v/n. At T = 1 this is the factor 1 - 1/(n (t+1)^2) of Kazdan et al. 2024.
 */
function accumulatedLine(n: number, temperature: number, generations: number): Moments[] {
  if (temperature === 1)
    return Array.from({ length: generations + 1 }, (_, g) => ({ variance: accumulatedVariance(n, g + 1) }));
  let variance = 1 - 1 / n;
  const line = [{ variance }];
  for (let t = 1; t <= generations; t++) {
    const [pool, all] = [t * n, (t + 1) * n];
    variance *= (pool + temperature * (n - 1)) / all + (pool * temperature) / all ** 2;
    line.push({ variance });
  }
  return line;
}
