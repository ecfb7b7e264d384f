import { describe, expect, it } from 'vitest';
import { example, profileOf, zipfCorpus } from '../../../test/oracles/corpus.ts';
import { forecastCurve } from './curve.ts';
import { groundOf, humanBands, humanSummary } from './ground.ts';
import type { Unit } from './human-types.ts';
import { planOf, settingsFrom } from './options.ts';

const profile = profileOf(zipfCorpus({ seed: 'g', examples: 150, vocabulary: 900, length: [15, 30] }));
const of = (order = 1, unit: Unit = 'tokens') => groundOf(profile, { order, unit }, 'human');
const ground = of();
const settings = settingsFrom(ground.units, { generations: 4 });

describe('groundOf', () => {
  it('counts n-grams in running text, or examples', () => {
    expect(of(1, 'examples').units).toBe(150);
    // A pair fewer than tokens in each example.
    expect(of(2).units).toBeLessThan(ground.units);
    expect(ground.bands.reduce((sum, { slice }) => sum + slice.types, 0)).toBeGreaterThan(ground.tail.types);
  });

  it.each([
    [[], 1],
    [[example('a', 'one two three')], 1],
    [[example('a', 'one one one'), example('b', 'two two')], 1],
    [[example('a', 'one two'), example('b', 'two one')], 2],
  ])('refuses text of which no two examples hold the same: %j, order %d', (examples, order) => {
    expect(() => groundOf(profileOf(examples), { order, unit: 'tokens' }, 'mine.jsonl')).toThrow(
      expect.objectContaining({
        code: 'E_EMPTY',
        message: `mine.jsonl has no ${order}-gram that two of its examples hold`,
        where: 'mine.jsonl',
      }),
    );
  });
});

describe('humanSummary', () => {
  const summary = humanSummary(ground, settings, 'human');

  it('adds up with the bands', () => {
    const bands = humanBands(ground, settings);
    expect(bands.reduce((sum, { types }) => sum + types, 0)).toBe(summary.types);
    expect(summary).toMatchObject({ examples: 150, units: ground.units, exact: true });
    expect(summary.tailTypes).toBeLessThan(summary.types);
  });

  it('has a chance of unseen types, as Good and Turing have it: f1 / N', () => {
    const once = ground.spectra.whole.classes
      .filter(({ count }) => count === 1)
      .reduce((sum, { kept }) => sum + kept, 0);
    expect(summary.missingMass).toBeCloseTo(once / ground.units, 6);
    expect(summary.unseenTypes).toBeGreaterThan(0);
    expect(
      humanSummary(of(1, 'examples'), settingsFrom(150, { unit: 'examples' }), 'h').missingMass,
    ).toBeUndefined();
  });

  it('finds more of what is used more', () => {
    const shares = humanBands(ground, settings).map(({ human }) => human.value);
    expect(shares).toEqual([...shares].sort((a, b) => a - b));
    for (const { human } of humanBands(ground, settings)) {
      expect(human.interval[0]).toBeGreaterThanOrEqual(0);
      expect(human.interval[1]).toBeLessThanOrEqual(1);
    }
  });
});

describe('forecastCurve', () => {
  const curve = (real: number, interval: readonly [number, number] = [1, 1], fidelity = 1) =>
    forecastCurve(ground, { ...planOf(settings, real), fidelity }, interval, 0.05);

  it('has a generation each, numbered from 1, with a share of every band', () => {
    const { generations } = curve(0.2);
    expect(generations.map(({ generation }) => generation)).toEqual([1, 2, 3, 4]);
    for (const { bands } of generations) expect(bands).toHaveLength(ground.bands.length);
  });

  it('counts human units, and has a best weight where there are both kinds alone', () => {
    expect(curve(0.25).realUnits).toBe(0.25 * settings.samples);
    expect([curve(0).bestWeight, curve(1).bestWeight]).toEqual([undefined, undefined]);
    // k = 1: the inverse of the golden ratio (He, Xu and Cheng 2025).
    expect(curve(0.5).bestWeight).toBeCloseTo((Math.sqrt(5) - 1) / 2, 10);
  });

  it('keeps all where all data are human', () => {
    for (const { trained } of curve(1).generations) {
      expect(trained.equivalent).toBeCloseTo(settings.samples, 3);
      expect(trained.tail.value).toBeCloseTo(1, 6);
    }
  });

  it('is less sure where it is less sure of the learner, and lies in its interval', () => {
    const width = (of: ReturnType<typeof curve>) => {
      const { interval, value } = of.generations[3].written.tail;
      expect(interval[0]).toBeLessThanOrEqual(value);
      expect(interval[1]).toBeGreaterThanOrEqual(value);
      return interval[1] - interval[0];
    };
    expect(width(curve(0.1, [0.5, 2]))).toBeGreaterThan(width(curve(0.1)));
  });

  it('never tells of more types of a band than there are', () => {
    for (const { bands } of curve(0.3, [0.2, 5]).generations) {
      bands.forEach(({ types: [low, high] }, b) => {
        expect(low).toBeGreaterThanOrEqual(0);
        expect(low).toBeLessThanOrEqual(high);
        expect(high).toBeLessThanOrEqual(Math.ceil(ground.bands[b].slice.types));
      });
    }
  });
});
