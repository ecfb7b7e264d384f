import { describe, expect, it } from 'vitest';
import { example, zipfCorpus } from '../../test/oracles/corpus.ts';
import { withoutEachBlock } from '../../test/oracles/expect-estimate.ts';
import { gramCounts, samplesOf } from '../../test/oracles/subjects.ts';
import { blockSums, leftOut } from './tallies.ts';

const [sample, other] = samplesOf(
  [
    zipfCorpus({ seed: 'tallies', examples: 70, vocabulary: 60 }),
    zipfCorpus({ seed: 'other', prefix: 'o', examples: 20, vocabulary: 90 }),
  ],
  600,
);

describe('tally', () => {
  it.each([1, 2, 3])('counts the types of order %i in all and by block', (order) => {
    const tallies = sample.tallies(order);
    const expected = [...gramCounts(sample.counted, order).values()].sort((a, b) => a - b);
    expect([...tallies.counts].filter((n) => n > 0).sort((a, b) => a - b)).toEqual(expected);
    expect(tallies.total).toBe(expected.reduce((a, b) => a + b, 0));
    for (let block = 0; block < 64; block++) {
      const own = gramCounts(
        sample.counted.filter((one) => one.block === block),
        order,
      );
      const range = [tallies.blockStart[block], tallies.blockStart[block + 1]] as const;
      expect(new Set(tallies.blockTypes.subarray(...range)).size).toBe(own.size);
      expect([...tallies.blockCounts.subarray(...range)].sort()).toEqual([...own.values()].sort());
      expect(tallies.totalByBlock[block]).toBe([...own.values()].reduce((a, b) => a + b, 0));
    }
  });

  it('has room for the types of other samples, with count 0', () => {
    const tallies = sample.tallies(1);
    expect(tallies.counts.length).toBe(sample.types(1));
    const foreign = [...gramCounts(other.counted, 1).keys()].filter(
      (w) => !gramCounts(sample.counted, 1).has(w),
    );
    expect(tallies.counts.filter((n) => n === 0).length).toBe(foreign.length);
  });

  it('of a sample without such grams is empty', () => {
    const [short] = samplesOf([[example('x', 'one')]], 9);
    expect(short.tallies(2)).toMatchObject({ total: 0, blockTypes: new Uint32Array(0) });
  });
});

describe('blockSums', () => {
  it('sums a term over the types, and over what each block leaves', () => {
    const tallies = sample.tallies(1);
    const term = (counts: Map<string, number>) =>
      [...counts.values()].reduce((sum, n) => sum + n * n + Math.sqrt(n), 0);
    const { sum, without } = blockSums(tallies, (_, n) => n * n + Math.sqrt(n));
    expect(sum).toBeCloseTo(term(gramCounts(sample.counted, 1)), 8);
    const expected = withoutEachBlock(sample.counted, (kept) => term(gramCounts(kept, 1)));
    expected.forEach((value, block) => {
      if (Number.isNaN(value)) expect(without[block]).toBeNaN();
      else expect(without[block]).toBeCloseTo(value, 8);
    });
  });
});

describe('leftOut', () => {
  it('passes over empty blocks, and tells how large the others are', () => {
    const tallies = sample.tallies(2);
    const { without, sizes } = leftOut(tallies, (block) => block);
    sizes.forEach((size, block) => {
      expect(without[block]).toBe(size > 0 ? block : Number.NaN);
    });
    expect(sizes).toEqual(tallies.totalByBlock);
  });
});
