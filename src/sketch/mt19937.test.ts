import { describe, expect, it } from 'vitest';
import { Mt19937 } from './mt19937.ts';

describe('Mt19937', () => {
  it('gives the first numbers of the reference generator for seed 5489', () => {
    const generator = new Mt19937(5489);
    expect([1, 2, 3, 4, 5].map(() => generator.uint32())).toEqual([
      3499211612, 581869302, 3890346734, 3586334585, 545404204,
    ]);
  });

  it('gives 4123659995 as the ten-thousandth number, as the C++ standard requires of mt19937', () => {
    const generator = new Mt19937(5489);
    for (let i = 1; i < 10_000; i++) generator.uint32();
    expect(generator.uint32()).toBe(4123659995);
  });

  it('puts the first of two draws in the upper half of 64 bits', () => {
    expect(new Mt19937(5489).uint64()).toBe((3499211612n << 32n) | 581869302n);
  });
});
