import { describe, expect, it } from 'vitest';
import { emptyTally, mergeTallies, restrictTally, TALLY_KEYS, total } from './tally.ts';

function tallyOf(start: number) {
  const tally = emptyTally();
  TALLY_KEYS.forEach((key, k) => {
    tally[key].forEach((_, block) => {
      tally[key][block] = start + 100 * k + block;
    });
  });
  return tally;
}

describe('tallies', () => {
  it('merge block by block, and the empty one changes nothing', () => {
    const sum = mergeTallies(tallyOf(1), tallyOf(1000));
    for (const [k, key] of TALLY_KEYS.entries()) expect(sum[key][5]).toBe(1001 + 200 * k + 10);
    expect(mergeTallies(tallyOf(1), emptyTally())).toEqual(tallyOf(1));
  });

  it('restrict to blocks, and with the others give the whole again', () => {
    const even = restrictTally(tallyOf(1), (block) => block % 2 === 0);
    const odd = restrictTally(tallyOf(1), (block) => block % 2 === 1);
    expect([even.bytes[2], even.bytes[3]]).toEqual([303, 0]);
    expect(mergeTallies(even, odd)).toEqual(tallyOf(1));
  });

  it('add up over blocks', () => {
    expect(total(tallyOf(0).examples)).toBe((63 * 64) / 2);
    expect(total(emptyTally().tokens)).toBe(0);
  });
});
