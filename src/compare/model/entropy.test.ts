import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Rng } from '../../base/rng.ts';
import type { TextScore } from '../../lm/text-score.ts';
import { commonUnit, covarianceOf, entropyOf } from './entropy.ts';

/** Texts of 20 words whose surprise a word is about 2 nats, more or less by text. */
function texts(seed: string, count: number, groups = count): TextScore[] {
  const rng = new Rng(seed);
  return Array.from({ length: count }, (_, i) => {
    const words = 10 + rng.int(20);
    const total = -words * Math.max(0.1, 2 + 0.5 * rng.normal());
    return { id: `t${i}`, group: `g${i % groups}`, total, tokens: 2 * words, words, bytes: 6 * words };
  });
}

describe('entropyOf', () => {
  it('is the sum of all surprise over all units', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 60 }), (count) => {
        const scores = texts(`s${count}`, count);
        const total = -scores.reduce((sum, score) => sum + score.total, 0);
        const words = scores.reduce((sum, score) => sum + score.words!, 0);
        expect(entropyOf(scores, 'word')!.value).toBeCloseTo(total / words, 10);
        expect(entropyOf(scores, 'byte')!.value).toBeCloseTo(total / words / 6, 10);
      }),
      { numRuns: 20 },
    );
  });

  it('has the error that sampling has, in 400 corpora', () => {
    const found = Array.from({ length: 400 }, (_, i) => entropyOf(texts(`n${i}`, 200), 'word')!);
    const mean = found.reduce((sum, { value }) => sum + value, 0) / found.length;
    const spread = found.reduce((sum, { value }) => sum + (value - mean) ** 2, 0) / (found.length - 1);
    const told = found.reduce((sum, { variance }) => sum + variance, 0) / found.length;
    // The variance of a variance of 400 has a standard error of 7%; the jackknife is some percent too wide.
    expect(told / spread).toBeGreaterThan(0.8);
    expect(told / spread).toBeLessThan(1.3);
  });

  it('is wider where texts depend on each other', () => {
    const shared = texts('a', 64).map((score, i) => ({ ...score, group: `g${i % 16}` }));
    const copies = shared.flatMap((score, i) =>
      Array.from({ length: 4 }, (_, k) => ({ ...score, id: `${i}-${k}` })),
    );
    const apart = copies.map((score) => ({ ...score, group: score.id }));
    expect(entropyOf(copies, 'word')!.variance).toBeGreaterThan(1.5 * entropyOf(apart, 'word')!.variance);
  });

  it('has no error that could be told for fewer than four blocks', () => {
    expect(entropyOf(texts('a', 30, 2), 'word')!.variance).toBe(Number.POSITIVE_INFINITY);
    expect(entropyOf(texts('a', 1), 'word')).toMatchObject({ texts: 1, variance: Number.POSITIVE_INFINITY });
  });

  it('passes over texts without the unit, and does not exist without any', () => {
    const [a, b] = texts('a', 2);
    expect(entropyOf([a, { ...b, words: undefined } as unknown as TextScore], 'word')!.texts).toBe(1);
    expect(entropyOf([], 'word')).toBeUndefined();
    expect(entropyOf([{ ...a, words: 0 }], 'word')).toBeUndefined();
  });
});

describe('covarianceOf', () => {
  it('is the variance with itself, and lets a common shift cancel', () => {
    const scores = texts('a', 200);
    const harder = scores.map((score) => ({ ...score, total: score.total * 1.1 }));
    const [one, two] = [entropyOf(scores, 'word')!, entropyOf(harder, 'word')!];
    expect(covarianceOf(one, one)).toBeCloseTo(one.variance, 12);
    const apart = one.variance + two.variance - 2 * covarianceOf(one, two);
    expect(apart).toBeLessThan(one.variance / 50);
  });
});

describe('commonUnit', () => {
  const [a] = texts('a', 1);
  it('is the word for text between spaces, and the byte for other text', () => {
    expect(commonUnit([[a], [a]])).toBe('word');
    expect(commonUnit([[{ ...a, bytes: 90 * a.words! }]])).toBe('byte');
    const { bytes: _, ...unsized } = a;
    expect(commonUnit([[unsized]])).toBe('word');
  });

  it('is the token where one file knows nothing else, whatever the others know', () => {
    const { bytes: _, words: __, ...bare } = a;
    expect(commonUnit([[a], [bare]])).toBe('token');
    expect(commonUnit([])).toBeUndefined();
  });
});
