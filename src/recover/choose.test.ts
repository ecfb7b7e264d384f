import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Carriers } from './carriers.ts';
import { chooseCarriers } from './choose.ts';

interface Row {
  readonly tokens: number;
  readonly types: readonly number[];
  readonly rank: number;
}

function carriersOf(rows: readonly Row[]): Carriers {
  const start = new Float64Array(rows.length + 1);
  rows.forEach(({ types }, i) => {
    start[i + 1] = start[i] + types.length;
  });
  return {
    size: rows.length,
    tokens: Uint32Array.from(rows, ({ tokens }) => tokens),
    start,
    types: Uint32Array.from(rows.flatMap(({ types }) => types)),
    category: new Uint32Array(rows.length),
    categories: [''],
    rank: Float64Array.from(rows, ({ rank }) => rank),
    shards: [],
    firsts: [0],
  };
}

const row = (types: readonly number[], tokens = 100, rank = 0): Row => ({ types, tokens, rank });
const picked = (chosen: Uint8Array) => [...chosen.keys()].filter((i) => chosen[i] === 1);

describe('chooseCarriers', () => {
  const weights = Float64Array.from([4, 3, 2, 1]);

  it('takes first who carries most, then who adds most to that', () => {
    const carriers = carriersOf([row([0, 1]), row([0]), row([2, 3]), row([1, 2])]);
    const choice = chooseCarriers(carriers, weights, 200);
    expect(picked(choice.chosen)).toEqual([0, 2]);
    expect(choice).toMatchObject({ examples: 2, tokens: 200, forTail: 2, weight: 10, reachable: 10 });
    expect([...choice.covered]).toEqual([1, 1, 1, 1]);
  });

  it('ends with the example that reaches the budget, and fills up by rank where nothing is left to carry', () => {
    const carriers = carriersOf([
      row([0], 100, 0.9),
      row([], 100, 0.5),
      row([], 100, 0.1),
      row([0], 100, 0.2),
    ]);
    expect(picked(chooseCarriers(carriers, weights, 150).chosen)).toEqual([2, 3]);
    expect(chooseCarriers(carriers, weights, 150).forTail).toBe(1);
    expect(chooseCarriers(carriers, weights, 1e9)).toMatchObject({ examples: 4, tokens: 400 });
    expect(chooseCarriers(carriers, weights, 0).examples).toBe(0);
    expect(chooseCarriers(carriersOf([]), weights, 10).examples).toBe(0);
  });

  it('does not prefer an example for being short', () => {
    const carriers = carriersOf([row([3], 2, 0.9), row([2], 100, 0.1)]);
    expect(picked(chooseCarriers(carriers, weights, 1).chosen)).toEqual([1]);
  });

  const rows = fc.array(
    fc.record({
      tokens: fc.constant(100),
      types: fc.uniqueArray(fc.nat(7), { maxLength: 5 }),
      rank: fc.double({ min: 0, max: 1, noNaN: true }),
    }),
    { minLength: 1, maxLength: 9 },
  );
  const eight = fc.array(fc.integer({ min: 0, max: 20 }), { minLength: 8, maxLength: 8 });

  it('reaches 1 - 1/e of the best choice of as many examples of one length', () => {
    fc.assert(
      fc.property(rows, eight, fc.integer({ min: 1, max: 4 }), (all, given, many) => {
        const own = Float64Array.from(given);
        const { weight, examples } = chooseCarriers(carriersOf(all), own, many * 100);
        expect(examples).toBe(Math.min(many, all.length));
        let best = 0;
        for (let set = 0; set < 1 << all.length; set++) {
          const members = all.filter((_, i) => (set >> i) & 1);
          if (members.length > many) continue;
          const types = new Set(members.flatMap(({ types }) => types));
          best = Math.max(
            best,
            [...types].reduce((sum, t) => sum + own[t], 0),
          );
        }
        expect(weight).toBeGreaterThanOrEqual((1 - 1 / Math.E) * best - 1e-9);
        expect(weight).toBeLessThanOrEqual(best + 1e-9);
      }),
    );
  });

  it('is the plain greedy choice: the lazy heap changes nothing', () => {
    fc.assert(
      fc.property(rows, eight, (all, given) => {
        const own = Float64Array.from(given);
        const covered = new Set<number>();
        const left = new Set(all.keys());
        const order: number[] = [];
        const gain = (i: number) =>
          all[i].types.reduce((sum, t) => sum + (covered.has(t) ? 0 : own[t]), 0) /
          Math.max(100, all[i].tokens);
        for (;;) {
          const best = [...left].sort((a, b) => gain(b) - gain(a) || all[a].rank - all[b].rank || a - b)[0];
          if (best === undefined || gain(best) === 0) break;
          order.push(best);
          left.delete(best);
          for (const t of all[best].types) covered.add(t);
        }
        const choice = chooseCarriers(carriersOf(all), own, order.length * 100);
        expect(picked(choice.chosen)).toEqual(order.toSorted((a, b) => a - b));
        expect(choice.forTail).toBe(order.length);
      }),
    );
  });
});
