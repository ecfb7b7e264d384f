import { numpy as np } from '@jax-js/jax';
import { describe, expect, it } from 'vitest';
import { type AdamWSettings, adamWStep, type Optimised, rateAt, startFactor } from './adamw.ts';

const SETTINGS: AdamWSettings = { rate: 0.1, warmUp: 0.1, decay: 0, longestGradient: 1 };

function start(weights: number[], shape: number[]): Optimised {
  const zeros = () => [np.zeros(shape)];
  return { weights: [np.array(Float32Array.from(weights), { shape })], means: zeros(), squares: zeros() };
}

function move(
  state: Optimised,
  gradient: number[],
  shape: number[],
  settings: AdamWSettings,
  t = 0,
): Optimised {
  const scalars = { rate: np.array(settings.rate), factor: np.array(startFactor(t)) };
  return adamWStep(state, [np.array(Float32Array.from(gradient), { shape })], scalars, settings);
}

describe('rateAt', () => {
  it('rises along a line, then falls to nothing along a cosine', () => {
    const rates = Array.from({ length: 101 }, (_, step) => rateAt(step, 100, SETTINGS));
    expect(rates[0]).toBeCloseTo(0.01, 12);
    expect(rates[9]).toBeCloseTo(0.1, 12);
    expect(rates[10]).toBeCloseTo(0.1, 12);
    expect(rates[55]).toBeCloseTo(0.05, 12);
    expect(rates[100]).toBeCloseTo(0, 12);
    expect(rates.slice(10).every((rate, i, all) => i === 0 || rate < all[i - 1])).toBe(true);
  });

  it('exists for a single step, and without warm-up', () => {
    expect(rateAt(0, 1, SETTINGS)).toBe(0.1);
    expect(rateAt(0, 10, { ...SETTINGS, warmUp: 0 })).toBe(0.1);
    expect(rateAt(4, 10, { ...SETTINGS, warmUp: 1 })).toBe(0.05);
  });
});

describe('adamWStep', () => {
  it('moves every weight by the step size against its gradient in the first step', async () => {
    const { weights } = move(start([1, 1, 1], [3]), [0.3, -0.5, 1e-3], [3], SETTINGS);
    const [a, b, c] = await weights[0].data();
    for (const [value, wanted] of [
      [a, 0.9],
      [b, 1.1],
      [c, 0.9],
    ])
      expect(value).toBeCloseTo(wanted, 4);
  });

  it('agrees with the published algorithm over several steps', async () => {
    let [x, m, v] = [2, 0, 0];
    let state = start([x], [1]);
    for (const [t, g] of [0.5, -0.25, 0.75].entries()) {
      state = move(state, [g], [1], SETTINGS, t);
      m = 0.9 * m + 0.1 * g;
      v = 0.99 * v + 0.01 * g * g;
      x -= (0.1 * (m / (1 - 0.9 ** (t + 1)))) / Math.sqrt(v / (1 - 0.99 ** (t + 1)));
    }
    expect((await state.weights[0].data())[0]).toBeCloseTo(x, 5);
  });

  it('scales long gradients down to the longest allowed, and leaves short ones', async () => {
    for (const [gradient, longest, wanted] of [
      [30, 40, 1],
      [0.3, 0.4, 0.5],
    ].map(([a, b, n]) => [[a, b], n, n] as const)) {
      const { means } = move(start([0, 0], [2]), [...gradient], [2], {
        ...SETTINGS,
        longestGradient: longest,
      });
      const [a, b] = await means[0].data();
      expect(Math.hypot(a, b) / 0.1).toBeCloseTo(wanted, 4);
    }
  });

  it('pulls matrices towards 0, and no vectors', async () => {
    const settings = { ...SETTINGS, decay: 0.5 };
    const matrix = move(start([1], [1, 1]), [0], [1, 1], settings);
    expect((await matrix.weights[0].data())[0]).toBeCloseTo(0.95, 6);
    const vector = move(start([1], [1]), [0], [1], settings);
    expect((await vector.weights[0].data())[0]).toBe(1);
  });
});
