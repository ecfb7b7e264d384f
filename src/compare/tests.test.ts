import { describe, expect, it } from 'vitest';
import { measured } from '../../test/fixtures/measured.ts';
import { studentCdf } from '../stats/student-t.ts';
import type { Measured } from './estimate.ts';
import { excessTests, levelTests, type MeasuredByKey, trendTests } from './tests.ts';

const FREEDOM = 20;
const byKey = (ratios: Readonly<Record<string, number>>, error = 0.05): MeasuredByKey =>
  new Map(Object.entries(ratios).map(([key, ratio]) => [key, measured(key, ratio, error)]));

describe('levelTests', () => {
  it('are Student tests of the log ratio against the margin', () => {
    const [test] = levelTests(byKey({ 'types[1]': 0.8 }), ['types[1]'], 0.1, FREEDOM);
    const expected = studentCdf((Math.log(0.8) - Math.log(0.9)) / 0.05, FREEDOM);
    expect(test.below).toBeCloseTo(expected, 12);
    expect(test.above).toBeCloseTo(1 - expected, 12);
    expect(test).toMatchObject({ key: 'types[1]', margin: Math.log(0.9) });
    expect(test.error).toBeCloseTo(0.05, 12);
  });

  it('turn a signal that rises', () => {
    const [falls] = levelTests(byKey({ 'types[1]': 0.8 }), ['types[1]'], 0.1, FREEDOM);
    const [rises] = levelTests(byKey({ 'self-bleu': 1 / 0.8 }), ['self-bleu'], 0.1, FREEDOM);
    expect(rises.below).toBeCloseTo(falls.below, 12);
    expect(rises.log).toBeCloseTo(falls.log, 12);
  });

  it('correct the lower tail for the number of signals by Holm, and not the upper one', () => {
    const measures = byKey({ a: 0.8, b: 0.85, c: 1 });
    const alone = ['a', 'b', 'c'].map((key) => levelTests(measures, [key], 0.1, FREEDOM)[0]);
    const together = levelTests(measures, ['a', 'b', 'c'], 0.1, FREEDOM);
    expect(together[0].below).toBeCloseTo(3 * alone[0].below, 12);
    expect(together[1].below).toBeCloseTo(Math.max(3 * alone[0].below, 2 * alone[1].below), 12);
    expect(together.map((t) => t.above)).toEqual(alone.map((t) => t.above));
  });

  it('pass over signals that were not measured: they cost nothing', () => {
    const [one, ...rest] = levelTests(byKey({ a: 0.8 }), ['x', 'a', 'y'], 0.1, FREEDOM);
    expect(rest).toEqual([]);
    expect(one.below).toBe(levelTests(byKey({ a: 0.8 }), ['a'], 0.1, FREEDOM)[0].below);
  });

  it.each([Number.POSITIVE_INFINITY, Number.NaN])('do not know anything where the error is %d', (error) => {
    const [test] = levelTests(byKey({ a: 0.01 }, error), ['a'], 0.1, FREEDOM);
    expect([test.below, test.above]).toEqual([0.5, 0.5]);
  });

  it('know everything where the error is 0, and nothing on the margin itself', () => {
    const below = (ratio: number) => levelTests(byKey({ a: ratio }, 0), ['a'], 0.5, FREEDOM)[0].below;
    expect(below(0.4)).toBe(0);
    expect(below(0.6)).toBe(1);
    expect(below(0.5)).toBe(0.5);
  });

  it('take half a step for a value of nothing', () => {
    const nothing: Measured = { ...measured('a', 1), generation: { value: 0, variance: 1 }, floor: 0.005 };
    expect(levelTests(new Map([['a', nothing]]), ['a'], 0.1, FREEDOM)[0].log).toBeCloseTo(Math.log(0.01), 12);
  });
});

describe('excessTests', () => {
  it('look above 1 + margin, whichever way the signal is turned', () => {
    const tests = excessTests(
      byKey({ novelty: 1.5, 'divergence.js': 1.5 }),
      ['novelty', 'divergence.js'],
      0.25,
      FREEDOM,
    );
    const raw = studentCdf((Math.log(1.25) - Math.log(1.5)) / 0.05, FREEDOM);
    for (const test of tests) expect(test.above).toBeCloseTo(2 * raw, 12);
  });

  it('find no excess in what is less than human, or not known', () => {
    expect(excessTests(byKey({ novelty: 0.2 }), ['novelty'], 0.25, FREEDOM)[0].above).toBeGreaterThan(0.99);
    expect(excessTests(byKey({ novelty: 9 }, Number.NaN), ['novelty'], 0.25, FREEDOM)[0].above).toBe(0.5);
    expect(excessTests(new Map(), ['novelty'], 0.25, FREEDOM)).toEqual([]);
  });
});

describe('trendTests', () => {
  const line = (...ratios: number[]) => ratios.map((ratio) => byKey({ a: ratio, b: 1 }, 0.02));

  it('need two generations', () => {
    expect(trendTests(line(0.5), ['a'], 0.02, FREEDOM)).toEqual([]);
    expect(trendTests(line(1, 0.5), ['a'], 0.02, FREEDOM)).toHaveLength(1);
  });

  it('see a fall, and no fall in what stays, rises, or falls by less than the margin', () => {
    const p = (...ratios: number[]) => trendTests(line(...ratios), ['a'], 0.02, FREEDOM)[0].pValue;
    expect(p(1, 0.9, 0.8)).toBeLessThan(1e-4);
    expect(p(0.8, 0.8, 0.8)).toBeGreaterThan(0.5);
    expect(p(0.8, 0.9, 1)).toBe(1);
    expect(p(1, 0.985)).toBeGreaterThan(0.5);
  });

  it('are sharper than two levels apart would be: the reservoir is common to all', () => {
    const shared = (ratio: number): MeasuredByKey => {
      const one = measured('a', ratio);
      return new Map([
        [
          'a',
          {
            ...one,
            generation: { ...one.generation, variance: 1e-4 },
            reservoir: { value: 0.5, variance: 1 },
          },
        ],
      ]);
    };
    expect(trendTests([shared(1), shared(0.8)], ['a'], 0.02, FREEDOM)[0].pValue).toBeLessThan(1e-6);
  });

  it('correct for the number of signals', () => {
    const alone = trendTests(line(1, 0.95), ['a'], 0.02, FREEDOM)[0].pValue;
    const [a] = trendTests(line(1, 0.95), ['a', 'b'], 0.02, FREEDOM);
    expect(a.pValue).toBeCloseTo(2 * alone, 12);
  });

  it('pass over a signal that a generation lacks or whose error does not exist', () => {
    expect(trendTests([...line(1, 0.9), byKey({ b: 1 })], ['a', 'b'], 0.02, FREEDOM)).toHaveLength(1);
    expect(trendTests([...line(1), byKey({ a: 1 }, Number.NaN)], ['a'], 0.02, FREEDOM)).toEqual([]);
  });
});
