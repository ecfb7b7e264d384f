import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ORIGINS } from '../../corpus/example.ts';
import { type Candidate, keepOrder } from './keep.ts';

const candidate: Candidate = { origin: 'unknown', generation: undefined, length: 10, id: 'm' };
const order = keepOrder();

const anyCandidate = fc.record({
  origin: fc.constantFrom(...ORIGINS),
  generation: fc.option(fc.integer({ min: 0, max: 4 }), { nil: undefined }),
  length: fc.integer({ min: 0, max: 5 }),
  id: fc.constantFrom('a', 'b', 'c'),
});

describe('keepOrder', () => {
  it('prefers human to mixed to unknown to synthetic, whatever else', () => {
    const shuffled = (['synthetic', 'unknown', 'human', 'mixed'] as const).map((origin, i) => ({
      ...candidate,
      origin,
      length: 100 - i,
    }));
    expect(shuffled.sort(order).map(({ origin }) => origin)).toEqual([
      'human',
      'mixed',
      'unknown',
      'synthetic',
    ]);
  });

  it('takes human text for generation 0, and an unknown generation for the latest', () => {
    const human = { ...candidate, origin: 'human' as const };
    expect(order(human, { ...human, generation: 1 })).toBeLessThan(0);
    expect(order({ ...candidate, generation: 9 }, candidate)).toBeLessThan(0);
  });

  it('is a total order but for equal candidates', () => {
    fc.assert(
      fc.property(anyCandidate, anyCandidate, anyCandidate, (a, b, c) => {
        expect(Math.sign(order(a, b))).toBe(0 - Math.sign(order(b, a)));
        if (order(a, b) <= 0 && order(b, c) <= 0) expect(order(a, c)).toBeLessThanOrEqual(0);
        expect(order(a, a)).toBe(0);
      }),
    );
  });

  it('finds the same best of any candidates, in whichever order they are met', () => {
    fc.assert(
      fc.property(fc.array(anyCandidate, { minLength: 1, maxLength: 12 }), (all) => {
        const best = (list: readonly Candidate[]) => list.reduce((a, b) => (order(b, a) < 0 ? b : a));
        // Human text of generation 0 and of none stated are equals.
        expect(order(best([...all].reverse()), best(all))).toBe(0);
        for (const other of all) expect(order(best(all), other)).toBeLessThanOrEqual(0);
      }),
    );
  });

  it('does not ask for an id where another rule decides', () => {
    const silent = (length: number): Candidate => ({
      ...candidate,
      length,
      get id(): string {
        throw new Error('nobody needs it');
      },
    });
    expect(order(silent(2), silent(1))).toBeLessThan(0);
    expect(() => order(silent(1), silent(1))).toThrow('nobody needs it');
  });

  it('sorts ids by their code units, capitals first', () => {
    const ids = ['b', 'a', 'B', 'a1', 'ä', ''].map((id) => ({ ...candidate, id }));
    expect(ids.sort(order).map(({ id }) => id)).toEqual(['', 'B', 'a', 'a1', 'b', 'ä']);
  });

  it('takes generation 0 of what is synthetic for earlier than generation 1 of what is too', () => {
    const made = (generation?: number): Candidate => ({ ...candidate, origin: 'synthetic', generation });
    expect(order(made(0), made(1))).toBeLessThan(0);
    expect(order(made(), made(99))).toBeGreaterThan(0);
    expect(order(made(), made())).toBe(0);
  });

  it('follows the rules that it is given, in their order', () => {
    const short = { ...candidate, length: 1, id: 'z' };
    expect(keepOrder(['shortest'])(short, candidate)).toBeLessThan(0);
    expect(keepOrder(['id', 'shortest'])(short, candidate)).toBeGreaterThan(0);
    expect(keepOrder([])(short, candidate)).toBe(0);
  });
});
