import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { runs } from '../../test/fixtures/thorough.ts';
import { type Occurrence, plainTable, sampleByDefinition } from '../../test/oracles/type-sample.ts';
import { WINDOW_HI, WINDOW_LO } from '../base/hash.ts';
import { Rng } from '../base/rng.ts';
import { PrefixPolynomials, power32 } from '../text/windows.ts';
import { TypeSampler } from './type-sampler.ts';

function sampled(occurrences: readonly Occurrence[], budget: number) {
  const sampler = new TypeSampler(1, budget);
  for (const { hi, lo, block, serial } of occurrences) sampler.add(hi, lo, block, serial);
  const { shift, types } = plainTable(sampler.freeze());
  return { shift, types };
}

/** Occurrences as they come from a corpus: example after example, types drawn anew or from those met. */
function corpus(seed: number | string, examples: number, types: number): Occurrence[] {
  const rng = new Rng(seed);
  const lanes = Array.from({ length: types }, () => ({
    hi: rng.uint32() | 0,
    // Few low lanes: ties in one lane must be told apart by the other.
    lo: rng.int(4) === 0 ? 7 : rng.uint32() | 0,
  }));
  return Array.from({ length: examples }, (_, serial) => {
    const block = rng.int(64);
    return Array.from({ length: rng.int(12) }, () => ({
      ...lanes[rng.int(rng.int(types) + 1)],
      block,
      serial,
    }));
  }).flat();
}

describe('TypeSampler', () => {
  it('counts everything where everything fits', () => {
    for (const seed of [1, 2, 3]) {
      const occurrences = corpus(seed, 400, 300);
      const table = sampled(occurrences, 1 << 16);
      expect(table.shift).toBe(0);
      expect(table).toEqual(sampleByDefinition(occurrences, 1 << 16));
    }
  });

  it('keeps, under any budget, exactly the types below the largest share that fits, with exact counts', () => {
    fc.assert(
      fc.property(fc.nat(), fc.integer({ min: 2, max: 400 }), (seed, budget) => {
        const occurrences = corpus(seed, 80, 150);
        const table = sampled(occurrences, budget);
        expect(table).toEqual(sampleByDefinition(occurrences, budget));
        expect(table.types.reduce((sum, type) => sum + type.pairs.length, 0)).toBeLessThanOrEqual(budget);
      }),
      { numRuns: runs(60) },
    );
  });

  it('does not see the order in which examples come', () => {
    fc.assert(
      fc.property(fc.nat(), fc.integer({ min: 2, max: 200 }), (seed, budget) => {
        const occurrences = corpus(seed, 60, 120);
        const serials = new Rng(seed).shuffle([...new Set(occurrences.map((o) => o.serial))]);
        const shuffled = serials.flatMap((serial) => occurrences.filter((o) => o.serial === serial));
        expect(sampled(shuffled, budget)).toEqual(sampled(occurrences, budget));
      }),
      { numRuns: 30 },
    );
  });

  it('counts an example once however often it repeats a type, and again in the next', () => {
    const once = { hi: 5, lo: -1, block: 3 };
    const table = sampled(
      [0, 0, 0, 1].map((serial) => ({ ...once, serial })),
      10,
    );
    expect(table.types).toEqual([{ hi: 5, lo: 0xffffffff, pairs: [[3, 4, 2]] }]);
  });

  it('takes signed and unsigned lanes for the same', () => {
    const sampler = new TypeSampler(1, 10);
    sampler.add(-1, -2, 0, 0);
    sampler.add(0xffffffff | 0, 0xfffffffe | 0, 0, 1);
    expect(plainTable(sampler.freeze()).types).toEqual([
      { hi: 0xffffffff, lo: 0xfffffffe, pairs: [[0, 2, 2]] },
    ]);
  });

  it('gives up at the smallest share, where one type alone is in more blocks than the budget', () => {
    const everywhere = Array.from({ length: 64 }, (_, block) => ({ hi: 0, lo: 9, block, serial: block }));
    const table = sampled(everywhere, 2);
    expect(table.shift).toBe(32);
    expect(table.types[0].pairs.length).toBe(64);
  });

  it('goes on after it was looked at', () => {
    const occurrences = corpus('pause', 100, 80);
    const sampler = new TypeSampler(1, 60);
    occurrences.forEach(({ hi, lo, block, serial }, i) => {
      sampler.add(hi, lo, block, serial);
      if (i === 50) sampler.freeze();
    });
    const { shift, types } = plainTable(sampler.freeze());
    expect({ shift, types }).toEqual(sampleByDefinition(occurrences, 60));
  });

  it('holds what it was told of positions, added up or set at once', () => {
    const sampler = new TypeSampler(2, 10);
    sampler.met(3, 10);
    sampler.met(3, 5);
    expect(sampler.freeze().columns.positions[3]).toBe(15);
    sampler.setPositions(new Float64Array(64).fill(2));
    expect([...sampler.freeze().columns.positions]).toEqual(Array(64).fill(2));
  });
});

describe('addWindows', () => {
  it('counts what each window would add one by one, above the threshold and below', () => {
    const rng = new Rng('windows');
    const prefixes = new PrefixPolynomials();
    for (const order of [1, 2, 3, 4, 8]) {
      for (const budget of [60, 100_000]) {
        const loop = new TypeSampler(order, budget);
        const single = new TypeSampler(order, budget);
        const powers = [power32(WINDOW_HI, order), power32(WINDOW_LO, order)] as const;
        for (let serial = 0; serial < 30; serial++) {
          const length = rng.int(20);
          const lane = Int32Array.from({ length }, () => Math.imul(rng.int(20), 0x9e3779b1));
          prefixes.fill(lane, lane.toReversed(), length);
          loop.addWindows(prefixes.hi, prefixes.lo, length, powers, serial % 64, serial);
          prefixes.each(order, { add: (hi, lo) => single.add(hi, lo, serial % 64, serial) });
        }
        expect(plainTable(loop.freeze())).toEqual(plainTable(single.freeze()));
        expect(loop.freeze().types > 0).toBe(true);
      }
    }
  });
});
