import { describe, expect, it } from 'vitest';
import { Rng } from '../../base/rng.ts';
import { normalCdf } from '../../stats/normal.ts';
import { bulkGenerator } from './generator.ts';
import { fillNormal } from './ziggurat.ts';

const N = 2_000_000;

function draws(seed: string, n: number): Float64Array {
  const out = new Float64Array(n);
  fillNormal(bulkGenerator(new Rng(seed)), out);
  return out;
}

const SAMPLE = draws('ziggurat', N);

function moment(power: number): number {
  let sum = 0;
  for (const x of SAMPLE) sum += x ** power;
  return sum / N;
}

describe('fillNormal', () => {
  it.each([
    [1, 0, 1],
    [2, 1, 2],
    [3, 0, 15],
    [4, 3, 96],
    [5, 0, 945],
    [6, 15, 10170],
  ])('has the normal moment of order %d', (power, expected, variance) => {
    expect(Math.abs(moment(power) - expected)).toBeLessThan(4 * Math.sqrt(variance / N));
  });

  it('follows the normal distribution function (Kolmogorov and Smirnov)', () => {
    const sorted = SAMPLE.slice().sort();
    let greatest = 0;
    for (let i = 0; i < N; i += 10) {
      const p = normalCdf(sorted[i]);
      greatest = Math.max(greatest, Math.abs(p - i / N), Math.abs((i + 1) / N - p));
    }
    // P(sqrt(n) D > 2) is 0.0007.
    expect(greatest * Math.sqrt(N)).toBeLessThan(2);
  });

  it.each([0.5, 2, 3, 3.5, 3.6541528853610088, 4, 4.5])(
    'has the normal tail beyond %d on both sides',
    (x) => {
      for (const side of [1, -1]) {
        let count = 0;
        for (const draw of SAMPLE) if (side * draw > x) count++;
        const p = normalCdf(-x);
        expect(Math.abs(count - N * p)).toBeLessThan(4 * Math.sqrt(N * p) + 1);
      }
    },
  );

  it('fills every layer evenly: a chi-squared test on 200 cells of equal probability', () => {
    const cells = new Float64Array(200);
    for (const x of SAMPLE) cells[Math.min(199, Math.floor(normalCdf(x) * 200))]++;
    const expected = N / 200;
    const chi = cells.reduce((sum, count) => sum + (count - expected) ** 2 / expected, 0);
    // 199 degrees of freedom: mean 199, standard deviation 20.
    expect(Math.abs(chi - 199)).toBeLessThan(4 * 20);
  });

  it('gives independent draws: no correlation with the next', () => {
    let sum = 0;
    let squares = 0;
    for (let i = 1; i < N; i++) {
      sum += SAMPLE[i] * SAMPLE[i - 1];
      squares += (SAMPLE[i] ** 2 - 1) * (SAMPLE[i - 1] ** 2 - 1);
    }
    expect(Math.abs(sum)).toBeLessThan(4 * Math.sqrt(N));
    expect(Math.abs(squares)).toBeLessThan(4 * Math.sqrt(4 * N));
  });

  it('places and scales', () => {
    const out = new Float64Array(N / 10);
    fillNormal(bulkGenerator(new Rng('ziggurat')), out, 0, out.length, 5, 0.1);
    for (let i = 0; i < out.length; i += 1000) expect(out[i]).toBeCloseTo(5 + 0.1 * SAMPLE[i], 12);
  });

  it('goes on where it stopped, and leaves the rest of the array alone', () => {
    const state = bulkGenerator(new Rng('ziggurat'));
    const out = new Float64Array(1000).fill(99);
    fillNormal(state, out, 0, 300);
    fillNormal(state, out, 300, 900);
    expect(out.subarray(0, 900)).toEqual(SAMPLE.subarray(0, 900));
    expect(out[900]).toBe(99);
  });
});
