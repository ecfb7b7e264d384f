import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ORIGINS } from '../corpus/example.ts';
import { candidatesOf, type Row } from './candidates.test.support.ts';
import { inOrderOfChoice, meritOrderOf, orderOf } from './order.ts';
import { plan } from './plan.ts';
import { DEFAULT_POLICY } from './policy.ts';

const anyRows: fc.Arbitrary<Row[]> = fc.array(
  fc.record({
    origin: fc.constantFrom(...ORIGINS),
    source: fc.constantFrom('', 'a', 'b'),
    generation: fc.integer({ min: -1, max: 3 }),
    tokens: fc.integer({ min: 1, max: 40 }),
    tail: fc.integer({ min: 0, max: 2 }),
    merit: fc.constantFrom(Number.NaN, 0.1, 0.5, 0.9),
    rank: fc.integer({ min: 0, max: 20 }),
  }),
  { maxLength: 40 },
);

describe('orderOf', () => {
  it('goes by rank, and by place where ranks are equal', () => {
    const rows = [3, 1, 3, 0].map((rank): Row => ({ origin: 'human', rank }));
    expect([...orderOf(candidatesOf(rows))]).toEqual([3, 1, 0, 2]);
  });

  it('is made once for the same candidates', () => {
    const candidates = candidatesOf([{ origin: 'human' }]);
    expect(orderOf(candidates)).toBe(orderOf(candidates));
  });
});

describe('meritOrderOf', () => {
  it('puts the best first, and leaves out what was not measured', () => {
    const rows: Row[] = [
      { origin: 'synthetic', merit: 0.2, rank: 1 },
      { origin: 'human', rank: 0 },
      { origin: 'synthetic', merit: 0.9, rank: 2 },
      { origin: 'synthetic', merit: 0.2, rank: 0 },
    ];
    expect([...meritOrderOf(candidatesOf(rows))]).toEqual([2, 3, 0]);
  });
});

describe('inOrderOfChoice', () => {
  it('changes nothing of a plan but the places of the candidates', () => {
    const policy = { ...DEFAULT_POLICY, earned: 0.5, caps: { source: 0.4 }, tail: { minimum: 0.1 } };
    fc.assert(
      fc.property(anyRows, (rows) => {
        const candidates = candidatesOf(rows);
        const { fates, ...here } = plan(candidates, policy);
        const { fates: moved, ...there } = plan(inOrderOfChoice(candidates), policy);
        expect(there).toEqual(here);
        expect([...moved]).toEqual([...orderOf(candidates)].map((i) => fates[i]));
      }),
    );
  });

  it('takes strata along', () => {
    const rows = [2, 1].map((rank): Row => ({ origin: 'human', rank }));
    const candidates = { ...candidatesOf(rows), stratum: Uint32Array.of(1, 0), strata: ['', 'a'] };
    expect(inOrderOfChoice(candidates)).toMatchObject({ stratum: Uint32Array.of(0, 1), strata: ['', 'a'] });
  });
});
