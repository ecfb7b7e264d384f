import { describe, expect, it } from 'vitest';
import { example, zipfCorpus } from '../../test/oracles/corpus.ts';
import { expectEstimate, withoutEachBlock } from '../../test/oracles/expect-estimate.ts';
import type { Counted } from '../../test/oracles/recount.ts';
import { gramCounts, samplesOf } from '../../test/oracles/subjects.ts';
import { jensenShannon as equalWeights } from '../stats/divergence.ts';
import { jensenShannon } from './divergence.ts';

/** Entropy in nats of counts. */
function entropy(counts: Iterable<number>): number {
  const all = [...counts];
  const total = all.reduce((a, b) => a + b, 0);
  return -all.reduce((sum, n) => sum + (n === 0 ? 0 : (n / total) * Math.log(n / total)), 0);
}

/** Entropy of both together less the mean of theirs, weighted by size. */
function byEntropies(a: readonly Counted[], b: readonly Counted[], order: number): number {
  const [p, q, both] = [a, b, [...a, ...b]].map((examples) => [...gramCounts(examples, order).values()]);
  const [n, k] = [p, q].map((counts) => counts.reduce((x, y) => x + y, 0));
  return entropy(both) - (n * entropy(p) + k * entropy(q)) / (n + k);
}

const corpora = [
  zipfCorpus({ seed: 'js', examples: 160, vocabulary: 80 }),
  zipfCorpus({ seed: 'holdout', prefix: 'h', examples: 160, vocabulary: 120 }),
];
const [sample, holdout] = samplesOf(corpora, 1400);

describe('jensenShannon', () => {
  it.each([1, 2, 3])('of order %i is the difference of entropies, also without each block', (order) => {
    const tallies = sample.tallies(order);
    const value = (kept: readonly Counted[]) => byEntropies(kept, holdout.counted, order);
    expectEstimate(jensenShannon(tallies, holdout.tallies(order)), {
      value: value(sample.counted),
      floor: 1e-6,
      without: withoutEachBlock(sample.counted, value),
      sizes: tallies.totalByBlock,
    });
  });

  it('is the usual divergence where both samples have as many n-grams', () => {
    const [a, b] = samplesOf(
      [[example('x', 'a b c a b a d e')], [example('y', 'a b f a b b d d')]].map((corpus) => corpus),
      99,
    );
    const [p, q] = [a.tallies(1), b.tallies(1)];
    expect(p.total).toBe(q.total);
    expect(jensenShannon(p, q)!.value).toBeCloseTo(equalWeights(p.counts, q.counts)!, 12);
  });

  it('is 0 for the same counts, and ln 2 for as many others', () => {
    const [a, b] = samplesOf([[example('x', 'one two three')], [example('y', 'four five six')]], 99);
    expect(jensenShannon(a.tallies(1), a.tallies(1))!.value).toBeCloseTo(0, 12);
    expect(jensenShannon(a.tallies(1), b.tallies(1))!.value).toBeCloseTo(Math.LN2, 12);
  });

  it('is the same from both sides', () => {
    const [p, q] = [sample.tallies(2), holdout.tallies(2)];
    expect(jensenShannon(p, q)!.value).toBeCloseTo(jensenShannon(q, p)!.value, 12);
  });

  it('does not exist where a side holds no such n-gram', () => {
    const [a, b] = samplesOf([[example('x', 'one')], [example('y', 'one two three')]], 99);
    expect(jensenShannon(a.tallies(2), b.tallies(2))).toBeUndefined();
    expect(jensenShannon(b.tallies(2), a.tallies(2))).toBeUndefined();
  });
});
