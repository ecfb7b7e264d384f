import { describe, expect, it } from 'vitest';
import { Pcg64 } from './pcg64.ts';

describe('Pcg64', () => {
  it('gives the words of NumPy under seed 12345', () => {
    const generator = new Pcg64(12345);
    expect([1, 2, 3, 4].map(() => generator.uint32())).toEqual([
      3003105693, 976400781, 3387213022, 1360466709,
    ]);
  });

  it('draws up to a bound and no further', () => {
    const generator = new Pcg64(0);
    const drawn = new Set(Array.from({ length: 200 }, () => generator.upTo(5)));
    expect([...drawn].sort()).toEqual([0, 1, 2, 3, 4, 5]);
    expect(generator.upTo(0)).toBe(0);
  });
});
