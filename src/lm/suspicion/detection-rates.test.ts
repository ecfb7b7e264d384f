import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Rng } from '../../base/rng.ts';
import { humanShareAbove, measureDetection } from './detection-rates.ts';
import type { LabelledScores } from './labelled-scores.ts';

/** Scores, each in a group of its own unless `each` share one. */
const scored = (scores: readonly number[], each = 1): LabelledScores => ({
  scores,
  groups: scores.map((_, i) => String(Math.floor(i / each))),
});
const normals = (count: number, shift: number, seed: string) => {
  const rng = new Rng(seed);
  return Array.from({ length: count }, () => rng.normal() + shift);
};
const measure = (human: LabelledScores, synthetic: LabelledScores) =>
  measureDetection(human, synthetic, new Rng('test'))!;

describe('measureDetection', () => {
  it('finds what a plain count finds', () => {
    const human = normals(400, 0, 'h');
    const synthetic = normals(300, 1, 's');
    const found = measure(scored(human), scored(synthetic));
    const sorted = [...human].sort((a, b) => b - a);
    for (const [i, rank] of [
      [0, 4],
      [1, 20],
    ]) {
      const { threshold, truePositives } = found.rates[i];
      expect(threshold).toBe(sorted[rank - 1]);
      expect(truePositives).toBe(synthetic.filter((score) => score > threshold!).length / 300);
    }
    let wins = 0;
    for (const a of synthetic) for (const b of human) wins += a > b ? 1 : a === b ? 0.5 : 0;
    expect(found.auroc).toBeCloseTo(wins / (400 * 300), 12);
  });

  it('finds all where the kinds lie apart, and none where they lie the other way', () => {
    const found = measure(scored(normals(200, 0, 'h')), scored(normals(100, 50, 's')));
    expect([found.auroc, found.rates[0].truePositives]).toEqual([1, 1]);
    const turned = measure(scored(normals(200, 50, 'h')), scored(normals(100, 0, 's')));
    expect([turned.auroc, turned.rates[1].truePositives]).toEqual([0, 0]);
  });

  it('says how many human texts a rate needs where there are too few', () => {
    const found = measure(scored(normals(98, 0, 'h')), scored(normals(50, 1, 's')));
    expect(found.rates[0]).toEqual({ falsePositives: 0.01, needs: 99 });
    expect(found.rates[1].threshold).toBeDefined();
    const enough = measure(scored(normals(99, 0, 'h')), scored(normals(50, 1, 's')));
    expect(enough.rates[0].threshold).toBe(Math.max(...normals(99, 0, 'h')));
  });

  it('does not exist without either kind', () => {
    expect(measureDetection(scored([]), scored([1]), new Rng(1))).toBeUndefined();
    expect(measureDetection(scored([1]), scored([]), new Rng(1))).toBeUndefined();
  });

  it('counts ties by half, and calls no text suspicious that is like the threshold', () => {
    const found = measure(scored(new Array(200).fill(1)), scored(new Array(50).fill(1)));
    expect([found.auroc, found.rates[1].truePositives]).toEqual([0.5, 0]);
  });

  it('keeps new human texts below its rates', () => {
    let beyond = 0;
    for (let trial = 0; trial < 60; trial++) {
      const { rates } = measureDetection(
        scored(normals(100, 0, `h${trial}`)),
        scored([0, 1]),
        new Rng(trial),
      )!;
      beyond += normals(100, 0, `new${trial}`).filter((score) => score > rates[1].threshold!).length;
    }
    // 5 in 101 of 6,000, with four standard errors of thresholds that are themselves drawn.
    expect(Math.abs(beyond / 6000 - 5 / 101)).toBeLessThan(0.0146);
  });

  it('has wider intervals where texts come in groups', () => {
    const spread = (each: number) => {
      const rng = new Rng('groups');
      const grouped = (count: number, shift: number) => {
        const scores: number[] = [];
        for (let g = 0; g < count / each; g++) {
          const common = rng.normal() + shift;
          for (let i = 0; i < each; i++) scores.push(common + 0.01 * rng.normal());
        }
        return scored(scores, each);
      };
      const { low, high } = measure(grouped(400, 0), grouped(400, 1)).aurocInterval!;
      return high - low;
    };
    expect(spread(20)).toBeGreaterThan(2.5 * spread(1));
  });

  it('has intervals that hold the estimate', () => {
    const scores = fc.array(fc.double({ min: -5, max: 5, noNaN: true }), { minLength: 150, maxLength: 200 });
    fc.assert(
      fc.property(scores, scores, (human, synthetic) => {
        const { rates } = measure(scored(human), scored(synthetic));
        for (const { truePositives, exact } of rates) {
          expect(exact!.low).toBeLessThanOrEqual(truePositives!);
          expect(exact!.high).toBeGreaterThanOrEqual(truePositives!);
        }
      }),
      { numRuns: 5 },
    );
  });

  it('gives the same for the same seed', () => {
    const run = () => measure(scored(normals(150, 0, 'a')), scored(normals(150, 1, 'b')));
    expect(run()).toEqual(run());
  });
});

describe('humanShareAbove', () => {
  it('counts the human texts that score as much, and the text itself', () => {
    const falling = Float64Array.of(5, 3, 3, 1);
    expect([9, 5, 4, 3, 1, 0].map((score) => humanShareAbove(falling, score) * 5)).toEqual([
      1, 2, 2, 4, 5, 5,
    ]);
    expect(humanShareAbove(new Float64Array(0), 1)).toBe(1);
  });
});
