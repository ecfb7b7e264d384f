import { describe, expect, it } from 'vitest';
import { Rng } from '../base/rng.ts';
import { probability } from './log-probability.ts';
import { NgramBuilder } from './ngram-builder.ts';
import type { NgramModel } from './ngram-model.ts';
import { NgramSampler, sampleSequence } from './sample.ts';
import { END_OF_SEQUENCE } from './token-ids.ts';

/** A small model in which every order matters: words 0 to 5, some of them rare. */
function smallModel(order: number): NgramModel {
  const rng = new Rng('small model');
  const builder = new NgramBuilder({ order });
  for (let i = 0; i < 60; i++) {
    const tokens = [Math.floor(6 * rng.next() ** 2)];
    while (tokens.length < 6 && rng.next() < 0.8) {
      tokens.push((tokens[tokens.length - 1] + Math.floor(5 * rng.next() ** 2)) % 6);
    }
    builder.add(Uint32Array.from(tokens));
  }
  return builder.build();
}

/** P(word | history)^(1 / temperature) over the known words, normalised. */
function tempered(model: NgramModel, history: number[], temperature: number): Map<number, number> {
  const words = [0, 1, 2, 3, 4, 5, END_OF_SEQUENCE];
  const vocabularySize = words.length;
  const powers = words.map(
    (word) =>
      (probability(model, Uint32Array.from(history), word, { vocabularySize }) as number) **
      (1 / temperature),
  );
  const sum = powers.reduce((a, b) => a + b, 0);
  return new Map(words.map((word, i) => [word, powers[i] / sum]));
}

/** Probabilities of all ways to begin a sequence, two events long, keyed by its tokens. */
function beginnings(model: NgramModel, temperature: number): Map<string, number> {
  const expected = new Map<string, number>();
  for (const [first, p] of tempered(model, [], temperature)) {
    if (first === END_OF_SEQUENCE) {
      expected.set('', p);
      continue;
    }
    for (const [second, q] of tempered(model, [first], temperature)) {
      expected.set(second === END_OF_SEQUENCE ? `${first}` : `${first},${second}`, p * q);
    }
  }
  return expected;
}

/**
 * Pearson's statistic, cells expected fewer than 5 times put together, as the number of standard deviations above its
 * mean: it has mean df and variance 2 df.
 */
function excess(observed: Map<string, number>, expected: Map<string, number>, draws: number): number {
  let statistic = 0;
  let cells = 0;
  let [restObserved, restExpected] = [0, 0];
  for (const [key, p] of expected) {
    const count = observed.get(key) ?? 0;
    if (p * draws < 5) {
      restObserved += count;
      restExpected += p * draws;
      continue;
    }
    statistic += (count - p * draws) ** 2 / (p * draws);
    cells++;
  }
  if (restExpected > 0) statistic += (restObserved - restExpected) ** 2 / restExpected;
  return (statistic - cells) / Math.sqrt(2 * cells);
}

function observe(model: NgramModel, temperature: number, draws: number): Map<string, number> {
  const rng = new Rng(`draws at ${temperature}`);
  const sampler = new NgramSampler(model, temperature);
  const observed = new Map<string, number>();
  for (let i = 0; i < draws; i++) {
    const key = sampler.sequence(rng, 2).join(',');
    observed.set(key, (observed.get(key) ?? 0) + 1);
  }
  return observed;
}

