import { describe, expect, it } from 'vitest';
import { foremostLost } from './foremost-lost.ts';
import type { LostType } from './report.ts';

const types = (order: number, count: number): LostType[] =>
  Array.from({ length: count }, (_, i) => ({
    type: `${order}-${i}`,
    order,
    holdoutCount: 2,
    holdoutExamples: 2,
    reservoirCount: 1,
  }));

describe('the surest of what was lost', () => {
  it('is sixteen words and eight pairs of them, the first of each', () => {
    const found = foremostLost([...types(1, 256), ...types(2, 64)]);
    expect(found).toEqual([...types(1, 16), ...types(2, 8)]);
  });

  it('is all where no more was lost', () => {
    const lost = [...types(1, 3), ...types(2, 8)];
    expect(foremostLost(lost)).toEqual(lost);
    expect(foremostLost([])).toEqual([]);
  });
});
