import { numpy as np } from '@jax-js/jax';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Rng } from '../../base/rng.ts';
import {
  type AdamWSettings,
  adamWStep,
  BETA_1,
  BETA_2,
  type Optimised,
  rateAt,
  startFactor,
} from './adamw.ts';

/** A matrix of 2 x 2 and a vector of 2: weights, means and squares as plain numbers. */
interface Plain {
  x: number[];
  m: number[];
  v: number[];
}
const MATRIX = 4;

/** The published algorithm in double precision: clip, moments, correction for their start, decay apart from the gradient. */
function reference(
  { x, m, v }: Plain,
  raw: readonly number[],
  t: number,
  rate: number,
  own: AdamWSettings,
): void {
  const norm = Math.hypot(...raw);
  const scale = Math.min(1, own.longestGradient / norm);
  for (let i = 0; i < x.length; i++) {
    const g = raw[i] * scale;
    m[i] = BETA_1 * m[i] + (1 - BETA_1) * g;
    v[i] = BETA_2 * v[i] + (1 - BETA_2) * g * g;
    const mean = m[i] / (1 - BETA_1 ** (t + 1));
    const square = v[i] / (1 - BETA_2 ** (t + 1));
    x[i] -= rate * (mean / Math.sqrt(square) + (i < MATRIX ? own.decay * x[i] : 0));
  }
}

function tensors(values: readonly number[]): np.Array[] {
  const part = (from: number, to: number, shape: number[]) =>
    np.array(Float32Array.from(values.slice(from, to)), { shape });
  return [part(0, MATRIX, [2, 2]), part(MATRIX, 6, [2])];
}

async function numbersOf(arrays: readonly np.Array[]): Promise<number[]> {
  const read = [];
  for (const array of arrays) read.push(...(await array.data()));
  return read;
}

describe('adamWStep', () => {
  it('agrees with the published algorithm on matrices and vectors, with clipping and decay', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.string(),
        fc.record({
          rate: fc.double({ min: 1e-3, max: 0.1, noNaN: true }),
          warmUp: fc.double({ min: 0, max: 1, noNaN: true }),
          decay: fc.constantFrom(0, 0.1, 1),
          longestGradient: fc.constantFrom(0.5, 1, 100),
        }),
        async (seed, settings) => {
          const rng = new Rng(seed);
          const draws = () => Array.from({ length: 6 }, () => rng.normal());
          const plain: Plain = { x: draws(), m: new Array(6).fill(0), v: new Array(6).fill(0) };
          let state: Optimised = {
            weights: tensors(plain.x),
            means: tensors(plain.m),
            squares: tensors(plain.v),
          };
          for (let t = 0; t < 4; t++) {
            const gradient = draws();
            const rate = rateAt(t, 4, settings);
            const scalars = { rate: np.array(rate), factor: np.array(startFactor(t)) };
            state = adamWStep(state, tensors(gradient), scalars, settings);
            reference(plain, gradient, t, rate, settings);
          }
          const found = await numbersOf(state.weights);
          for (const [i, x] of plain.x.entries()) expect(Math.abs(found[i] - x)).toBeLessThan(1e-4);
        },
      ),
      { numRuns: 15 },
    );
  });

  it('stays where it is without a gradient, and no number goes wrong', async () => {
    const settings = { rate: 0.1, warmUp: 0, decay: 0, longestGradient: 1 };
    const zeros = new Array<number>(6).fill(0);
    const state = { weights: tensors([1, 2, 3, 4, 5, 6]), means: tensors(zeros), squares: tensors(zeros) };
    const scalars = { rate: np.array(0.1), factor: np.array(startFactor(0)) };
    const { weights } = adamWStep(state, tensors(zeros), scalars, settings);
    expect(await numbersOf(weights)).toEqual([1, 2, 3, 4, 5, 6]);
  });
});

describe('rateAt', () => {
  it('never leaves 0 to the highest, and has a single top', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 200 }),
        fc.double({ min: 0, max: 1, noNaN: true }),
        fc.double({ min: 1e-6, max: 10, noNaN: true }),
        (steps, warmUp, rate) => {
          const settings = { rate, warmUp, decay: 0, longestGradient: 1 };
          const rates = Array.from({ length: steps }, (_, t) => rateAt(t, steps, settings));
          // To the last bit of a number: a multiple of the rate over as much again.
          expect(rates.every((own) => own > 0 && own <= rate * (1 + 1e-12))).toBe(true);
          expect(Math.max(...rates) / rate).toBeCloseTo(1, 12);
          const top = Math.max(1, Math.round(warmUp * steps)) - 1;
          for (let t = 1; t < steps; t++)
            if (t <= top) expect(rates[t]).toBeGreaterThan(rates[t - 1]);
            else if (t > top + 1) expect(rates[t]).toBeLessThan(rates[t - 1]);
        },
      ),
    );
  });
});

describe('startFactor', () => {
  it('is 1 at the first step, and in the end', () => {
    expect(startFactor(0)).toBeCloseTo(1, 12);
    expect(startFactor(10_000)).toBeCloseTo(1, 12);
  });

  it('makes a steady gradient move the weight by the step size at every step', () => {
    let [m, v] = [0, 0];
    for (let t = 0; t < 300; t++) {
      m = BETA_1 * m + (1 - BETA_1) * 0.7;
      v = BETA_2 * v + (1 - BETA_2) * 0.49;
      expect((m * startFactor(t)) / Math.sqrt(v)).toBeCloseTo(1, 10);
    }
  });
});
