import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ByteCursor } from './byte-cursor.ts';

/** Chunks as files are read: each in the buffer that held the one before. */
async function* reused(bytes: Uint8Array, chunk: number): AsyncGenerator<Buffer> {
  const buffer = Buffer.alloc(chunk);
  for (let at = 0; at < bytes.length; at += chunk) {
    const part = bytes.subarray(at, at + chunk);
    buffer.set(part);
    yield buffer.subarray(0, part.length);
    buffer.fill(255);
  }
}

describe('ByteCursor', () => {
  it('takes pieces that no later chunk changes', async () => {
    const pieces = fc.array(fc.nat(20), { maxLength: 20 });
    await fc.assert(
      fc.asyncProperty(
        fc.uint8Array({ maxLength: 100 }),
        fc.integer({ min: 1, max: 30 }),
        pieces,
        async (bytes, chunk, lengths) => {
          const cursor = new ByteCursor(reused(bytes, chunk));
          const taken: Uint8Array[] = [];
          for (const length of lengths) taken.push(await cursor.take(length));
          let at = 0;
          for (const [i, length] of lengths.entries()) {
            expect([...taken[i]]).toEqual([...bytes.subarray(at, at + length)]);
            at += length;
          }
          expect(await cursor.ended()).toBe(at >= bytes.length);
        },
      ),
    );
  });

  it('closes what it reads from', async () => {
    let closed = false;
    async function* source(): AsyncGenerator<Buffer> {
      try {
        yield Buffer.alloc(8);
      } finally {
        closed = true;
      }
    }
    const cursor = new ByteCursor(source());
    await cursor.take(3);
    await cursor.close();
    expect(closed).toBe(true);
  });
});
