import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { runs } from '../../test/fixtures/thorough.ts';
import { probability } from './log-probability.ts';
import { NgramBuilder } from './ngram-builder.ts';
import { initialState, longestExtension, nextState } from './ngram-state.ts';
import { RECORD, ROOT, WORD } from './ngram-table.ts';
import { TemperedDistribution } from './tempered-distribution.ts';

const corpora = fc.array(fc.array(fc.nat(5), { maxLength: 8 }), { minLength: 1, maxLength: 12 });

describe('TemperedDistribution', () => {
  it('weighs words in proportion to the power of their probability, after any history', () => {
    const histories = fc.array(fc.nat(7), { maxLength: 6 });
    const temperatures = fc.double({ min: 0.2, max: 5, noNaN: true });
    const orders = fc.integer({ min: 1, max: 5 });
    fc.assert(
      fc.property(corpora, histories, temperatures, orders, (sequences, history, temperature, order) => {
        const builder = new NgramBuilder({ order });
        for (const sequence of sequences) builder.add(Uint32Array.from(sequence));
        const model = builder.build();
        const { arrays, followers } = model;
        let state = initialState(arrays);
        for (const word of history) state = nextState(arrays, longestExtension(arrays, state, word));
        const weights = new TemperedDistribution(model, temperature).weigh(state);
        const nodes = followers.nodes.subarray(followers.start[ROOT], followers.start[ROOT + 1]);
        expect(weights.length).toBe(model.vocabularySize);
        const { vocabularySize } = model;
        const powers = Array.from(nodes, (node) => {
          const word = arrays.records[node * RECORD + WORD] >>> 0;
          const p = probability(model, Uint32Array.from(history), word, { vocabularySize });
          return (p as number) ** (1 / temperature);
        });
        const greatest = Math.max(...powers);
        powers.forEach((power, place) => {
          expect(weights[place]).toBeCloseTo(power / greatest, 9);
        });
      }),
      { numRuns: runs(200) },
    );
  });

  it('has a greatest weight of one however low the temperature', () => {
    const model = new NgramBuilder({ order: 2 }).add(Uint32Array.of(1, 2, 1, 3)).build();
    for (const temperature of [1, 1e-3, 1e-300]) {
      const weights = new TemperedDistribution(model, temperature).weigh(initialState(model.arrays));
      expect(Math.max(...weights)).toBe(1);
    }
  });
});
