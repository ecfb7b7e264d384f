import { describe, expect, it } from 'vitest';
import { constructKey, MOST_CONSTRUCTS, mergeConstructs, settleConstructs } from './constructs.ts';

const many = (from: number, to: number) =>
  new Map(Array.from({ length: to - from }, (_, i) => [constructKey(0, from + i), `c${from + i}`]));

describe('constructs', () => {
  it('are keyed by both lanes, signed or not', () => {
    expect(constructKey(-1, 1)).toBe('ffffffff00000001');
    expect(constructKey(0xffffffff, 1)).toBe('ffffffff00000001');
  });

  it('merge in order of hash', () => {
    const merged = mergeConstructs(
      new Map([['b', 'two']]),
      new Map([
        ['a', 'one'],
        ['b', 'two'],
      ]),
    );
    expect([...merged]).toEqual([
      ['a', 'one'],
      ['b', 'two'],
    ]);
  });

  it('are the same of lowest hash whichever comes first', () => {
    const half = MOST_CONSTRUCTS / 2;
    const [a, b] = [many(0, half + 100), many(half, 2 * half + 100)];
    const merged = mergeConstructs(a, b);
    expect(merged.size).toBe(MOST_CONSTRUCTS);
    expect([...mergeConstructs(b, a)]).toEqual([...merged]);
    expect([...settleConstructs(many(0, 2 * half + 100))]).toEqual([...merged]);
  });
});
