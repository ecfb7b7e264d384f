import { describe, expect, it } from 'vitest';
import { candidatesOf } from './candidates.test.support.ts';
import { Caps } from './caps.ts';
import { DEFAULT_POLICY, type Policy } from './policy.ts';

const candidates = candidatesOf([
  { origin: 'synthetic', source: 'a', model: 'm', generation: 1 },
  { origin: 'synthetic', source: 'b', model: 'm', generation: 2 },
  { origin: 'synthetic' },
  { origin: 'human', source: 'b', generation: 0 },
]);
const capsOf = (caps: Policy['caps'], total: number) =>
  new Caps(candidates, { ...DEFAULT_POLICY, caps }, total);

describe('caps', () => {
  it('give room for a share of the whole', () => {
    const caps = capsOf({ source: 0.1 }, 30);
    expect([1, 2, 3, 4].map(() => caps.take(0, 1))).toEqual([true, true, true, false]);
    expect(caps.take(1, 1)).toBe(true);
  });

  it('of several keys must all have room, and nothing is taken where one has none', () => {
    const caps = capsOf({ source: { a: 0 }, model: 0.1 }, 10);
    expect(caps.take(0, 1)).toBe(false);
    expect(caps.take(1, 1)).toBe(true);
    expect(caps.take(1, 1)).toBe(false);
  });

  it('do not speak of what has no name, nor of human generation 0', () => {
    const caps = capsOf({ source: 0, model: 0, generation: 0 }, 10);
    expect(caps.take(2, 5)).toBe(true);
    const generations = capsOf({ generation: 0 }, 10);
    expect(generations.take(3, 1)).toBe(true);
    expect(generations.take(0, 1)).toBe(false);
  });

  it('name a generation by its number', () => {
    const caps = capsOf({ generation: { '2': 0 } }, 10);
    expect(caps.take(0, 1)).toBe(true);
    expect(caps.take(1, 1)).toBe(false);
  });

  it('do not take a property of every object for a cap', () => {
    const odd = candidatesOf(
      ['constructor', 'toString', '__proto__'].map((source) => ({ origin: 'human', source })),
    );
    const caps = new Caps(odd, { ...DEFAULT_POLICY, caps: { source: { a: 0 } } }, 10);
    expect([0, 1, 2].map((i) => caps.take(i, 1))).toEqual([true, true, true]);
    const named = new Caps(odd, { ...DEFAULT_POLICY, caps: { source: { constructor: 0.1 } } }, 10);
    expect([named.take(0, 1), named.take(0, 1), named.take(1, 1)]).toEqual([true, false, true]);
  });

  it('round down, but not for the digits that a product loses', () => {
    const room = (share: number, total: number) => {
      const caps = capsOf({ source: { a: share } }, total);
      let taken = 0;
      while (caps.take(0, 1)) taken++;
      return taken;
    };
    expect([room(0.29, 100), room(0.1, 30), room(0.15, 10), room(0.999, 10), room(1, 10)]).toEqual([
      29, 3, 1, 9, 10,
    ]);
  });

  it('take nothing from other caps for an example that one of them refuses', () => {
    const caps = capsOf({ source: { a: 0.5 }, model: 0.2 }, 10);
    expect([1, 2, 3].map(() => caps.take(0, 1))).toEqual([true, true, false]);
    // The model is full; of source a three are left, and the last refusal took none of them.
    expect(caps.take(1, 1)).toBe(false);
  });

  it('let an example without tokens in where nothing is left', () => {
    const caps = capsOf({ source: 0 }, 10);
    expect([caps.take(0, 0), caps.take(0, 1)]).toEqual([true, false]);
  });

  it('that refused a long example do not wait for a short one', () => {
    const caps = capsOf({ source: { a: 0.5 } }, 10);
    expect(caps.take(0, 4)).toBe(true);
    expect(caps.take(0, 2)).toBe(false);
    expect(caps.take(0, 1)).toBe(false);
  });
});
