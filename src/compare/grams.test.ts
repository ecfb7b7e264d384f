import { describe, expect, it } from 'vitest';
import { example, zipfCorpus } from '../../test/oracles/corpus.ts';
import { referenceGramsOf } from '../../test/oracles/recount.ts';
import { samplesOf } from '../../test/oracles/subjects.ts';
import { GramIndex } from './grams.ts';
import type { Packed } from './packed.ts';

const corpora = [
  [...zipfCorpus({ seed: 'a', examples: 60, vocabulary: 20, length: [0, 9] }), example('short', 'w0 w1')],
  zipfCorpus({ seed: 'b', prefix: 'b', examples: 60, vocabulary: 20, length: [0, 9] }),
];
const samples = samplesOf(corpora, 400);

describe('GramIndex', () => {
  it.each([1, 2, 3, 4, 5])(
    'gives an id to a type of order %i, the same in every corpus, and to no other',
    (order) => {
      const idOf = new Map<string, number>();
      for (const { grams, counted } of samples) {
        const { types, starts } = grams[order - 1];
        counted.forEach((one, e) => {
          const expected = referenceGramsOf(one, order);
          expect(starts[e + 1] - starts[e]).toBe(expected.length);
          expected.forEach((gram, g) => {
            const id = types[starts[e] + g];
            if (!idOf.has(gram)) idOf.set(gram, id);
            expect(id).toBe(idOf.get(gram));
          });
        });
        expect(starts[counted.length]).toBe(types.length);
      }
      expect(new Set(idOf.values()).size).toBe(idOf.size);
      expect(samples[0].types(order)).toBe(idOf.size);
      expect(Math.max(...idOf.values())).toBe(idOf.size - 1);
    },
  );

  it('has no grams of examples shorter than the order, and none of an empty sample', () => {
    const none: Packed = {
      ids: new Uint32Array(0),
      offsets: Uint32Array.of(0),
      blocks: new Uint8Array(0),
      examples: [],
      tokens: 0,
    };
    for (const { types, starts } of new GramIndex().index(none, 4)) {
      expect([types.length, ...starts]).toEqual([0, 0]);
    }
    const [{ grams }] = samplesOf([[example('x', 'one two')]], 9);
    expect(grams.map(({ types }) => types.length)).toEqual([2, 1, 0, 0, 0]);
  });

  it('does not join the end of an example to the beginning of the next', () => {
    const [{ grams }] = samplesOf([[example('x', 'a b'), example('y', 'a b')]], 99);
    expect(new Set(grams[1].types).size).toBe(1);
    expect(grams[2].types.length).toBe(0);
  });

  it('tells apart more types than its first table holds', () => {
    const ids = Uint32Array.from({ length: 90_000 }, (_, i) => i % 300);
    // Each of 300 x 300 pairs once: 300 walks of growing stride.
    for (let i = 0; i < ids.length; i++) ids[i] = (Math.floor(i / 300) * (i % 300) + (i % 300)) % 300;
    const packed = {
      ids,
      offsets: Uint32Array.of(0, ids.length),
      blocks: Uint8Array.of(0),
      examples: [],
      tokens: 0,
    };
    const index = new GramIndex();
    const [, pairs, triples] = index.index(packed as unknown as Packed, 3);
    const text = [pairs, triples].map(({ order }) => {
      const seen = new Set<string>();
      for (let i = 0; i + order <= ids.length; i++) seen.add(ids.subarray(i, i + order).join());
      return seen.size;
    });
    expect([index.size(2), index.size(3)]).toEqual(text);
    expect(text[1]).toBeGreaterThan(1 << 15);
  });
});
