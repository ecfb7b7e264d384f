import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { runs } from '../../test/fixtures/thorough.ts';
import { hashText } from './hash.ts';
import { Rng } from './rng.ts';

/** xoshiro128** 1.1 as its authors publish it, in whole numbers without a width of their own. */
function* reference(state: bigint[]): Generator<number> {
  const wrap = (x: bigint) => BigInt.asUintN(32, x);
  const rotate = (x: bigint, k: bigint) => wrap(x << k) | (x >> (32n - k));
  const s = state.slice();
  for (;;) {
    yield Number(wrap(rotate(wrap(s[1] * 5n), 7n) * 9n));
    const t = wrap(s[1] << 9n);
    s[2] ^= s[0];
    s[3] ^= s[1];
    s[1] ^= s[2];
    s[0] ^= s[3];
    s[2] ^= t;
    s[3] = rotate(s[3], 11n);
  }
}

function draws<T>(n: number, draw: () => T): T[] {
  return Array.from({ length: n }, draw);
}

const mean = (values: readonly number[]) => values.reduce((a, b) => a + b, 0) / values.length;

describe('Rng', () => {
  it('is frozen: a seed gives the same stream on every platform', () => {
    const rng = new Rng('golden');
    expect(draws(3, () => rng.uint32())).toEqual([1035896190, 3723608264, 583289820]);
    expect([rng.next(), rng.int(1000)]).toEqual([0.8145252313207038, 912]);
    expect(rng.normal()).toBeCloseTo(-1.4678121473756647, 12);
    expect(new Rng(1).uint32()).toBe(1847512505);
    expect(new Rng('golden').split('child').uint32()).toBe(1385337244);
    expect(new Rng('golden').shuffle([0, 1, 2, 3, 4, 5, 6, 7])).toEqual([7, 2, 3, 4, 1, 0, 5, 6]);
  });

  it('is xoshiro128** from the state that its seed hashes to', () => {
    fc.assert(
      fc.property(fc.string(), (seed) => {
        const { hi: a, lo: b } = hashText(seed, 'rng-1');
        const { hi: c, lo: d } = hashText(seed, 'rng-2');
        const stream = reference([a, b, c, d].map(BigInt));
        const rng = new Rng(seed);
        for (let i = 0; i < 20; i++) expect(rng.uint32()).toBe(stream.next().value);
      }),
      { numRuns: runs(50) },
    );
  });

  it('takes a number for the text of its digits, and tells other seeds apart', () => {
    expect(new Rng(42).uint32()).toBe(new Rng('42').uint32());
    const first = new Set(draws(1000, () => 0).map((_, seed) => new Rng(seed).uint32()));
    expect(first.size).toBe(1000);
  });
});

describe('next', () => {
  it('is uniform on [0, 1): mean 1/2, variance 1/12, even over 100 cells', () => {
    const rng = new Rng('uniform');
    const values = draws(100_000, () => rng.next());
    expect(values.every((v) => v >= 0 && v < 1)).toBe(true);
    expect(Math.abs(mean(values) - 0.5)).toBeLessThan(5 * Math.sqrt(1 / 12 / 1e5));
    expect(Math.abs(mean(values.map((v) => (v - 0.5) ** 2)) - 1 / 12)).toBeLessThan(
      5 * Math.sqrt(1 / 180 / 1e5),
    );
    const cells = new Float64Array(100);
    for (const v of values) cells[Math.floor(v * 100)]++;
    const chi = cells.reduce((sum, n) => sum + (n - 1000) ** 2 / 1000, 0);
    expect(Math.abs(chi - 99)).toBeLessThan(5 * Math.sqrt(2 * 99));
  });

  it('fills all 53 bits: the last is set half the time', () => {
    const rng = new Rng('bits');
    const odd = draws(10_000, () => (rng.next() * 2 ** 53) % 2);
    expect(Math.abs(mean(odd) - 0.5)).toBeLessThan(5 * Math.sqrt(0.25 / 1e4));
  });
});

