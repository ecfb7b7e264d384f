import { describe, expect, it } from 'vitest';
import type { BadRow } from '../corpus/source.ts';
import { RowQueue } from './row-queue.ts';

const row = (n: number): BadRow => ({ file: 'a', row: n, reason: 'r' });

async function rowsOf(queue: RowQueue): Promise<number[]> {
  const rows: number[] = [];
  for await (const { row } of queue) rows.push(row);
  return rows;
}

describe('RowQueue', () => {
  it('gives the rows in order, those put before and those put while it is read', async () => {
    const queue = new RowQueue();
    queue.put(row(1));
    queue.put(row(2));
    const reading = rowsOf(queue);
    await Promise.resolve();
    queue.put(row(3));
    await new Promise(setImmediate);
    queue.put(row(4));
    queue.end();
    expect(await reading).toEqual([1, 2, 3, 4]);
  });

  it('ends at once where nothing came', async () => {
    const queue = new RowQueue();
    queue.end();
    expect(await rowsOf(queue)).toEqual([]);
  });

  it('throws in place of what is still queued', async () => {
    const queue = new RowQueue();
    queue.put(row(1));
    queue.fail(new RangeError('stop'));
    queue.end();
    await expect(rowsOf(queue)).rejects.toThrow(new RangeError('stop'));
  });

  it('wakes a reader that waits when it fails', async () => {
    const queue = new RowQueue();
    const reading = rowsOf(queue);
    await new Promise(setImmediate);
    queue.fail(new RangeError('stop'));
    await expect(reading).rejects.toThrow(new RangeError('stop'));
  });
});
