import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { bleuCounts, bleuScore, uniformWeights } from './bleu.ts';
import { BleuScorer, countBleuParts } from './self-bleu-parts.ts';

const documents = fc.array(fc.array(fc.nat(3), { maxLength: 10 }), { minLength: 2, maxLength: 7 });

function pack(lists: readonly (readonly number[])[]): [Uint32Array, Uint32Array] {
  const offsets = [0];
  for (const list of lists) offsets.push(offsets[offsets.length - 1] + list.length);
  return [Uint32Array.from(lists.flat()), Uint32Array.from(offsets)];
}

describe('countBleuParts', () => {
  it('gives the clipped matches of every order against all other documents', () => {
    fc.assert(
      fc.property(documents, (lists) => {
        const parts = countBleuParts(...pack(lists), 4);
        lists.forEach((list, d) => {
          const counts = bleuCounts(
            lists.filter((_, j) => j !== d),
            list,
            4,
          )!;
          expect(parts.matches.map((matches) => matches[d])).toEqual(Array.from(counts.matches));
          expect(parts.lengths[d]).toBe(list.length);
        });
        expect(parts.losses).toHaveLength(0);
      }),
    );
  });

  it('refuses offsets that run backwards or past the end', () => {
    expect(() => countBleuParts(Uint32Array.of(1, 2), Uint32Array.of(0, 2, 1), 2)).toThrow(/out of order/);
    expect(() => countBleuParts(Uint32Array.of(1, 2), Uint32Array.of(0, 3), 2)).toThrow(/out of order/);
  });
});

describe('BleuScorer', () => {
  it('scores as bleuScore does, with and without losses', () => {
    const lists = [
      [1, 2, 3, 1, 2],
      [1, 2, 3, 3],
      [2, 3, 1],
    ];
    const weights = uniformWeights(2);
    const scorer = new BleuScorer(countBleuParts(...pack(lists), 2), weights, { method: 1 });
    const counts = bleuCounts([lists[1], lists[2]], lists[0], 2)!;
    expect(scorer.score(0, 4)).toBe(bleuScore(counts, weights, { method: 1 }));
    const fewer = { ...counts, matches: [counts.matches[0] - 1, counts.matches[1] - 2] };
    expect(scorer.score(0, 4, Float64Array.of(1, 2))).toBe(bleuScore(fewer, weights, { method: 1 }));
  });
});
