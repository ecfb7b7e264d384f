import { describe, expect, it } from 'vitest';
import { hashText } from '../../base/hash.ts';
import type { SideSummary } from './anchor-rows.ts';
import { StrataSum } from './strata-sum.ts';

function summary(
  value: string,
  heldOut: boolean,
  groups: readonly string[],
  examples = groups.length,
): SideSummary {
  const lanes = groups.flatMap((group) => {
    const { hi, lo } = hashText(group);
    return [hi, lo];
  });
  return { values: [value], heldOut, examples, tokens: examples * 10, groups: Uint32Array.from(lanes) };
}

describe('StrataSum', () => {
  it('counts a group once, in however many shards and strata it stands', () => {
    const sum = new StrataSum();
    sum.add([summary('news', false, ['a', 'b'], 5), summary('news', true, ['c'])]);
    sum.add([summary('news', false, ['b', 'd']), summary('lore', false, ['a'])]);
    expect(sum.whole()).toEqual({
      reservoir: { groups: 3, examples: 8, tokens: 80 },
      holdout: { groups: 1, examples: 1, tokens: 10 },
    });
    expect(sum.strata().map(({ values, reservoir }) => [values, reservoir.groups])).toEqual([
      [['news'], 3],
      [['lore'], 1],
    ]);
  });

  it('gives the same strata in whichever order the shards came', () => {
    const parts = [
      [summary('a', false, ['x'])],
      [summary('b', true, ['y'])],
      [summary('c', false, ['z', 'x'])],
    ];
    const [one, two] = [new StrataSum(), new StrataSum()];
    for (const part of parts) one.add(part);
    for (const part of parts.toReversed()) two.add(part);
    expect(two.strata()).toEqual(one.strata());
  });
});
