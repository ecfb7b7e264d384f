import { describe, expect, it } from 'vitest';
import { Rng } from '../../base/rng.ts';
import { type Documents, ngramLearner } from './ngram.ts';

const document = (...tokens: number[]) => Uint32Array.from(tokens);
const RNG = new Rng('documents');
/** Lengths 1 to 8, tokens 1 to 5, low ones more often. */
const DATA: Documents = Array.from({ length: 300 }, () =>
  Uint32Array.from({ length: 1 + RNG.int(8) }, () => 1 + Math.min(RNG.int(5), RNG.int(5))),
);
const LEARNER = ngramLearner({ order: 2, maxTokens: 12 });

async function firsts(bias: object): Promise<Map<number | undefined, number>> {
  const model = await LEARNER.fit({ data: DATA }, new Rng(1));
  const counts = new Map<number | undefined, number>();
  for (const [token] of await LEARNER.sample(model, 3000, new Rng(2), bias)) {
    counts.set(token, (counts.get(token) ?? 0) + 1);
  }
  return counts;
}

describe('ngramLearner', () => {
  it('draws documents of known tokens, cut at the bound', async () => {
    const model = await LEARNER.fit({ data: DATA }, new Rng(1));
    const drawn = await LEARNER.sample(model, 500, new Rng(3));
    expect(drawn).toHaveLength(500);
    for (const tokens of drawn) {
      expect(tokens.length).toBeLessThanOrEqual(12);
      expect(tokens.every((token) => token >= 1 && token <= 5)).toBe(true);
    }
    expect(await LEARNER.sample(model, 500, new Rng(3))).toEqual(drawn);
  });

  it('finds what it has seen likelier than what it has not', async () => {
    const model = await LEARNER.fit({ data: DATA }, new Rng(1));
    const logs = await LEARNER.logDensity!(model, [document(1, 1, 2), document(5, 5, 5)]);
    expect(logs[0]).toBeGreaterThan(logs[1]);
    expect(Number.isFinite(logs[1])).toBe(true);
  });

  it('counts a document of weight w w times', async () => {
    const weights = Float64Array.from(DATA, (_, i) => [2, 1, 0][i % 3]);
    const weighted = await LEARNER.fit({ data: DATA, weights }, new Rng(1));
    const repeated = DATA.flatMap((tokens, i) => new Array<Uint32Array>([2, 1, 0][i % 3]).fill(tokens));
    const same = await LEARNER.fit({ data: repeated }, new Rng(1));
    const probe = [document(1, 2, 4), document(5)];
    expect(await LEARNER.logDensity!(weighted, probe)).toEqual(await LEARNER.logDensity!(same, probe));
  });

  it('draws the likeliest token only, with top-k 1', async () => {
    expect([...(await firsts({ topK: 1 })).keys()]).toEqual([1]);
  });

  it('leaves the k likeliest their proportions', async () => {
    const all = await firsts({});
    const two = await firsts({ topK: 2 });
    expect(two.size).toBe(2);
    const [a, b] = [...two.keys()].sort((x, y) => two.get(y)! - two.get(x)!);
    const p = all.get(a)! / (all.get(a)! + all.get(b)!);
    const share = two.get(a)! / 3000;
    expect(Math.abs(share - p)).toBeLessThan(4 * Math.sqrt((2 * p * (1 - p)) / 3000));
  });

  it('is unbent by a top-k beyond the vocabulary', async () => {
    const all = await firsts({});
    const wide = await firsts({ topK: 1000 });
    for (const [token, count] of all) {
      expect(Math.abs((wide.get(token) ?? 0) - count)).toBeLessThan(5 * Math.sqrt(2 * count) + 5);
    }
  });

  it('narrows as it gets colder', async () => {
    const cold = await firsts({ temperature: 0.3 });
    const plain = await firsts({});
    expect(cold.get(1)!).toBeGreaterThan(plain.get(1)!);
  });

  it('names the bound that is broken', () => {
    expect(() => LEARNER.fit({ data: [] }, new Rng(1))).toThrow('at least 1 samples, not 0');
    expect(() => LEARNER.fit({ data: DATA, weights: new Float64Array(300).fill(0.5) }, new Rng(1))).toThrow(
      'weight 0 of a language model must be whole, not 0.5',
    );
    expect(() => ngramLearner({ order: 17 })).toThrow('order must be a whole number from 1 to 16, not 17');
    expect(() => ngramLearner({ maxTokens: 0 })).toThrow('maxTokens');
  });

  it('joins and takes documents', () => {
    const { rows } = LEARNER;
    const all = rows.concat([DATA, [document(9)]]);
    expect(rows.size(all)).toBe(301);
    expect(rows.take(all, Uint32Array.of(300, 0, 300))).toEqual([document(9), DATA[0], document(9)]);
  });
});
