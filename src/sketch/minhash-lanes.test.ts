import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Rng } from '../base/rng.ts';
import { equalLanes, laneBytes, lanesFor, similarityOfLanes } from './minhash-lanes.ts';

describe('laneBytes', () => {
  it('keeps the low byte of each value', () => {
    expect([...laneBytes(Uint32Array.of(0x12345678, 255, 256))]).toEqual([0x78, 255, 0]);
  });
});

describe('similarityOfLanes', () => {
  it('takes chance agreement out: signatures without a common value have no similarity on average', () => {
    const rng = new Rng('lanes');
    const draw = () => laneBytes(Uint32Array.from({ length: 200_000 }, () => rng.uint32()));
    const equal = equalLanes(draw(), 0, draw(), 0, 200_000);
    // The standard error of the share of equal bytes is sqrt(2^-8 / 200,000) = .00014.
    expect(equal / 200_000).toBeCloseTo(2 ** -8, 3);
    expect(similarityOfLanes(equal, 200_000)).toBeLessThan(0.0006);
  });

  it('gives one for equal signatures and zero, not less, for none', () => {
    expect(similarityOfLanes(112, 112)).toBe(1);
    expect(similarityOfLanes(0, 112)).toBe(0);
  });
});

describe('lanesFor', () => {
  it.each([0.1, 0.5, 0.7, 0.75, 1])('gives the fewest equal bytes whose estimate reaches %d', (threshold) => {
    const least = lanesFor(threshold, 112);
    expect(similarityOfLanes(least, 112)).toBeGreaterThanOrEqual(threshold - 1e-9);
    expect(similarityOfLanes(least - 1, 112)).toBeLessThan(threshold);
  });
});

describe('equalLanes', () => {
  it('compares from the places given', () => {
    expect(equalLanes(Uint8Array.of(9, 1, 2, 3), 1, Uint8Array.of(1, 7, 3), 0, 3)).toBe(2);
  });
});

describe('the laws of lanes', () => {
  const bytes = fc.uint8Array({ minLength: 1, maxLength: 60 });

  it('count as many equal bytes as comparing one by one, either way round', () => {
    fc.assert(
      fc.property(bytes, bytes, (a, b) => {
        const size = Math.min(a.length, b.length);
        const expected = [...a.subarray(0, size)].filter((byte, i) => byte === b[i]).length;
        expect(equalLanes(a, 0, b, 0, size)).toBe(expected);
        expect(equalLanes(b, 0, a, 0, size)).toBe(expected);
        expect(equalLanes(a, 0, a, 0, a.length)).toBe(a.length);
      }),
    );
  });

  it('ask for the fewest equal bytes whose estimate reaches the threshold, at any size', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 1000 }),
        fc.integer({ min: 1, max: 4096 }),
        (thousandths, size) => {
          const threshold = thousandths / 1000;
          const least = lanesFor(threshold, size);
          expect(least).toBeLessThanOrEqual(size);
          expect(similarityOfLanes(least, size)).toBeGreaterThanOrEqual(threshold - 1e-9);
          if (least > 0) expect(similarityOfLanes(least - 1, size)).toBeLessThan(threshold);
        },
      ),
    );
  });

  it('estimate a similarity without bias: of values that agree with chance s, s', () => {
    const rng = new Rng('unbiased');
    const size = 100_000;
    for (const s of [0.2, 0.5, 0.9]) {
      const a = Uint32Array.from({ length: size }, () => rng.uint32());
      const b = a.map((value) => (rng.next() < s ? value : rng.uint32()));
      const found = similarityOfLanes(equalLanes(laneBytes(a), 0, laneBytes(b), 0, size), size);
      expect(Math.abs(found - s)).toBeLessThan((4 * Math.sqrt((s * (1 - s)) / size)) / (1 - 2 ** -8) + 4e-4);
    }
  });

  it('write into the array that is given, and no further', () => {
    const out = new Uint8Array(3).fill(9);
    expect(laneBytes(Uint32Array.of(257, 2), out)).toBe(out);
    expect([...out]).toEqual([1, 2, 9]);
  });
});
