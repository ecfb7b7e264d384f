import { describe, expect, it } from 'vitest';
import { example, zipfCorpus } from '../../test/oracles/corpus.ts';
import { expectEstimate, withoutEachBlock } from '../../test/oracles/expect-estimate.ts';
import { samplesOf } from '../../test/oracles/subjects.ts';
import { Rng } from '../base/rng.ts';
import type { Example } from '../corpus/example.ts';
import { FEATURES } from '../profile/features.ts';
import type { SampledExample } from '../sketch/example-sample.ts';
import { covarianceMatrix, effectiveRank, logVolume } from '../stats/covariance.ts';
import { type FeatureSpace, featureRank, featureSpace, featureVolume } from './volume.ts';

/** Texts whose length, letters a word and punctuation differ from one to the next, by as much as `width` says. */
function varied(seed: string, examples: number, width: number): Example[] {
  const rng = new Rng(seed);
  const between = (middle: number, reach: number) =>
    Math.round(middle + width * (rng.next() * 2 - 1) * reach);
  return Array.from({ length: examples }, (_, i) => {
    const [length, letters, stop] = [between(30, 20), between(10, 6), between(7, 4)];
    const word = (w: number) => 'abcdefghijklmnop'.slice(0, Math.max(1, letters - (w % 2))) + (w % 5);
    const words = Array.from({ length }, (_, w) => (w % stop === 0 ? '.' : word(rng.int(9))));
    return example(`${seed}${i}`, words.join(' '));
  });
}

const holdout = varied('holdout', 150, 1);
const pack = (...corpora: Example[][]) => samplesOf(corpora, 1e6).map((side) => side.packed);

/** Feature vectors in units of the holdout, by definition. */
function vectors(examples: readonly SampledExample[], { columns, scales }: FeatureSpace) {
  return examples
    .filter(({ features }) => columns.every((f) => features[f] >= 0))
    .map(({ features, block }) => ({
      block,
      x: columns.map(
        (f, i) => (FEATURES[f] === 'length' ? Math.log1p(features[f]) : features[f]) / scales[i],
      ),
    }));
}

const covariance = (rows: readonly { x: number[] }[], d: number) =>
  covarianceMatrix(
    rows.flatMap(({ x }) => x),
    d,
  )!;

describe('featureSpace', () => {
  it('holds the features that nearly all examples have and that vary, in their standard deviations', () => {
    const space = featureSpace(pack(holdout)[0])!;
    const names = space.columns.map((f) => FEATURES[f]);
    expect(names).toEqual(['length', 'word-length', 'repetition', 'punctuation']);
    const matrix = covariance(vectors(pack(holdout)[0].examples, space), names.length);
    for (let i = 0; i < names.length; i++) expect(matrix[i * names.length + i]).toBeCloseTo(1, 9);
  });

  it('leaves out what one example in seven lacks', () => {
    const some = holdout.map((one, i) => (i % 7 === 0 ? { ...one, text: '!' } : one));
    expect(featureSpace(pack(some)[0])!.columns.map((f) => FEATURES[f])).not.toContain('word-length');
  });

  it('does not exist where fewer than two features vary', () => {
    const same = holdout.map((one) => ({ ...one, text: 'always the same words' }));
    expect(featureSpace(pack(same)[0])).toBeUndefined();
    expect(featureSpace(pack([])[0])).toBeUndefined();
    expect(featureSpace(pack([example('a', 'one alone')])[0])).toBeUndefined();
  });
});

describe('featureVolume and featureRank', () => {
  const generation = zipfCorpus({ seed: 'volume', examples: 90, vocabulary: 60, length: [5, 60] }).map(
    (one, i) => ({
      ...one,
      text: `${one.text}${' .'.repeat(i % 7)}`,
    }),
  );
  const [human, made] = pack(holdout, generation);
  const space = featureSpace(human)!;
  const d = space.columns.length;

  it.each([
    ['volume', featureVolume, (m: Float64Array) => Math.exp(logVolume(m, d)! / (2 * d))],
    ['rank', featureRank, (m: Float64Array) => effectiveRank(m, d)!],
  ] as const)('give the %s of the covariance, also without each block', (_, measure, summary) => {
    const rows = vectors(made.examples, space);
    const value = (kept: typeof rows) => summary(covariance(kept, d));
    const sizes = Array<number>(64).fill(0);
    for (const { block } of rows) sizes[block]++;
    expectEstimate(measure(made, space), {
      value: value(rows),
      floor: 1e-9,
      without: withoutEachBlock(rows, (kept) => value([...kept])),
      sizes,
    });
  });

  it('shrink with what varies: half the spread is about half the volume', () => {
    const [wide, half] = pack(varied('wide', 400, 1), varied('half', 400, 0.5));
    const ratio = featureVolume(half, space)!.value / featureVolume(wide, space)!.value;
    expect(ratio).toBeGreaterThan(0.35);
    expect(ratio).toBeLessThan(0.65);
  });

  it('are near 1 and near the number of features for a second sample of one source', () => {
    const [, second] = pack(holdout, varied('second', 150, 1));
    expect(Math.abs(Math.log(featureVolume(second, space)!.value))).toBeLessThan(0.2);
    expect(featureRank(second, space)!.value).toBeGreaterThan(d / 2);
    expect(featureRank(second, space)!.value).toBeLessThanOrEqual(d);
  });

  it('do not exist where there are too few examples, or one feature does not vary at all', () => {
    const [few, still] = pack(
      holdout.slice(0, d + 1),
      holdout.map((one) => ({ ...one, text: 'same length here' })),
    );
    expect(featureVolume(few, space)).toBeUndefined();
    expect(featureVolume(still, space)).toBeUndefined();
    expect(featureRank(still, space)).toBeUndefined();
  });

  it('are unsure where all variation lies in one block', () => {
    const odd = holdout.map((one, i) => ({
      ...one,
      group: i < 5 ? 'odd' : one.id,
      text: i < 5 ? one.text : 'a b c d .',
    }));
    expect(featureVolume(pack(odd)[0], space)!.variance).toBeGreaterThan(100);
  });
});
