import { OutcrossError } from '../../base/errors.ts';
import { binomialLogProbability } from '../../stats/discrete.ts';

/** A plan of replacement in whole units, small enough for a matrix. */
export interface ChainPlan {
  /** M, at least 2. */
  readonly samples: number;
  /** R of the M units of each training set are fresh human ones. */
  readonly real: number;
  /** The first training set: M human units. */
  readonly generations: number;
}

/** A matrix above this many rows costs more than the branching process errs. */
export const LARGEST_CHAIN = 2048;

/**
 * P(absent) of one type of human frequency `p` in the training sets 0 (all human) to `generations`: the exact chain of Wright
 * and Fisher over counts 0..M, each row binomial (Ewens 2004, equation 1.48), with R immigrants. Throws `E_PARAMETER` for
 * samples below 2 or above `LARGEST_CHAIN`, R outside 0..M, p outside 0..1.
 */
export function chainAbsence(plan: ChainPlan, p: number): Float64Array {
  const { samples, real, generations } = plan;
  requireBounds('samples', samples, 2, LARGEST_CHAIN);
  requireBounds('real', real, 0, samples);
  if (!(p >= 0 && p <= 1)) throw new OutcrossError('E_PARAMETER', `p must be from 0 to 1, not ${p}`);
  const synthetic = samples - real;
  const immigrants = binomialRow(real, p);
  const rows = transitions(samples, synthetic);
  let now = binomialRow(samples, p);
  const absent = new Float64Array(generations + 1);
  absent[0] = now[0];
  for (let g = 1; g <= generations; g++) {
    now = convolve(stepped(now, rows, synthetic + 1), immigrants);
    absent[g] = now[0];
  }
  return absent;
}

function requireBounds(name: string, value: number, low: number, high: number): void {
  if (Number.isInteger(value) && value >= low && value <= high) return;
  throw new OutcrossError(
    'E_PARAMETER',
    `${name} must be a whole number from ${low} to ${high}, not ${value}`,
    {
      where: name,
    },
  );
}

function binomialRow(n: number, p: number): Float64Array {
  return Float64Array.from({ length: n + 1 }, (_, x) => Math.exp(binomialLogProbability(x, n, p)));
}

/** Row k: counts among `drawn` units of a model that learned k of M. */
function transitions(samples: number, drawn: number): Float64Array[] {
  return Array.from({ length: samples + 1 }, (_, k) => binomialRow(drawn, k / samples));
}

function stepped(now: Float64Array, rows: readonly Float64Array[], width: number): Float64Array {
  const next = new Float64Array(width);
  for (let k = 0; k < now.length; k++) {
    const weight = now[k];
    if (weight === 0) continue;
    const row = rows[k];
    for (let x = 0; x < width; x++) next[x] += weight * row[x];
  }
  return next;
}

function convolve(a: Float64Array, b: Float64Array): Float64Array {
  const sum = new Float64Array(a.length + b.length - 1);
  for (let i = 0; i < a.length; i++) for (let j = 0; j < b.length; j++) sum[i + j] += a[i] * b[j];
  return sum;
}
