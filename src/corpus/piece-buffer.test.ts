import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { PieceBuffer } from './piece-buffer.ts';

describe('PieceBuffer', () => {
  it('joins pieces in order and is empty after', () => {
    fc.assert(
      fc.property(fc.array(fc.uint8Array({ maxLength: 8 })), (pieces) => {
        const buffer = new PieceBuffer(1000);
        for (const piece of pieces) buffer.add(Buffer.from(piece));
        expect(buffer.length).toBe(pieces.reduce((sum, piece) => sum + piece.length, 0));
        expect(buffer.take()).toEqual(Buffer.concat(pieces));
        expect(buffer.length).toBe(0);
      }),
    );
  });

  it('copies what it is given', () => {
    const buffer = new PieceBuffer(10);
    const piece = Buffer.from('abc');
    buffer.add(piece);
    piece.fill(0);
    expect(buffer.take().toString()).toBe('abc');
  });

  it('holds only the beginning of a row above its limit', () => {
    const buffer = new PieceBuffer(10_000);
    for (let i = 0; i < 100; i++) buffer.add(Buffer.alloc(1000, 97 + (i % 26)));
    expect(buffer.overflowed).toBe(true);
    expect(buffer.length).toBe(100_000);
    const head = buffer.take();
    expect(head.length).toBeLessThan(5000);
    expect(head.toString().startsWith('a'.repeat(1000) + 'b'.repeat(1000))).toBe(true);
    expect(buffer.overflowed).toBe(false);
  });

  it('allows a row of exactly its limit', () => {
    const buffer = new PieceBuffer(4);
    buffer.add(Buffer.from('abcd'));
    expect(buffer.overflowed).toBe(false);
    expect(buffer.take().toString()).toBe('abcd');
  });
});
