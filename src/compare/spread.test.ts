import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { runs } from '../../test/fixtures/thorough.ts';
import { example, profileOf, zipfCorpus } from '../../test/oracles/corpus.ts';
import { expectEstimate, withoutEachBlock } from '../../test/oracles/expect-estimate.ts';
import { byBlock, type Counted, counted, features } from '../../test/oracles/recount.ts';
import { FEATURE_SCALE, FEATURES, type Feature } from '../profile/features.ts';
import { bucketFloor, bucketOf, bucketWidth, Histogram } from '../sketch/histogram.ts';
import { featureSpread, winsorisedGini } from './spread.ts';

/** The middle of the bucket that a value falls into. */
const middle = (value: number) => bucketFloor(bucketOf(value)) + (bucketWidth(bucketOf(value)) - 1) / 2;

/** Mean absolute difference of all pairs, the ends brought in to the values 1% from either end. */
function giniByPairs(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const n = sorted.length;
  const cut = Math.floor(n / 100);
  const [low, high] = [sorted[cut], sorted[n - 1 - cut]];
  const clamped = sorted.map((v) => Math.min(high, Math.max(low, v)));
  let sum = 0;
  for (const a of clamped) for (const b of clamped) sum += Math.abs(a - b);
  return sum / (n * (n - 1));
}

function histogramOf(values: readonly number[]): Histogram {
  const histogram = new Histogram();
  for (const v of values) histogram.add(v);
  return histogram;
}

describe('winsorisedGini', () => {
  it('is the mean difference of all pairs once the ends are brought in', () => {
    const values = fc.array(fc.integer({ min: 0, max: 5000 }), { minLength: 2, maxLength: 330 });
    fc.assert(
      fc.property(
        values,
        fc.constantFrom(Math.log1p, Math.sqrt, (v: number) => v),
        (list, transform) => {
          const found = winsorisedGini(histogramOf(list), transform)!;
          const expected = giniByPairs(list.map((v) => transform(middle(v))));
          expect(Math.abs(found - expected)).toBeLessThan(1e-9 * (1 + expected));
        },
      ),
      { numRuns: runs(60) },
    );
  });

  it('is 0 where all agree, and does not exist for fewer than two', () => {
    expect(winsorisedGini(histogramOf([7, 7, 7]), (v) => v)).toBe(0);
    expect(winsorisedGini(histogramOf([7]), (v) => v)).toBeUndefined();
    expect(winsorisedGini(new Histogram(), (v) => v)).toBeUndefined();
  });

  it('is hardly moved by one wild value in a few hundred', () => {
    const tame = Array.from({ length: 400 }, (_, i) => i % 40);
    const before = winsorisedGini(histogramOf(tame), (v) => v)!;
    const after = winsorisedGini(histogramOf([...tame, 2 ** 30]), (v) => v)!;
    expect(after / before).toBeLessThan(1.02);
  });
});

describe('featureSpread', () => {
  const corpus = [
    ...zipfCorpus({ seed: 'spread', examples: 150, vocabulary: 400, length: [0, 90] }),
    ...zipfCorpus({ seed: 'dots', prefix: 'd', examples: 60, length: [3, 60] }).map((one) => ({
      ...one,
      text: one.text.replaceAll('w1 ', '. , '),
    })),
  ];
  const all = counted(corpus);
  const featuresOf = new Map(all.map((one) => [one, features(one)]));
  const profile = profileOf(corpus);

  it.each(FEATURES)('of %s is that of the examples that have it, also without each block', (feature) => {
    const scaled = (kept: readonly Counted[]) =>
      kept
        .map((one) => featuresOf.get(one)![FEATURES.indexOf(feature)])
        .filter((v) => v >= 0)
        .map((v) => transform(feature, middle(v)));
    const value = (kept: readonly Counted[]) => giniByPairs(scaled(kept));
    expectEstimate(featureSpread(profile, feature), {
      value: value(all),
      floor: 1e-9,
      without: withoutEachBlock(all, value),
      sizes: byBlock(all, ({ tokens }) => tokens.length + 1),
    });
  });

  it('does not exist where all examples agree, or fewer than two have the feature', () => {
    const same = profileOf(['a', 'b', 'c'].map((id) => example(id, 'one two three')));
    expect(featureSpread(same, 'length')).toBeUndefined();
    expect(featureSpread(same, 'type-token')).toBeUndefined();
    expect(featureSpread(profileOf([example('a', 'one')]), 'length')).toBeUndefined();
  });
});

function transform(feature: Feature, value: number): number {
  return feature === 'length' ? Math.log1p(value) : value / FEATURE_SCALE[feature];
}
