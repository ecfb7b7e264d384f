import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Rng } from '../../base/rng.ts';
import { aliasTable, countCategories, fillCategories, fillIndices } from './alias.ts';
import { bulkGenerator, nextOpen, nextWord } from './generator.ts';
import { fillNormal } from './ziggurat.ts';

describe('tables of categories at their limits', () => {
  it('never draw what has no weight, wherever it stands', () => {
    const weight = fc.oneof(fc.constant(0), fc.constantFrom(1e-300, 1e-10, 1, 1e10, 1e300));
    fc.assert(
      fc.property(fc.array(weight, { minLength: 1, maxLength: 30 }), fc.nat(), (weights, seed) => {
        fc.pre(weights.some((one) => one > 0));
        const out = new Uint32Array(300);
        fillCategories(bulkGenerator(new Rng(seed)), aliasTable(weights), out);
        for (const category of out) expect(weights[category]).toBeGreaterThan(0);
      }),
    );
  });

  it('draw a category of 2^-20 of the mass about as often as that', () => {
    const counts = new Float64Array(2);
    const n = 2 ** 23;
    countCategories(bulkGenerator(new Rng('rare')), aliasTable([1, 2 ** 20 - 1]), n, counts);
    // Poisson of mean 8.
    expect(counts[0]).toBeGreaterThan(0);
    expect(counts[0]).toBeLessThan(8 + 5 * Math.sqrt(8));
    expect(counts[0] + counts[1]).toBe(n);
  });

  it('count into whole numbers and into fractions alike, and nothing for no draw', () => {
    const table = aliasTable([1, 2, 3]);
    const whole = new Uint32Array(3);
    const real = new Float64Array(3);
    countCategories(bulkGenerator(new Rng(1)), table, 500, whole);
    countCategories(bulkGenerator(new Rng(1)), table, 500, real);
    expect([...whole]).toEqual([...real]);
    const before = [...real];
    countCategories(bulkGenerator(new Rng(1)), table, 0, real);
    expect([...real]).toEqual(before);
  });

  it('do not depend on how many draws are taken at a time', () => {
    const table = aliasTable([5, 1, 1, 2]);
    const whole = new Uint32Array(400);
    fillCategories(bulkGenerator(new Rng('whole')), table, whole);
    const state = bulkGenerator(new Rng('whole'));
    const parts = [1, 150, 0, 249].flatMap((n) => {
      const part = new Uint32Array(n);
      fillCategories(state, table, part);
      return [...part];
    });
    expect(parts).toEqual([...whole]);
  });

  it('keep pairs of draws independent: a chi-squared test on 9 cells', () => {
    const out = new Uint32Array(90_000);
    fillCategories(bulkGenerator(new Rng('pairs')), aliasTable([1, 1, 1]), out);
    const cells = new Float64Array(9);
    for (let i = 0; i < out.length; i += 2) cells[3 * out[i] + out[i + 1]]++;
    const chi = cells.reduce((sum, count) => sum + (count - 5000) ** 2 / 5000, 0);
    // 8 degrees of freedom: mean 8, standard deviation 4.
    expect(chi).toBeLessThan(8 + 4.5 * 4);
  });
});

describe('indices', () => {
  it('are all 0 below 1, and fill nothing where there is no room', () => {
    const out = new Uint32Array(50).fill(9);
    fillIndices(bulkGenerator(new Rng(1)), 1, out);
    expect(out.every((index) => index === 0)).toBe(true);
    expect(() => fillIndices(bulkGenerator(new Rng(1)), 5, new Uint32Array(0))).not.toThrow();
  });

  it('reach both ends of every small range', () => {
    for (let n = 2; n < 40; n++) {
      const out = new Uint32Array(60 * n);
      fillIndices(bulkGenerator(new Rng(n)), n, out);
      expect([Math.min(...out), Math.max(...out)]).toEqual([0, n - 1]);
    }
  });
});

describe('normal draws', () => {
  it('are the mean alone without a deviation, and nothing where the range is empty', () => {
    const out = new Float64Array(5).fill(9);
    fillNormal(bulkGenerator(new Rng(1)), out, 1, 3, 7, 0);
    expect([...out]).toEqual([9, 7, 7, 9, 9]);
    fillNormal(bulkGenerator(new Rng(1)), out, 4, 4);
    fillNormal(bulkGenerator(new Rng(1)), out, 4, 2);
    expect([...out]).toEqual([9, 7, 7, 9, 9]);
  });

  it('are numbers, all of them, and rarely beyond five', () => {
    const out = new Float64Array(1_000_000);
    fillNormal(bulkGenerator(new Rng('far')), out);
    let far = 0;
    for (const x of out) {
      if (!Number.isFinite(x)) throw new Error(`${x}`);
      if (Math.abs(x) > 5) far++;
    }
    // 5.7e-7 of a million.
    expect(far).toBeLessThan(6);
  });
});

describe('words and numbers of one state', () => {
  it('leave the state where the next goes on', () => {
    const [a, b] = [bulkGenerator(new Rng(3)), bulkGenerator(new Rng(3))];
    nextOpen(a);
    nextWord(b);
    nextWord(b);
    expect(a).toEqual(b);
  });

  it('never come back to where they were within a short run', () => {
    const state = bulkGenerator(new Rng('cycle'));
    const seen = new Set<string>();
    for (let i = 0; i < 5000; i++) {
      seen.add(state.join());
      nextWord(state);
    }
    expect(seen.size).toBe(5000);
  });
});
