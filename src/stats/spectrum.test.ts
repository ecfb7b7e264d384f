import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { spectrumFrom, spectrumOf, spectrumTokens, spectrumTypes, typesWithCount } from './spectrum.ts';

describe('Spectrum', () => {
  it('counts how many types have each count', () => {
    const spectrum = spectrumOf([3, 1, 1, 0, 3, 7, 1]);
    expect([...spectrum.counts]).toEqual([1, 3, 7]);
    expect([...spectrum.types]).toEqual([3, 2, 1]);
    expect(spectrumTokens(spectrum)).toBe(16);
    expect(spectrumTypes(spectrum)).toBe(6);
    expect(typesWithCount(spectrum, 1)).toBe(3);
    expect(typesWithCount(spectrum, 2)).toBe(0);
  });

  it('is the same from counts and from pairs, in any order', () => {
    fc.assert(
      fc.property(fc.array(fc.nat(50)), (counts) => {
        const pairs = counts.map((count) => [count, 1] as const);
        expect(spectrumFrom(pairs.reverse())).toEqual(spectrumOf(counts));
        expect(spectrumTokens(spectrumOf(counts))).toBe(counts.reduce((a, b) => a + b, 0));
      }),
    );
  });

  it('takes a map, and fractions of types', () => {
    const spectrum = spectrumFrom(
      new Map([
        [2, 1.5],
        [1, 4],
        [5, 0],
      ]),
    );
    expect([...spectrum.counts]).toEqual([1, 2]);
    expect([...spectrum.types]).toEqual([4, 1.5]);
  });

  it('may be empty', () => {
    expect(spectrumTokens(spectrumOf([]))).toBe(0);
    expect(spectrumTypes(spectrumOf([0, 0]))).toBe(0);
  });
});
