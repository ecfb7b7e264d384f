import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { runs } from '../../test/fixtures/thorough.ts';
import { type Occurrence, plainTable, sampleByDefinition } from '../../test/oracles/type-sample.ts';
import { OutcrossError } from '../base/errors.ts';
import { Rng } from '../base/rng.ts';
import { TypeSampler } from './type-sampler.ts';
import { limitOf, TypeTable } from './type-table.ts';

function tableOf(occurrences: readonly Occurrence[], budget: number): TypeTable {
  const sampler = new TypeSampler(1, budget);
  for (const { hi, lo, block, serial } of occurrences) {
    sampler.add(hi, lo, block, serial);
    sampler.met(block, 1);
  }
  return sampler.freeze();
}

/** A few examples over few types; a third of the types share their high lane with another. */
function part(seed: string, examples: number, firstSerial = 0): Occurrence[] {
  const rng = new Rng(seed);
  return Array.from({ length: examples }, (_, i) => {
    const block = rng.int(64);
    return Array.from({ length: 1 + rng.int(8) }, () => {
      const type = new Rng(rng.int(90));
      return { hi: type.uint32() | 0, lo: type.int(3) | 0, block, serial: firstSerial + i };
    });
  }).flat();
}

const seed = fc.integer({ min: 0, max: 1e6 });
const budget = fc.integer({ min: 2, max: 150 });

describe('merge', () => {
  it('of parts is the table of the whole, however it is cut', () => {
    fc.assert(
      fc.property(seed, budget, fc.array(fc.nat(60), { maxLength: 6 }), (s, most, cuts) => {
        const serials = 60;
        const all = part(`${s}`, serials);
        const bounds = [0, ...cuts.sort((a, b) => a - b), serials];
        const parts = bounds
          .slice(1)
          .map((to, i) => all.filter((o) => o.serial >= bounds[i] && o.serial < to));
        const merged = parts.map((p) => tableOf(p, most)).reduce((a, b) => a.merge(b));
        expect(plainTable(merged)).toEqual(plainTable(tableOf(all, most)));
        const { shift, types } = plainTable(merged);
        expect({ shift, types }).toEqual(sampleByDefinition(all, most));
      }),
      { numRuns: runs(60) },
    );
  });

  it('is associative and commutative, with the empty table as identity', () => {
    fc.assert(
      fc.property(seed, budget, (s, most) => {
        const [a, b, c] = [0, 1, 2].map((i) => tableOf(part(`${s}/${i}`, 10 + 15 * i, i * 100), most));
        const whole = plainTable(a.merge(b).merge(c));
        expect(plainTable(a.merge(b.merge(c)))).toEqual(whole);
        expect(plainTable(c.merge(a).merge(b))).toEqual(whole);
        expect(plainTable(a.merge(TypeTable.empty(1, most)))).toEqual(plainTable(a));
        expect(plainTable(TypeTable.empty(1, most).merge(a))).toEqual(plainTable(a));
      }),
      { numRuns: runs(60) },
    );
  });

  it('refuses tables of another order or budget', () => {
    const table = TypeTable.empty(1, 10);
    for (const other of [TypeTable.empty(2, 10), TypeTable.empty(1, 11)]) {
      expect(() => table.merge(other)).toThrow(OutcrossError);
      expect(() => table.merge(other)).toThrow(expect.objectContaining({ code: 'E_MERGE' }));
    }
  });
});

describe('sink', () => {
  it('keeps the types below the share, and is the same in one step or many', () => {
    fc.assert(
      fc.property(seed, fc.integer({ min: 0, max: 8 }), fc.integer({ min: 0, max: 8 }), (s, x, y) => {
        const table = tableOf(part(`${s}`, 40), 1 << 12);
        const [first, last] = [Math.min(x, y), Math.max(x, y)];
        const sunk = table.sink(last);
        expect(plainTable(table.sink(first).sink(last))).toEqual(plainTable(sunk));
        const kept = plainTable(table).types.filter(({ hi }) => hi < limitOf(last));
        expect(plainTable(sunk)).toEqual({ ...plainTable(table), shift: last, types: kept });
        expect(sunk.theta).toBe(2 ** -last);
        expect(sunk.types).toBe(kept.length);
      }),
      { numRuns: runs(60) },
    );
  });

  it('keeps about its share of the types', () => {
    const rng = new Rng('share');
    const many = Array.from({ length: 40_000 }, (_, i) => ({
      hi: rng.uint32(),
      lo: i,
      block: i % 64,
      serial: i,
    }));
    const { types } = tableOf(many, 1 << 16).sink(3);
    expect(Math.abs(types - 5000)).toBeLessThan(5 * Math.sqrt((40_000 * 7) / 64));
  });
});

describe('restrict', () => {
  it('keeps the pairs of the blocks, and drops types that lie in none of them', () => {
    fc.assert(
      fc.property(seed, budget, fc.func(fc.boolean()), (s, most, keep) => {
        const table = tableOf(part(`${s}`, 40), most);
        const { types, positions, shift } = plainTable(table);
        const left = types
          .map((type) => ({ ...type, pairs: type.pairs.filter(([block]) => keep(block)) }))
          .filter(({ pairs }) => pairs.length > 0);
        expect(plainTable(table.restrict(keep))).toEqual({
          shift,
          types: left,
          positions: positions.map((n, block) => (keep(block) ? n : 0)),
        });
      }),
      { numRuns: runs(60) },
    );
  });

  it('to some blocks and to the others give the whole again', () => {
    fc.assert(
      fc.property(seed, budget, fc.func(fc.boolean()), (s, most, keep) => {
        const table = tableOf(part(`${s}`, 40), most);
        const both = table.restrict(keep).merge(table.restrict((block) => !keep(block)));
        expect(plainTable(both)).toEqual(plainTable(table));
      }),
      { numRuns: runs(60) },
    );
  });
});
