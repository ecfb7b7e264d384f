import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { categoricalModel } from '../learners/categorical.ts';
import { gaussianModel } from '../learners/gaussian-model.ts';
import { categoryPicture, densityPicture, rankPicture, shownRanks } from './pictures.ts';
import { rankedPlaces, wordShares } from './word-shares.ts';

describe('densityPicture', () => {
  it('has mean, deviation and at most 200 draws, of the first dimension', () => {
    const values = Float64Array.from({ length: 600 }, (_, i) => i);
    const picture = densityPicture(gaussianModel([1, 2], [4, 0, 0, 9]), { values, dimensions: 2 });
    expect([picture.mean, picture.deviation, picture.draws.length]).toEqual([1, 2, 200]);
    expect(picture.draws.slice(0, 3)).toEqual([0, 2, 4]);
  });
});

describe('categoryPicture', () => {
  it('puts 0 where the model has lost a category', () => {
    const picture = categoryPicture(categoricalModel([2, 0, 2]), categoricalModel([2, 1, 1]));
    expect(picture).toEqual({
      kind: 'ranks',
      ranks: [1, 2, 3],
      truth: [0.5, 0.25, 0.25],
      shares: [0.5, 0, 0.5],
      alive: 2,
      of: 3,
    });
  });

  it('counts ranks that are not drawn too', () => {
    const truth = new Float64Array(5000).fill(1 / 5000);
    const shares = truth.map((share, i) => (i % 2 === 0 ? share : 0));
    const { alive, of, ranks } = rankPicture(truth, shares);
    expect([alive, of]).toEqual([2500, 5000]);
    expect(ranks.length).toBeLessThanOrEqual(300);
  });
});

describe('shownRanks', () => {
  it('rise from the first to the last, each once, and are never more than 300', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 2_000_000 }), (of) => {
        const ranks = shownRanks(of);
        expect([ranks[0], ranks.at(-1)]).toEqual([1, of]);
        expect(ranks.length).toBeLessThanOrEqual(300);
        expect(ranks.slice(1).every((rank, at) => rank > ranks[at])).toBe(true);
      }),
    );
  });
});

describe('wordShares', () => {
  it('count words, and neither ends nor unknown words nor ids outside the vocabulary', () => {
    const documents = [Uint32Array.of(2, 3, 1, 0), Uint32Array.of(3, 3, 99)];
    expect([...wordShares(documents, 5)]).toEqual([0.25, 0.75, 0]);
    expect([...wordShares([], 4)]).toEqual([0, 0]);
    expect([...wordShares(documents, 1)]).toEqual([]);
  });

  it('are ranked by share, and what nobody used has no rank', () => {
    expect([...rankedPlaces(Float64Array.of(0.1, 0.5, 0, 0.4, 0.1))]).toEqual([1, 3, 0, 4]);
  });
});
