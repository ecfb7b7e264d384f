import { describe, expect, it } from 'vitest';
import { GreenLists } from './green-lists.ts';
import { lefthash } from './seeds.ts';

const KEY = 15485863n;

describe('GreenLists', () => {
  it('holds the list of a vocabulary of 50,257 after token 262', () => {
    const lists = new GreenLists(50257, 0.25);
    const seed = lefthash(KEY).seedAt([262], 1, 0);
    expect(lists.green).toBe(12564);
    expect([47375, 29106, 18490, 7127].map((token) => lists.has(seed, token))).toEqual([
      true,
      true,
      true,
      true,
    ]);
    let green = 0;
    for (let token = 0; token < 50257; token++) if (lists.has(seed, token)) green++;
    expect(green).toBe(12564);
  });

  it('holds the list of a vocabulary of 20 after token 10', () => {
    const lists = new GreenLists(20, 0.25);
    const seed = lefthash(KEY).seedAt([10], 1, 0);
    expect(Array.from({ length: 20 }, (_, token) => token).filter((token) => lists.has(seed, token))).toEqual(
      [1, 4, 9, 12, 15],
    );
  });

  it('finds no token beyond the vocabulary green', () => {
    const lists = new GreenLists(20, 0.99);
    for (let token = 20; token < 40; token++) expect(lists.has(5, token)).toBe(false);
  });

  it('holds no more lists than its memory allows, and gives the same answers', () => {
    const small = new GreenLists(64, 0.5, 8 * 10);
    const large = new GreenLists(64, 0.5);
    for (const seed of [...Array(40).keys(), 3, 39, 0, 20]) {
      for (const token of [0, 31, 63]) expect(small.has(seed, token)).toBe(large.has(seed, token));
      expect(small.held).toBeLessThanOrEqual(10);
    }
    expect(large.held).toBe(40);
  });

  it('keeps no list of a seed that came once', () => {
    const lists = new GreenLists(64, 0.5);
    for (let seed = 0; seed < 40; seed++) lists.has(seed, 5);
    expect(lists.held).toBe(0);
    lists.has(7, 6);
    expect(lists.held).toBe(1);
  });
});
