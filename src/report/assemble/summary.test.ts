import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { example, profileOf, zipfCorpus } from '../../../test/oracles/corpus.ts';
import { samplesOf } from '../../../test/oracles/subjects.ts';
import { originCounts, rankFrequency, summarise } from './summary.ts';

describe('originCounts', () => {
  it('adds up the kinds of each origin', () => {
    const profile = profileOf([
      example('1', 'a', { provenance: { origin: 'human', source: 'press' } }),
      example('2', 'b', { provenance: { origin: 'human', source: 'letters' } }),
      example('3', 'c', { provenance: { origin: 'synthetic', model: 'm', generation: 2 } }),
      example('4', 'd'),
    ]);
    expect(originCounts(profile)).toEqual({ human: 2, synthetic: 1, unknown: 1 });
  });
});

describe('summarise', () => {
  it('counts examples, tokens with their ends, characters and bytes', () => {
    const profile = profileOf([example('1', 'één twee'), example('2', '')]);
    expect(summarise('x', profile)).toEqual({
      name: 'x',
      examples: 2,
      tokens: 4,
      characters: 8,
      bytes: 10,
      malformedRows: 0,
      exact: true,
      origins: { unknown: 2 },
    });
  });

  it('says where types were sampled', () => {
    const many = zipfCorpus({ seed: 'many', examples: 200, vocabulary: 900 });
    expect(summarise('x', profileOf(many, { pairs: 300 })).exact).toBe(false);
  });
});

describe('rankFrequency', () => {
  const curve = (texts: readonly string[]) =>
    rankFrequency(samplesOf([texts.map((text, i) => example(`${i}`, text))], 1e6)[0].tallies(1));

  it('gives shares of tokens by rank', () => {
    expect(curve(['a a a b b c'])).toEqual([
      [1, 1 / 2],
      [2, 1 / 3],
      [3, 1 / 6],
    ]);
  });

  it('never rises, starts at rank 1, ends within the vocabulary, and stays short', () => {
    const words = fc.array(fc.integer({ min: 0, max: 60 }), { minLength: 1, maxLength: 300 });
    fc.assert(
      fc.property(words, (ranks) => {
        const points = curve([ranks.map((r) => `w${r}`).join(' ')]);
        expect(points[0][0]).toBe(1);
        expect(points.at(-1)![0]).toBeLessThanOrEqual(new Set(ranks).size);
        points.slice(1).forEach(([rank, share], i) => {
          expect(rank).toBeGreaterThan(points[i][0]);
          expect(share).toBeLessThanOrEqual(points[i][1]);
        });
      }),
      { numRuns: 30 },
    );
    const wide = curve([Array.from({ length: 5000 }, (_, i) => `w${i}`).join(' ')]);
    expect(wide.length).toBeLessThan(60);
    expect(wide.at(-1)![0]).toBeGreaterThan(800);
  });

  it('has no point without a word', () => {
    expect(curve(['', ''])).toEqual([]);
  });
});
