import { setImmediate } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { mapInOrder } from './in-order.ts';

describe('mapInOrder', () => {
  it('keeps the order, whichever is done first', async () => {
    const items = Array.from({ length: 50 }, (_, i) => i);
    const results = await mapInOrder(items, async (item, index) => {
      for (let turn = 0; turn < (item * 7) % 5; turn++) await setImmediate();
      return `${item}/${index}`;
    });
    expect(results).toEqual(items.map((i) => `${i}/${i}`));
  });

  it('throws the error of the first item that fails, though a later one fails sooner', async () => {
    const work = async (item: number) => {
      if (item === 2) for (let turn = 0; turn < 5; turn++) await setImmediate();
      if (item >= 2) throw new Error(`item ${item}`);
      return item;
    };
    await expect(mapInOrder([0, 1, 2, 3, 4], work)).rejects.toThrow('item 2');
  });

  it('does not start all at once', async () => {
    let under = 0;
    let most = 0;
    await mapInOrder(Array(200).fill(0), async () => {
      most = Math.max(most, ++under);
      await setImmediate();
      under--;
    });
    expect(most).toBeGreaterThan(1);
    expect(most).toBeLessThanOrEqual(32);
  });
});
