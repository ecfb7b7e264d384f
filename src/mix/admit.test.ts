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

  it('keeps seven of a hundred where .07 earn their place, whatever the product is rounded to', () => {
    const rows = Array.from({ length: 100 }, (_, i) => ({ origin: 'synthetic' as const, merit: i }));
    for (const [earned, kept] of [
      [0.07, 7],
      [0.29, 29],
      [0.55, 55],
      [0.001, 1],
      [0, 0],
      [1, 100],
    ]) {
      expect(admit(candidatesOf(rows), { ...DEFAULT_POLICY, earned }).synthetic).toHaveLength(kept);
    }
  });

  it('ranks by merit, then by rank, then by place, and counts only what was measured', () => {
    const rows = [
      { origin: 'synthetic', merit: 1, rank: 0.4 },
      { origin: 'synthetic', merit: 1, rank: 0.2 },
      { origin: 'synthetic', merit: 0.5, rank: 0.1 },
      { origin: 'synthetic', rank: 0.9 },
      { origin: 'mixed', merit: 1, rank: 0.4 },
    ] as const;
    const { synthetic, fates } = admit(candidatesOf(rows), { ...DEFAULT_POLICY, earned: 0.5 });
    expect([...synthetic]).toEqual([1, 0, 3]);
    expect([...fates]).toEqual([0, 0, 7, 0, 7]);
  });

  it('knows the newest generation from whatever is not human, be it barred', () => {
    const rows = [
      { origin: 'synthetic', generation: 1 },
      { origin: 'synthetic', generation: 2, barred: FATE['guarded'] },
      { origin: 'human', generation: 9 },
    ] as const;
    const { fates } = admit(candidatesOf(rows), { ...DEFAULT_POLICY, mode: 'replace' });
    expect([...fates]).toEqual([FATE['replaced'], FATE['guarded'], 0]);
  });

  it('replaces nothing where no generation is known', () => {
    const rows = many(3, { origin: 'synthetic' });
    expect(admit(candidatesOf(rows), { ...DEFAULT_POLICY, mode: 'replace' }).synthetic).toHaveLength(3);
  });

  it('lets the last allowed generation in, and unknown ones', () => {
    const rows = [0, 1, 2, 3, -1].map((generation) => ({ origin: 'synthetic' as const, generation }));
    const { fates } = admit(candidatesOf(rows), { ...DEFAULT_POLICY, maxGeneration: 2 });
    expect([...fates]).toEqual([0, 0, 0, FATE['too-deep'], 0]);
  });

  it('never counts an unknown origin as human', () => {
    const rows = many(2, { origin: 'unknown', generation: 0 });
    const { human, synthetic } = admit(candidatesOf(rows), { ...DEFAULT_POLICY, unknown: 'synthetic' });
    expect([human.length, synthetic.length]).toEqual([0, 2]);
  });

  it('keeps the fate of what was barred before, whatever the policy says of it', () => {
    const rows = many(2, { origin: 'unknown', barred: FATE['duplicate'] });
    expect([...admit(candidatesOf(rows), DEFAULT_POLICY).fates]).toEqual([3, 3]);
  });
});
