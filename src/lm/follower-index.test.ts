import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { findCumulative } from './follower-index.ts';
import { NgramBuilder } from './ngram-builder.ts';
import { BEGIN_NODE, PARENT, RECORD, ROOT, SUFFIX, WORD } from './ngram-table.ts';

const corpora = fc.array(fc.array(fc.nat(4), { maxLength: 8 }), { maxLength: 10 });

describe('buildFollowerIndex', () => {
  it('holds every n-gram but <s> once, under its context', () => {
    fc.assert(
      fc.property(corpora, fc.integer({ min: 1, max: 5 }), (sequences, order) => {
        const builder = new NgramBuilder({ order });
        for (const sequence of sequences) builder.add(Uint32Array.from(sequence));
        const { arrays, followers } = builder.build();
        const seen = new Set(followers.nodes);
        expect(seen.size).toBe(arrays.size - BEGIN_NODE - 1);
        expect(seen.has(BEGIN_NODE)).toBe(false);
        for (let context = 0; context < arrays.size; context++) {
          for (let i = followers.start[context]; i < followers.start[context + 1]; i++) {
            expect(arrays.records[followers.nodes[i] * RECORD + PARENT]).toBe(context);
          }
        }
      }),
    );
  });

  it('adds up to what the discounts leave of each context', () => {
    const builder = new NgramBuilder({ order: 3 });
    for (let i = 0; i < 6; i++) builder.add(Uint32Array.of(1, 2, 3)).add(Uint32Array.of(1, 2, i));
    const { arrays, followers } = builder.build();
    const { start, nodes, cumulative } = followers;
    for (let context = 0; context < arrays.size; context++) {
      const [from, to] = [start[context], start[context + 1]];
      if (from === to) continue;
      const suffix = arrays.records[context * RECORD + SUFFIX];
      const gamma = arrays.uniform[context] / (context === ROOT ? 1 : arrays.uniform[suffix]);
      for (let i = from; i < to; i++) {
        const weight = cumulative[i] - (i === from ? 0 : cumulative[i - 1]);
        const node = nodes[i];
        const shorter = arrays.probability[arrays.records[node * RECORD + SUFFIX]];
        const own = arrays.probability[node] - (context === ROOT ? 0 : gamma * shorter);
        expect(((1 - gamma) * weight) / cumulative[to - 1]).toBeCloseTo(own, 12);
        expect(arrays.records[node * RECORD + WORD]).not.toBe(-1);
      }
    }
  });
});

describe('findCumulative', () => {
  it('finds the first running sum above the target', () => {
    fc.assert(
      fc.property(
        fc.array(fc.integer({ min: 0, max: 3 }), { minLength: 1, maxLength: 20 }),
        fc.double({ min: 0, max: 1, noNaN: true, maxExcluded: true }),
        (weights, u) => {
          let sum = 0;
          const cumulative = Float64Array.from(weights, (weight) => (sum += weight));
          fc.pre(sum > 0);
          const place = findCumulative(cumulative, 0, weights.length, u * sum);
          expect(place).toBe(cumulative.findIndex((total) => total > u * sum));
          expect(weights[place]).toBeGreaterThan(0);
        },
      ),
    );
  });

  it('stays within its part of the array, even for a target beyond it', () => {
    const cumulative = Float64Array.of(1, 2, 1, 4, 1);
    expect(findCumulative(cumulative, 2, 4, 0)).toBe(2);
    expect(findCumulative(cumulative, 2, 4, 3)).toBe(3);
    expect(findCumulative(cumulative, 2, 4, 9)).toBe(3);
  });
});
