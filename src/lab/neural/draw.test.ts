import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Rng } from '../../base/rng.ts';
import type { SamplingBias } from '../learner.ts';
import { LogitDraw } from './draw.ts';

const N = 20_000;

function shares(logits: readonly number[], bias?: SamplingBias): number[] {
  const draw = new LogitDraw(logits.length, bias);
  const rng = new Rng('draw');
  const counts = logits.map(() => 0);
  for (let i = 0; i < N; i++) counts[draw.draw(logits, 0, rng)] += 1 / N;
  return counts;
}

function expectShares(found: readonly number[], wanted: readonly number[]): void {
  for (const [i, p] of wanted.entries())
    expect(Math.abs(found[i] - p)).toBeLessThanOrEqual(4 * Math.sqrt((p * (1 - p)) / N) + 1e-12);
}

describe('LogitDraw', () => {
  const P = [0.5, 0.3, 0.15, 0.05];
  const LOGITS = P.map((p) => Math.log(p) + 7);

  it('draws each outcome with its probability', () => {
    expectShares(shares(LOGITS), P);
  });

  it.each([0.3, 2])('raises probabilities to 1 / temperature: %d', (temperature) => {
    const powers = P.map((p) => p ** (1 / temperature));
    const total = powers.reduce((sum, p) => sum + p, 0);
    expectShares(
      shares(LOGITS, { temperature }),
      powers.map((p) => p / total),
    );
  });

  it('keeps the k likeliest alone, in their proportions', () => {
    expectShares(shares(LOGITS, { topK: 2 }), [0.625, 0.375, 0, 0]);
    expect(shares(LOGITS, { topK: 1 })).toEqual([expect.closeTo(1, 9), 0, 0, 0]);
    expectShares(shares(LOGITS, { topK: 100 }), P);
  });

  it('keeps all outcomes that are as likely as the last one kept', () => {
    expectShares(shares([1, 0, 0, -1], { topK: 2 }).slice(3), [0]);
    expect(
      shares([1, 0, 0, -1], { topK: 2 })
        .slice(0, 3)
        .every((share) => share > 0.1),
    ).toBe(true);
  });

  it('never draws what is impossible, nor leaves the range that it was given', () => {
    fc.assert(
      fc.property(
        fc.array(
          fc.oneof(fc.constant(Number.NEGATIVE_INFINITY), fc.double({ min: -80, max: 80, noNaN: true })),
          {
            minLength: 1,
            maxLength: 9,
          },
        ),
        fc.double({ min: 0.05, max: 5, noNaN: true }),
        fc.integer({ min: 1, max: 9 }),
        (logits, temperature, topK) => {
          fc.pre(logits.some((logit) => logit > Number.NEGATIVE_INFINITY));
          const padded = [99, ...logits, 99];
          const own = new LogitDraw(logits.length, { temperature, topK }).draw(padded, 1, new Rng('any'));
          expect(logits[own]).toBeGreaterThan(Number.NEGATIVE_INFINITY);
          const higher = logits.filter((logit) => logit > logits[own]).length;
          expect(higher).toBeLessThan(topK);
        },
      ),
    );
  });

  it('takes the likeliest at a temperature near 0', () => {
    expect(shares([0, 0.1, -3], { temperature: 1e-4 })[1]).toBeCloseTo(1, 9);
  });
});