describe('int', () => {
  it('stays within 0 to n - 1, for any n up to 2^32', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 2 ** 32 }), fc.nat(), (n, seed) => {
        const value = new Rng(seed).int(n);
        expect(Number.isInteger(value) && value >= 0 && value < n).toBe(true);
      }),
    );
    const rng = new Rng(0);
    expect(draws(20, () => rng.int(1))).toEqual(Array(20).fill(0));
  });

  it('has no bias where n does not divide 2^32', () => {
    // With 3 * 2^30 and no rejection, the lowest third would come half the time.
    const rng = new Rng('bias');
    const thirds = new Float64Array(3);
    for (let i = 0; i < 30_000; i++) thirds[Math.floor(rng.int(3 * 2 ** 30) / 2 ** 30)]++;
    for (const n of thirds) expect(Math.abs(n - 10_000)).toBeLessThan(5 * Math.sqrt(3e4 * (2 / 9)));
  });
});

describe('split', () => {
  it('does not depend on how much was drawn before', () => {
    const fresh = new Rng('parent');
    const used = new Rng('parent');
    draws(100, () => used.uint32());
    used.normal();
    expect(used.split('a').uint32()).toBe(fresh.split('a').uint32());
  });

  it('takes nothing from the stream that it is split from', () => {
    const one = new Rng('parent');
    const two = new Rng('parent');
    one.split('a').uint32();
    expect(one.uint32()).toBe(two.uint32());
  });

  it('gives streams that do not follow each other, nor the parent', () => {
    const n = 20_000;
    const parent = new Rng('parent');
    const streams = [new Rng('parent'), parent.split(0), parent.split(1), parent.split('0')].map((rng) =>
      draws(n, () => rng.next() - 0.5),
    );
    expect(streams[3]).toEqual(streams[1]);
    for (let a = 0; a < 3; a++) {
      for (let b = 0; b < a; b++) {
        const correlation = mean(streams[a].map((x, i) => x * streams[b][i])) * 12;
        expect(Math.abs(correlation)).toBeLessThan(5 / Math.sqrt(n));
      }
    }
  });
});

describe('normal', () => {
  it('has the moments of the standard normal', () => {
    const rng = new Rng('normal');
    const n = 100_000;
    const values = draws(n, () => rng.normal());
    // Variances of the sample moments: 1, 2, 15 and 96, each over n.
    expect(Math.abs(mean(values))).toBeLessThan(5 * Math.sqrt(1 / n));
    expect(Math.abs(mean(values.map((v) => v ** 2)) - 1)).toBeLessThan(5 * Math.sqrt(2 / n));
    expect(Math.abs(mean(values.map((v) => v ** 3)))).toBeLessThan(5 * Math.sqrt(15 / n));
    expect(Math.abs(mean(values.map((v) => v ** 4)) - 3)).toBeLessThan(5 * Math.sqrt(96 / n));
    const outside = values.filter((v) => Math.abs(v) > 1.959964).length;
    expect(Math.abs(outside / n - 0.05)).toBeLessThan(5 * Math.sqrt((0.05 * 0.95) / n));
  });

  it('pairs its draws without a tie between them', () => {
    const rng = new Rng('pairs');
    const pairs = draws(50_000, () => [rng.normal(), rng.normal()]);
    expect(Math.abs(mean(pairs.map(([x, y]) => x * y)))).toBeLessThan(5 / Math.sqrt(50_000));
    expect(Math.abs(mean(pairs.map(([x, y]) => (x * x - 1) * (y * y - 1))))).toBeLessThan(
      10 / Math.sqrt(50_000),
    );
  });
});

describe('shuffle', () => {
  it('keeps the items, and gives every order of four equally often', () => {
    const rng = new Rng('shuffle');
    const orders = new Map<string, number>();
    for (let i = 0; i < 24_000; i++) {
      const order = rng.shuffle([1, 2, 3, 4]).join('');
      orders.set(order, (orders.get(order) ?? 0) + 1);
    }
    expect(orders.size).toBe(24);
    const chi = [...orders.values()].reduce((sum, n) => sum + (n - 1000) ** 2 / 1000, 0);
    expect(chi).toBeLessThan(23 + 5 * Math.sqrt(46));
  });

  it('does nothing to none or one', () => {
    const rng = new Rng(1);
    expect(rng.shuffle([])).toEqual([]);
    expect(rng.shuffle(['a'])).toEqual(['a']);
  });
});
