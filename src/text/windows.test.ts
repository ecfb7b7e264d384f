import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fmix32, WINDOW_HI, WINDOW_LO } from '../base/hash.ts';
import { Rng } from '../base/rng.ts';
import { PrefixPolynomials, power32 } from './windows.ts';

/** Hash of one window, from its tokens alone: Horner's rule in whole numbers. */
function windowHash(hi: readonly number[], lo: readonly number[]): string {
  const horner = (values: readonly number[], base: number) =>
    Number(
      BigInt.asIntN(
        32,
        values.reduce((sum, h) => sum * BigInt(base) + BigInt(h), 0n),
      ),
    );
  const high = horner(hi, WINDOW_HI);
  return `${high} ${fmix32((horner(lo, WINDOW_LO) + high) | 0)}`;
}

function windowsOf(prefixes: PrefixPolynomials, n: number): string[] {
  const found: string[] = [];
  prefixes.each(n, { add: (hi, lo) => found.push(`${hi} ${lo}`) });
  return found;
}

const lane = fc.integer({ min: -(2 ** 31), max: 2 ** 31 - 1 });

describe('power32', () => {
  it('is the power modulo 2^32', () => {
    fc.assert(
      fc.property(lane, fc.integer({ min: 0, max: 20 }), (base, exponent) => {
        expect(power32(base, exponent)).toBe(Number(BigInt.asIntN(32, BigInt(base) ** BigInt(exponent))));
      }),
    );
  });
});

describe('PrefixPolynomials', () => {
  it('gives each window the hash of its own tokens, wherever it stands', () => {
    const prefixes = new PrefixPolynomials();
    fc.assert(
      fc.property(
        fc.array(fc.tuple(lane, lane), { maxLength: 30 }),
        fc.integer({ min: 1, max: 9 }),
        (tokens, n) => {
          const hi = Int32Array.from(tokens, (t) => t[0]);
          const lo = Int32Array.from(tokens, (t) => t[1]);
          prefixes.fill(hi, lo, tokens.length);
          const expected = tokens
            .slice(0, Math.max(0, tokens.length - n + 1))
            .map((_, i) => windowHash([...hi.slice(i, i + n)], [...lo.slice(i, i + n)]));
          expect(windowsOf(prefixes, n)).toEqual(expected);
        },
      ),
    );
  });

  it('grows with its text and covers the last fill only', () => {
    const prefixes = new PrefixPolynomials();
    const many = new Int32Array(10_000).fill(7);
    prefixes.fill(many, many, 10_000);
    expect(windowsOf(prefixes, 1).length).toBe(10_000);
    prefixes.fill(many, many, 4096);
    expect(windowsOf(prefixes, 4).length).toBe(4093);
    prefixes.fill(many, many, 2);
    expect(windowsOf(prefixes, 3)).toEqual([]);
  });

  it('keeps apart the orders and the orders of words', () => {
    const rng = new Rng('windows');
    const words = Array.from({ length: 6 }, () => [rng.uint32() | 0, rng.uint32() | 0]);
    const seen = new Set<string>();
    let made = 0;
    for (const n of [1, 2, 3, 4]) {
      for (let code = 0; code < 6 ** n; code++) {
        const picked = Array.from({ length: n }, (_, i) => words[Math.floor(code / 6 ** i) % 6]);
        seen.add(
          windowHash(
            picked.map((w) => w[0]),
            picked.map((w) => w[1]),
          ),
        );
        made++;
      }
    }
    expect(seen.size).toBe(made);
  });

  it.each([2, 3])(
    'spreads all n-grams of order %i of a few words evenly over shares of the high lane',
    (n) => {
      const rng = new Rng('shares');
      const size = n === 2 ? 300 : 45;
      const hi = Int32Array.from({ length: size }, () => rng.uint32());
      const cells = new Float64Array(256);
      const prefixes = new PrefixPolynomials();
      for (let code = 0; code < size ** n; code++) {
        const picked = Int32Array.from({ length: n }, (_, i) => hi[Math.floor(code / size ** i) % size]);
        prefixes.fill(picked, picked, n);
        prefixes.each(n, { add: (lane) => void cells[lane >>> 24]++ });
      }
      const expected = size ** n / 256;
      const chi = cells.reduce((sum, count) => sum + (count - expected) ** 2 / expected, 0);
      // Windows are independent pair by pair only, so the statistic spreads wider than chi-square's 22.6 around its mean, 255.
      expect(Math.abs(chi - 255)).toBeLessThan(10 * Math.sqrt(2 * 255));
    },
  );
});
