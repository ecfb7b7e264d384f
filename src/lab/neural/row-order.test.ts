import { describe, expect, it } from 'vitest';
import { Rng } from '../../base/rng.ts';
import { RowOrder } from './row-order.ts';

describe('RowOrder', () => {
  it('takes every row once before it takes one twice, across batches', () => {
    const order = new RowOrder(10, new Rng('order'));
    const taken = [...order.take(4), ...order.take(4), ...order.take(4), ...order.take(8)];
    for (const round of [taken.slice(0, 10), taken.slice(10)])
      expect([...round].sort((a, b) => a - b)).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8, 9]);
    expect(taken.slice(0, 10)).not.toEqual(taken.slice(10));
  });

  it('takes a row again and again where there are too few for a batch', () => {
    const taken = new RowOrder(2, new Rng('few')).take(5);
    expect([...taken].filter((row) => row === taken[4])).toHaveLength(3);
  });
});
