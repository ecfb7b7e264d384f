import { describe, expect, it } from 'vitest';
import { BLOCK_BYTES } from './block-buffer.ts';
import { BytesEncoder } from './bytes-encoder.ts';

const record = (line?: Uint8Array) => ({
  example: { id: 'a', group: 'a', text: 'x' },
  row: 1,
  value: {},
  ...(line === undefined ? {} : { line }),
});

describe('BytesEncoder', () => {
  it('joins pieces as they are, and tells where each ends', () => {
    const encoder = new BytesEncoder();
    for (const piece of [[1, 2], [3], [4, 5, 6]]) encoder.bytes(Uint8Array.from(piece));
    const { bytes, ends } = encoder.take()!;
    expect([[...bytes], [...ends]]).toEqual([
      [1, 2, 3, 4, 5, 6],
      [2, 3, 6],
    ]);
    expect(encoder.take()).toBeUndefined();
  });

  it('takes the line of a record without an end of its own, and nothing of one that was no line', () => {
    const encoder = new BytesEncoder();
    encoder.add(record());
    expect(encoder.take()).toBeUndefined();
    encoder.add(record(Buffer.from('{}')));
    expect(Buffer.from(encoder.take()!.bytes).toString()).toBe('{}');
  });

  it('is full at the size of a block, and empty again once it was taken', () => {
    const encoder = new BytesEncoder();
    encoder.bytes(new Uint8Array(BLOCK_BYTES - 1));
    expect(encoder.full).toBe(false);
    encoder.bytes(new Uint8Array(1));
    expect(encoder.full).toBe(true);
    encoder.take();
    expect(encoder.full).toBe(false);
  });
});
