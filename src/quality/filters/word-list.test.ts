import { describe, expect, it } from 'vitest';
import { MOST_WORDS, WordList } from './word-list.ts';

describe('WordList', () => {
  it('grows, keeping what it holds', () => {
    const list = new WordList();
    for (let i = 0; i < 5000; i++) list.push(i, i + 1, 1, i * 3, i * 5, i & 7);
    expect([list.length, list.count]).toEqual([5000, 5000]);
    for (const i of [0, 1023, 1024, 4999]) {
      expect([list.start[i], list.end[i], list.hi[i], list.lo[i], list.bits[i]]).toEqual([
        i,
        i + 1,
        i * 3,
        i * 5,
        i & 7,
      ]);
    }
  });

  it('counts what it no longer keeps', () => {
    const list = new WordList();
    for (let i = 0; i < MOST_WORDS + 3; i++) list.push(i, i + 1, 1, 0, 0, 0);
    expect([list.length, list.count]).toEqual([MOST_WORDS, MOST_WORDS + 3]);
  });

  it('is empty once cleared', () => {
    const list = new WordList();
    list.push(0, 1, 1, 0, 0, 0);
    list.clear();
    expect([list.length, list.count]).toEqual([0, 0]);
  });
});
