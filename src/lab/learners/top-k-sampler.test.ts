import { describe, expect, it } from 'vitest';
import { Rng } from '../../base/rng.ts';
import { probability } from '../../lm/log-probability.ts';
import { NgramBuilder } from '../../lm/ngram-builder.ts';
import type { NgramModel } from '../../lm/ngram-model.ts';
import { END_OF_SEQUENCE } from '../../lm/token-ids.ts';
import { TopKSampler } from './top-k-sampler.ts';

const TOKENS = [1, 2, 3, 4, 5];

function modelOf(documents: readonly (readonly number[])[], order: number): NgramModel {
  const builder = new NgramBuilder({ order });
  for (const tokens of documents) builder.add(Uint32Array.from(tokens));
  return builder.build();
}

/** Documents in which low tokens are common, and what follows depends on what was before. */
function documents(seed: string): number[][] {
  const rng = new Rng(seed);
  return Array.from({ length: 150 }, () => {
    const row: number[] = [];
    for (let token = 1 + Math.min(rng.int(5), rng.int(5)); row.length < 6 && rng.next() < 0.85; ) {
      row.push(token);
      token = rng.next() < 0.4 ? (token % 5) + 1 : 1 + Math.min(rng.int(5), rng.int(5), rng.int(5));
    }
    return row;
  });
}

/** What may follow `history`, by the definition: the k likeliest of all outcomes, each to the power 1/T, by their sum. */
function allowed(model: NgramModel, history: readonly number[], k: number, temperature: number) {
  const options = { vocabularySize: TOKENS.length + 1 };
  const outcomes = [END_OF_SEQUENCE, ...TOKENS].map((word) => ({
    word,
    p: probability(model, Uint32Array.from(history), word, options)!,
  }));
  expect(outcomes.reduce((sum, { p }) => sum + p, 0)).toBeCloseTo(1, 9);
  const sorted = outcomes.sort((a, b) => b.p - a.p);
  const kept = sorted.slice(0, k);
  // Which of two equal outcomes goes is tested below; here it would make the oracle ambiguous.
  if (k < sorted.length) expect(kept[k - 1].p - sorted[k].p).toBeGreaterThan(1e-6);
  const weights = kept.map(({ p }) => (p / kept[0].p) ** (1 / temperature));
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  return new Map(kept.map(({ word }, i) => [word, weights[i] / total]));
}

/** The probability of every document of at most two tokens, cut there. */
function byHand(model: NgramModel, k: number, temperature: number): Map<string, number> {
  const found = new Map<string, number>();
  for (const [first, p] of allowed(model, [], k, temperature)) {
    if (first === END_OF_SEQUENCE) {
      found.set('', p);
      continue;
    }
    for (const [second, q] of allowed(model, [first], k, temperature)) {
      found.set(second === END_OF_SEQUENCE ? `${first}` : `${first},${second}`, p * q);
    }
  }
  return found;
}

function drawn(sampler: TopKSampler, n: number, seed: string): Map<string, number> {
  const rng = new Rng(seed);
  const counts = new Map<string, number>();
  for (let i = 0; i < n; i++) {
    const key = sampler.sequence(rng, 2).join(',');
    counts.set(key, (counts.get(key) ?? 0) + 1);
  }
  return counts;
}

describe('TopKSampler', () => {
  it.each([
    [1, 1, 2],
    [2, 1, 2],
    [3, 1, 3],
    [3, 0.5, 2],
    [4, 2, 3],
    [6, 1, 2],
    [99, 0.7, 1],
  ])('draws from the %d likeliest at temperature %d with order %d, as by hand', (k, temperature, order) => {
    const model = modelOf(documents('top-k 6'), order);
    const expected = byHand(model, k, temperature);
    const n = 8000;
    const counts = drawn(new TopKSampler(model, temperature, k), n, `${k} ${temperature}`);
    for (const key of counts.keys()) expect(expected.has(key)).toBe(true);
    for (const [key, p] of expected) {
      const error = Math.sqrt(n * p * (1 - p));
      expect(Math.abs((counts.get(key) ?? 0) - n * p)).toBeLessThanOrEqual(4.5 * error + 1e-9);
    }
  });

  it('always writes the same with k = 1, whatever the temperature and the generator', () => {
    const model = modelOf(documents('greedy'), 3);
    const texts = [0.01, 1, 50].flatMap((temperature) =>
      ['a', 'b'].map((seed) => new TopKSampler(model, temperature, 1).sequence(new Rng(seed), 20).join(' ')),
    );
    expect(new Set(texts).size).toBe(1);
  });

  it('is greedy in the limit of temperature 0, however many outcomes it may draw', () => {
    const model = modelOf(documents('cold'), 3);
    const greedy = new TopKSampler(model, 1, 1).sequence(new Rng('x'), 20);
    expect(new TopKSampler(model, 1e-6, 5).sequence(new Rng('y'), 20)).toEqual(greedy);
  });

  it('keeps the first of outcomes that are equally likely, and no more than k', () => {
    // Three tokens alone in a document each: all equally likely to come first.
    const model = modelOf([[1], [2], [3]], 1);
    const firsts = new Set(
      Array.from({ length: 300 }, (_, i) => new TopKSampler(model, 1, 2).sequence(new Rng(i), 1).join()),
    );
    expect(firsts.size).toBe(2);
  });

  it('writes nothing where no token is allowed, and stops where the bound is', () => {
    const model = modelOf(documents('cut'), 2);
    const sampler = new TopKSampler(model, 1, 3);
    expect(sampler.sequence(new Rng(1), 0)).toHaveLength(0);
    for (let seed = 0; seed < 50; seed++) {
      expect(sampler.sequence(new Rng(seed), 3).length).toBeLessThanOrEqual(3);
    }
  });

  it('ends at once where documents were empty', () => {
    expect(new TopKSampler(modelOf([[], []], 2), 1, 3).sequence(new Rng(1), 10)).toHaveLength(0);
  });

  it('gives ids of 31 bits and more back as they are', () => {
    const model = modelOf([[4_000_000_000, 7]], 2);
    const texts = Array.from({ length: 50 }, (_, i) => new TopKSampler(model, 1, 3).sequence(new Rng(i), 4));
    const ids = new Set(texts.flatMap((ids) => [...ids]));
    for (const id of ids) expect([4_000_000_000, 7]).toContain(id);
    expect(ids.has(4_000_000_000)).toBe(true);
  });
});
