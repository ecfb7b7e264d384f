import { describe, expect, it } from 'vitest';
import { NgramBuilder } from './ngram-builder.ts';
import { END_OF_SEQUENCE } from './token-ids.ts';

const ids = (...tokens: number[]) => Uint32Array.from(tokens);

describe('NgramModel', () => {
  it('describes what it was made of', () => {
    const model = new NgramBuilder({ order: 3 })
      .add(ids(1, 2, 2))
      .add(ids(1))
      .build();
    expect(model).toMatchObject({ order: 3, requestedOrder: 3, pruned: 0, sequences: 2, tokens: 4 });
    expect(model.vocabularySize).toBe(3);
    // 1, 2, </s>; <s> 1, 1 2, 2 2, 2 </s>, 1 </s>; <s> 1 2, 1 2 2, 2 2 </s>, <s> 1 </s>.
    expect(model.orders.map(({ order, types }) => [order, types])).toEqual([
      [1, 3],
      [2, 5],
      [3, 4],
    ]);
  });

  it('knows the words it saw and the end, but not the beginning', () => {
    const model = new NgramBuilder({ order: 2 }).add(ids(1, 2)).build();
    expect([1, 2, END_OF_SEQUENCE].every((id) => model.knows(id))).toBe(true);
    expect([0, 3, 0xffffffff].some((id) => model.knows(id))).toBe(false);
  });

  it('indexes followers once', () => {
    const model = new NgramBuilder({ order: 2 }).add(ids(1, 2)).build();
    expect(model.followers).toBe(model.followers);
  });

  it('keeps no more of the arrays than its n-grams need', () => {
    const { arrays } = new NgramBuilder({ order: 2 }).add(ids(1, 2)).build();
    expect(arrays.records.length).toBe(arrays.size * 5);
    expect(arrays.probability.length).toBe(arrays.size);
  });
});
