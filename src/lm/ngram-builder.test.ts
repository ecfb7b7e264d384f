import { describe, expect, it } from 'vitest';
import { Rng } from '../base/rng.ts';
import { logProbability, probability } from './log-probability.ts';
import { NgramBuilder } from './ngram-builder.ts';
import type { NgramModel } from './ngram-model.ts';
import { perplexity } from './score.ts';
import { END_OF_SEQUENCE } from './token-ids.ts';

const ids = (...tokens: number[]) => Uint32Array.from(tokens);

function randomSequences(seed: string, count: number, words: number): Uint32Array[] {
  const rng = new Rng(seed);
  return Array.from({ length: count }, () =>
    Uint32Array.from({ length: rng.int(12) }, () => Math.floor(words * rng.next() ** 2)),
  );
}

function modelOf(sequences: readonly Uint32Array[], order: number, maxNodes?: number): NgramModel {
  const builder = new NgramBuilder({ order, ...(maxNodes === undefined ? {} : { maxNodes }) });
  for (const sequence of sequences) builder.add(sequence);
  return builder.build();
}

const typesOf = (model: NgramModel) => model.orders.reduce((sum, order) => sum + order.types, 0);

describe('NgramBuilder', () => {
  it('has order 5 by default', () => {
    const model = new NgramBuilder().add(ids(1, 2, 3)).build();
    expect(model.order).toBe(5);
    expect(model.pruned).toBe(0);
  });

  it('counts sequences and tokens, and adds ranges of a longer array', () => {
    const tokens = ids(9, 1, 2, 3, 9);
    const part = new NgramBuilder({ order: 2 }).add(tokens, 1, 4).add(tokens, 2, 2).build();
    const whole = new NgramBuilder({ order: 2 })
      .add(ids(1, 2, 3))
      .add(ids())
      .build();
    expect([part.sequences, part.tokens]).toEqual([2, 3]);
    expect(part.knows(9)).toBe(false);
    expect(logProbability(part, ids(1, 2))).toEqual(logProbability(whole, ids(1, 2)));
  });

  it('builds a model of nothing that has no perplexity', () => {
    const model = new NgramBuilder().build();
    expect(model.sequences).toBe(0);
    expect(model.vocabularySize).toBe(0);
    expect(model.knows(0)).toBe(false);
    expect(perplexity(logProbability(model, ids(1)))).toBeUndefined();
    expect(probability(model, ids(), 1, { vocabularySize: 10 })).toBeUndefined();
  });

  it('learns from one token, and from empty sequences alone', () => {
    const one = new NgramBuilder().add(ids(7)).build();
    expect(one.vocabularySize).toBe(2);
    expect(probability(one, ids(), 7)).toBeGreaterThan(0.5);
    const none = new NgramBuilder().add(ids()).add(ids()).build();
    expect(none.vocabularySize).toBe(1);
    expect(probability(none, ids(), END_OF_SEQUENCE)).toBeGreaterThan(0.5);
  });

  it('is hardly ever wrong about a line that it saw a million times', () => {
    const builder = new NgramBuilder();
    const line = ids(0, 1, 2, 3, 4);
    for (let i = 0; i < 1_000_000; i++) builder.add(line);
    const model = builder.build();
    expect(model.tokens).toBe(5_000_000);
    expect(model.orders.map((order) => order.types)).toEqual([6, 6, 5, 4, 3]);
    expect(perplexity(logProbability(model, line))).toBeCloseTo(1, 5);
    expect(logProbability(model, ids(4, 3, 2))?.logProbability).toBeGreaterThan(-100);
  });

  it('takes ids up to the largest, and tells 2^31 from 0', () => {
    const model = new NgramBuilder()
      .add(ids(2 ** 31, 4294967293, 2 ** 31 - 1))
      .add(ids(0))
      .build();
    expect([2 ** 31, 4294967293, 2 ** 31 - 1, 0].every((id) => model.knows(id))).toBe(true);
    expect(model.knows(1)).toBe(false);
    expect(model.vocabularySize).toBe(5);
  });

  it('refuses reserved ids and bad ranges, and adds nothing then', () => {
    const builder = new NgramBuilder({ order: 3 }).add(ids(1, 2));
    for (const reserved of [4294967294, 4294967295]) {
      expect(() => builder.add(ids(5, reserved))).toThrowError(
        expect.objectContaining({ code: 'E_OPTION' }) as Error,
      );
    }
    expect(() => builder.add(ids(5, 6), 1, 3)).toThrowError('are not a range of 2 tokens');
    expect(() => builder.add(ids(5, 6), 2, 1)).toThrowError('are not a range of 2 tokens');
    expect(() => builder.add(ids(5, 6), Number.NaN)).toThrowError('are not a range of 2 tokens');
    const model = builder.build();
    expect([model.sequences, model.tokens, model.knows(5)]).toEqual([1, 2, false]);
  });

  it('refuses orders and bounds outside their ranges', () => {
    for (const order of [0, -1, 17, 2.5, Number.NaN]) {
      expect(() => new NgramBuilder({ order })).toThrowError('order must be an integer from 1 to 16');
    }
    for (const maxNodes of [0, 0.5, 2 ** 28, Number.POSITIVE_INFINITY]) {
      expect(() => new NgramBuilder({ maxNodes })).toThrowError('maxNodes must be an integer from 1');
    }
  });

  it('can be used no more when it has built', () => {
    const builder = new NgramBuilder().add(ids(1));
    builder.build();
    expect(() => builder.add(ids(1))).toThrowError(expect.objectContaining({ code: 'E_USAGE' }) as Error);
    expect(() => builder.build()).toThrowError('has built its model');
  });

  it('keeps the highest order whose types fit the bound, to the last one', () => {
    const sequences = randomSequences('bound', 300, 40);
    for (let order = 2; order <= 5; order++) {
      const fits = typesOf(modelOf(sequences, order));
      expect(modelOf(sequences, 5, fits).order).toBe(order);
      const below = modelOf(sequences, 5, fits - 1);
      expect([below.order, below.requestedOrder, below.pruned]).toEqual([order - 1, 5, 6 - order]);
      expect(below.orders.length).toBe(order - 1);
    }
  });

  it('is exactly the model of the lower order when it gave orders up', () => {
    const sequences = randomSequences('same', 300, 40);
    const lower = modelOf(sequences, 3);
    const pruned = modelOf(sequences, 5, typesOf(lower));
    expect(pruned.orders).toEqual(lower.orders);
    for (const sequence of randomSequences('held out', 50, 60)) {
      const expected = logProbability(lower, sequence)?.logProbability as number;
      expect(logProbability(pruned, sequence)?.logProbability).toBeCloseTo(expected, 9);
    }
  });

  it('does not depend on the sequence of the examples, pruned or not', () => {
    const sequences = randomSequences('permuted', 200, 40);
    const shuffled = new Rng('shuffle').shuffle([...sequences]);
    for (const maxNodes of [900, 1e6]) {
      const a = modelOf(sequences, 4, maxNodes);
      const b = modelOf(shuffled, 4, maxNodes);
      expect(b.orders).toEqual(a.orders);
      const expected = logProbability(a, sequences[3])?.logProbability as number;
      expect(logProbability(b, sequences[3])?.logProbability).toBeCloseTo(expected, 9);
    }
  });

  it('keeps unigrams whatever the bound', () => {
    const sequences = randomSequences('unigrams', 100, 1000);
    const model = modelOf(sequences, 3, 1);
    expect(model.order).toBe(1);
    expect(model.vocabularySize).toBe(new Set(sequences.flatMap((tokens) => [...tokens])).size + 1);
  });

  it('gives the same bytes for the same input', () => {
    const sequences = randomSequences('bytes', 200, 40);
    expect(modelOf(sequences, 5).arrays).toEqual(modelOf(sequences, 5).arrays);
  });
});
