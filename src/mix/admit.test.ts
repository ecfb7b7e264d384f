import { describe, expect, it } from 'vitest';
import { admit } from './admit.ts';
import { candidatesOf, many } from './candidates.test.support.ts';
import { FATE } from './fate.ts';
import { DEFAULT_POLICY } from './policy.ts';

describe('admit', () => {
  it('puts each kind in order of rank', () => {
    const rows = [
      { origin: 'human', rank: 0.9 },
      { origin: 'synthetic', rank: 0.5 },
      { origin: 'human', rank: 0.1 },
      { origin: 'mixed', rank: 0.2 },
    ] as const;
    const { human, synthetic } = admit(candidatesOf(rows), DEFAULT_POLICY);
    expect([...human]).toEqual([2, 0]);
    expect([...synthetic]).toEqual([3, 1]);
  });

  it('breaks ties of rank by input order', () => {
    const { human } = admit(candidatesOf(many(3, { origin: 'human', rank: 0.5 })), DEFAULT_POLICY);
    expect([...human]).toEqual([0, 1, 2]);
  });

  it('never asks a human example for its generation or its merit', () => {
    const rows = many(4, { origin: 'human', generation: 7, merit: 0 });
    const policy = { ...DEFAULT_POLICY, mode: 'replace' as const, maxGeneration: 1 };
    expect(admit(candidatesOf(rows), policy).human).toHaveLength(4);
  });

  it('lets an example through whose merit nobody measured', () => {
    const rows = many(4, { origin: 'synthetic' });
    expect(admit(candidatesOf(rows), { ...DEFAULT_POLICY, earned: 0.25 }).synthetic).toHaveLength(4);
  });

  it('keeps the fate of what was barred before, whatever the policy says of it', () => {
    const rows = many(2, { origin: 'unknown', barred: FATE['duplicate'] });
    expect([...admit(candidatesOf(rows), DEFAULT_POLICY).fates]).toEqual([3, 3]);
  });
});
