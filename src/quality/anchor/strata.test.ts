import { describe, expect, it } from 'vitest';
import { judgeStrata } from './strata.ts';

const side = (groups: number) => ({ groups, examples: groups * 2, tokens: groups * 100 });
const judge = (reservoir: number, holdout: number, leastGroups?: number) =>
  judgeStrata([{ values: ['a'], reservoir: side(reservoir), holdout: side(holdout) }], 0.2, leastGroups)[0];

describe('judgeStrata', () => {
  it('is content with what chance explains', () => {
    expect(judge(80, 20)).toMatchObject({ share: 0.2, z: 0, state: 'fits' });
    expect(judge(85, 15)).toMatchObject({ state: 'fits', z: expect.closeTo(-1.25, 2) });
  });

  it('says where a stratum is off by more', () => {
    expect(judge(60, 40)).toMatchObject({ state: 'off', z: expect.closeTo(5, 5) });
  });

  it('says where a side has too few groups', () => {
    expect(judge(20, 4).state).toBe('small');
    expect(judge(20, 4, 3).state).toBe('fits');
    expect(judge(0, 10).state).toBe('small');
    expect(judge(3, 0).state).toBe('small');
  });
});
