import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { BLOCK_BYTES, BlockBuffer } from './block-buffer.ts';

describe('BlockBuffer', () => {
  it('gives what was put in, in order, with the end of each record', () => {
    const piece = fc.oneof(fc.string({ unit: 'binary' }), fc.uint8Array());
    fc.assert(
      fc.property(fc.array(fc.array(piece)), (records) => {
        const buffer = new BlockBuffer();
        const parts: Buffer[] = [];
        const ends: number[] = [];
        for (const record of records) {
          for (const one of record) {
            if (typeof one === 'string') buffer.text(one);
            else buffer.bytes(one);
            parts.push(Buffer.from(one as string));
          }
          buffer.end();
          ends.push(Buffer.concat(parts).length);
        }
        const whole = Buffer.concat(parts);
        expect(buffer.length).toBe(whole.length);
        const block = buffer.take();
        expect(Buffer.from(block?.bytes ?? []).equals(whole)).toBe(true);
        expect(block === undefined ? [] : [...block.ends]).toEqual(whole.length === 0 ? [] : ends);
      }),
    );
  });

  it('holds a record larger than a block, and is full then', () => {
    const buffer = new BlockBuffer();
    buffer.text('\u20ac'.repeat(BLOCK_BYTES));
    expect(buffer.full).toBe(true);
    expect(buffer.take()!.bytes).toHaveLength(3 * BLOCK_BYTES);
    expect(buffer.full).toBe(false);
  });

  it('gives bytes that are nobody else\u2019s', () => {
    const buffer = new BlockBuffer();
    buffer.text('one');
    const { bytes } = buffer.take()!;
    buffer.text('two');
    expect(Buffer.from(bytes).toString()).toBe('one');
    expect(bytes.buffer.byteLength).toBe(3);
  });
});
