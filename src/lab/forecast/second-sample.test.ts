import { describe, expect, it } from 'vitest';
import { brown } from '../../../test/fixtures/brown.ts';
import { example, profileOf, zipfCorpus } from '../../../test/oracles/corpus.ts';
import { makeSubjects } from '../../compare/subject.ts';
import { survival } from '../../compare/survival.ts';
import { humanTypes, unitsOf } from './human-types.ts';
import { foundShare, secondSample } from './second-sample.ts';
import { humanSpectrum, shareFound, unitsThatFind } from './survival.ts';

describe('foundShare', () => {
  it('is Poisson for a scale of nothing', () => {
    expect(foundShare({ mean: 1.7, scale: 1e-9 }, 0.5)).toBeCloseTo(1 - Math.exp(-0.85), 6);
  });

  it('is 1 - (1 + u)^-mean for a scale of 1, the posterior of Pitman and Yor', () => {
    expect(foundShare({ mean: 1.4, scale: 1 }, 3)).toBeCloseTo(1 - 4 ** -1.4, 12);
  });

  it('rises from 0 towards 1 with the size, and falls with the scale', () => {
    expect(foundShare({ mean: 2, scale: 1 }, 0)).toBeCloseTo(0, 12);
    expect(foundShare({ mean: 2, scale: 1 }, 1e9)).toBeCloseTo(1, 6);
    expect(foundShare({ mean: 2, scale: 3 }, 1)).toBeLessThan(foundShare({ mean: 2, scale: 1 }, 1));
  });
});

describe('secondSample', () => {
  it('finds independent words as often as they were found, less what chance had raised', () => {
    // Words of one frequency: 20 expected uses each, so that a count tells nothing of a word.
    const words = zipfCorpus({ seed: 'even', examples: 1500, vocabulary: 30, length: [10, 10] });
    const second = secondSample(humanTypes(profileOf(words), 1, 'tokens'));
    expect(second.of(300, true).mean).toBeGreaterThan(250);
    expect(foundShare(second.of(300, true), 1)).toBeGreaterThan(0.999);
  });

  it('discounts a word used once, as Good and Turing do', () => {
    const words = profileOf(
      zipfCorpus({ seed: 'zipf', examples: 3000, vocabulary: 30_000, length: [20, 40] }),
    );
    const types = humanTypes(words, 1, 'tokens');
    const { classes } = humanSpectrum(types).whole;
    const f = (count: number) =>
      classes.filter((one) => one.count === count).reduce((sum, { kept }) => sum + kept, 0);
    const turing = (2 * f(2)) / f(1);
    const { mean } = secondSample(types).of(1, false);
    expect(Math.abs(mean - turing)).toBeLessThan(0.1);
  });

  it('falls back on absolute discounting where all text lies in one block', () => {
    const one = Array.from({ length: 40 }, (_, i) => ({
      ...example(`x${i}`, `common rare${i} pair${i >> 1}`),
      group: 'one author',
    }));
    const second = secondSample(humanTypes(profileOf(one), 1, 'tokens'));
    // f1 = 40, f2 = 20: a discount of 1/2.
    expect(second.of(1, false)).toEqual({ mean: 0.5, scale: 1 });
    expect(second.of(2, true)).toEqual({ mean: 1.5, scale: 1 });
  });
});

describe('a second human sample of real text', () => {
  const [first, second] = brown('second sample', [60_000, 60_000]).map((one) => profileOf(one));
  const [here, there] = makeSubjects(
    [
      { name: 'first', profile: first },
      { name: 'second', profile: second },
    ],
    Number.MAX_SAFE_INTEGER,
  );

  it.each([1, 2])('finds as many of the types of each band as the text itself says, order %s', (order) => {
    const types = humanTypes(first, order, 'tokens');
    const { whole } = humanSpectrum(types);
    const units = unitsOf(humanTypes(second, order, 'tokens'));
    const measured = survival(here, there, order);
    // The bands of words used once to 16 times; in those above, all words are found.
    for (const [band, [low, high]] of [
      [1, 1],
      [2, 2],
      [3, 4],
      [5, 8],
      [9, 16],
    ].entries()) {
      const weights = Float64Array.from(whole.classes, ({ count }) =>
        count >= low && count <= high ? 1 : 0,
      );
      const forecast = shareFound(whole, weights, units)!;
      expect(Math.abs(forecast - measured[band]!.share.value)).toBeLessThan(0.09);
    }
  });
});

describe('unitsThatFind', () => {
  const types = humanTypes(profileOf(zipfCorpus({ seed: 'units', examples: 200 })), 1, 'tokens');
  const { whole } = humanSpectrum(types);
  const all = new Float64Array(whole.classes.length).fill(1);

  it('is the inverse of shareFound', () => {
    for (const units of [50, 400, 1500]) {
      const share = shareFound(whole, all, units)!;
      expect(unitsThatFind(whole, all, share, 5000)! / units).toBeCloseTo(1, 5);
    }
  });

  it('does not exist where no size is enough, nor a share of no types', () => {
    expect(unitsThatFind(whole, all, 1.01, 5000)).toBeUndefined();
    expect(shareFound(whole, new Float64Array(all.length), 100)).toBeUndefined();
  });
});