describe('sampleSequence', () => {
  // A wrong share of one part in a hundred in one common cell would show: 40,000 draws have errors of 0.5% there.
  it.each([1, 2, 3, 5])('draws beginnings as often as they are probable, at order %i', (order) => {
    const model = smallModel(order);
    expect(model.vocabularySize).toBe(7);
    const expected = beginnings(model, 1);
    expect([...expected.values()].reduce((a, b) => a + b, 0)).toBeCloseTo(1, 12);
    // Four standard deviations: a false alarm in some 10,000 seeds, the skew of the statistic allowed for.
    expect(excess(observe(model, 1, 40_000), expected, 40_000)).toBeLessThan(4);
  });

  it.each([0.5, 0.8, 2])('draws from the power of the probability at temperature %f', (temperature) => {
    const model = smallModel(3);
    const expected = beginnings(model, temperature);
    expect(excess(observe(model, temperature, 40_000), expected, 40_000)).toBeLessThan(4);
  });

  it('would notice a temperature that is a little off', () => {
    const model = smallModel(3);
    expect(excess(observe(model, 1, 40_000), beginnings(model, 1.1), 40_000)).toBeGreaterThan(4);
  });

  it('draws the longest contexts too: later words follow their history', () => {
    const builder = new NgramBuilder({ order: 5 });
    for (let i = 0; i < 500; i++) {
      builder.add(Uint32Array.of(1, 9, 9, 9, 2)).add(Uint32Array.of(3, 9, 9, 9, 4));
    }
    const sampler = new NgramSampler(builder.build());
    const rng = new Rng('memory');
    const kinds = new Map<string, number>();
    for (let i = 0; i < 2000; i++) {
      const key = sampler.sequence(rng, 10).join(' ');
      kinds.set(key, (kinds.get(key) ?? 0) + 1);
    }
    // Half each but for discounts of 1.5 in 500 an order; four standard errors are 90.
    expect(kinds.get('1 9 9 9 2')).toBeGreaterThan(880);
    expect(kinds.get('3 9 9 9 4')).toBeGreaterThan(880);
    expect(kinds.get('1 9 9 9 4') ?? 0).toBeLessThan(20);
  });

  it('tends to the likeliest sequence as the temperature falls, without underflow', () => {
    const builder = new NgramBuilder({ order: 3 });
    for (let i = 0; i < 9; i++) builder.add(Uint32Array.of(1, 2, 3));
    for (let i = 0; i < 4; i++) builder.add(Uint32Array.of(1, 4));
    const model = builder.build();
    for (const temperature of [1e-2, 1e-300]) {
      expect([...sampleSequence(model, new Rng(1), { maxTokens: 9, temperature })]).toEqual([1, 2, 3]);
    }
  });

  it('draws any known word alike at an enormous temperature', () => {
    const model = smallModel(3);
    const counts = observe(model, 1e9, 7000);
    // One in seven sequences is empty: 1000, four standard errors 117.
    expect(Math.abs((counts.get('') as number) - 1000)).toBeLessThan(117);
  });

  it('repeats itself with the same seed and not with another', () => {
    const model = smallModel(3);
    const draw = (seed: number) => {
      const rng = new Rng(seed);
      const sampler = new NgramSampler(model);
      return Array.from({ length: 20 }, () => [...sampler.sequence(rng, 50)]);
    };
    expect(draw(1)).toEqual(draw(1));
    expect(draw(1)).not.toEqual(draw(2));
  });

  it('draws no token when none is allowed, and never more than allowed', () => {
    const model = smallModel(3);
    const rng = new Rng('short');
    expect(sampleSequence(model, rng, { maxTokens: 0 }).length).toBe(0);
    for (let i = 0; i < 200; i++) {
      expect(sampleSequence(model, rng, { maxTokens: 3 }).length).toBeLessThanOrEqual(3);
    }
  });

  it('gives back ids above 2^31', () => {
    const builder = new NgramBuilder({ order: 2 });
    for (let i = 0; i < 100; i++) builder.add(Uint32Array.of(4294967293));
    const model = builder.build();
    const drawn = Array.from({ length: 20 }, (_, i) => sampleSequence(model, new Rng(i), { maxTokens: 4 }));
    expect(drawn.some((tokens) => tokens.includes(4294967293))).toBe(true);
  });

  it('draws empty sequences when it saw nothing else', () => {
    const model = new NgramBuilder().add(Uint32Array.of()).build();
    expect(sampleSequence(model, new Rng(1), { maxTokens: 5 }).length).toBe(0);
    expect(sampleSequence(model, new Rng(1), { maxTokens: 5, temperature: 2 }).length).toBe(0);
  });

  it('refuses a model trained on nothing', () => {
    const model = new NgramBuilder().build();
    expect(() => sampleSequence(model, new Rng(1), { maxTokens: 5 })).toThrowError(
      expect.objectContaining({ code: 'E_EMPTY' }) as Error,
    );
  });

  it('refuses options outside their ranges', () => {
    const model = smallModel(2);
    for (const temperature of [0, -1, Number.NaN, Number.POSITIVE_INFINITY]) {
      expect(() => sampleSequence(model, new Rng(1), { maxTokens: 1, temperature })).toThrowError('above 0');
    }
    for (const maxTokens of [-1, 1.5, Number.NaN, Number.POSITIVE_INFINITY]) {
      expect(() => sampleSequence(model, new Rng(1), { maxTokens })).toThrowError('integer from 0');
    }
  });
});
