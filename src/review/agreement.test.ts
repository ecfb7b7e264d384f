import { describe, expect, it } from 'vitest';
import { agreementOf } from './agreement.ts';

const judged = (id: string, words: Record<string, string>) => ({ id, words: new Map(Object.entries(words)) });

describe('agreementOf', () => {
  it('compares every two who decided about the same examples', () => {
    const { pairs, disputed } = agreementOf([
      judged('1', { zoe: 'accept', max: 'accept' }),
      judged('2', { max: 'reject', zoe: 'accept' }),
      judged('3', { zoe: 'reject', max: 'reject', ann: 'relabel human' }),
      judged('4', { zoe: 'reject' }),
    ]);
    expect(pairs.map(({ a, b, examples, agreed }) => [a, b, examples, agreed])).toEqual([
      ['ann', 'max', 1, 0],
      ['ann', 'zoe', 1, 0],
      ['max', 'zoe', 3, 2],
    ]);
    expect(pairs[2].table).toEqual({ accept: { accept: 1, reject: 0 }, reject: { accept: 1, reject: 1 } });
    // By hand: 2/3 agree, by chance (1/3)(2/3) + (2/3)(1/3) = 4/9, (6/9 - 4/9) / (5/9).
    expect(pairs[2].kappa!.kappa).toBeCloseTo(0.4, 12);
    const [low, high] = pairs[2].kappa!.interval;
    expect([low < -0.5, high > 0.9, pairs[2].few]).toEqual([true, true, true]);
    expect(disputed).toEqual(['2', '3']);
  });

  it('has no kappa of two who always say the same, and no pairs of one', () => {
    const same = agreementOf([judged('1', { a: 'accept', b: 'accept' })]);
    expect(same.pairs[0]).toMatchObject({ examples: 1, agreed: 1, kappa: undefined });
    expect(same.disputed).toEqual([]);
    expect(agreementOf([judged('1', { a: 'accept' })]).pairs).toEqual([]);
    expect(agreementOf([])).toEqual({ pairs: [], disputed: [] });
  });

  it('has no kappa of one example about which they disagree', () => {
    const { pairs, disputed } = agreementOf([judged('1', { a: 'accept', b: 'reject' })]);
    expect(pairs[0]).toMatchObject({ examples: 1, agreed: 0, kappa: undefined, few: true });
    expect(disputed).toEqual(['1']);
  });

  it('says from thirty examples on that there are enough for a word', () => {
    const many = (n: number) =>
      agreementOf(
        Array.from({ length: n }, (_, i) => {
          const word = i % 2 === 0 ? 'accept' : 'reject';
          return judged(String(i), { a: word, b: word });
        }),
      ).pairs[0];
    expect([many(29).few, many(30).few]).toEqual([true, false]);
  });

  it('keeps reviewers apart whatever they are called', () => {
    const { pairs } = agreementOf([judged('1', { '["a"': 'accept', 'a","b': 'reject', toString: 'accept' })]);
    expect(pairs).toHaveLength(3);
  });
});
