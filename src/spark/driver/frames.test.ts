import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decodeFrames, encodeFrame } from './frames.ts';

async function* inPieces(bytes: Buffer, size: number): AsyncGenerator<Uint8Array, void> {
  for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size);
}

async function decoded(bytes: Buffer, size = 7): Promise<unknown[]> {
  const frames: unknown[] = [];
  for await (const { head, payload } of decodeFrames(inPieces(bytes, size)))
    frames.push([head, payload.toString('hex')]);
  return frames;
}

describe('frames', () => {
  it('come as they went, however the pipe cuts them', async () => {
    const frame = fc.tuple(fc.string({ unit: 'binary' }), fc.uint8Array({ maxLength: 60 }));
    await fc.assert(
      fc.asyncProperty(
        fc.array(frame, { maxLength: 6 }),
        fc.integer({ min: 1, max: 50 }),
        async (frames, size) => {
          const bytes = Buffer.concat(
            frames.map(([text, payload]) => encodeFrame({ kind: 'row', text }, payload)),
          );
          const expected = frames.map(([text, payload]) => [
            { kind: 'row', text },
            Buffer.from(payload).toString('hex'),
          ]);
          expect(await decoded(bytes, size)).toEqual(expected);
        },
      ),
    );
  });

  it('join the parts of a payload', async () => {
    const bytes = encodeFrame({ kind: 'run' }, Uint8Array.of(1), Uint8Array.of(2, 3));
    expect(await decoded(bytes)).toEqual([[{ kind: 'run' }, '010203']]);
  });

  it('are not cut in silence', async () => {
    const bytes = Buffer.concat([encodeFrame({ kind: 'a' }), encodeFrame({ kind: 'b' }, Buffer.alloc(9))]);
    for (const missing of [1, 9, 20]) {
      const cut = bytes.subarray(0, bytes.length - missing);
      await expect(decoded(cut)).rejects.toMatchObject({ code: 'E_WORKER' });
    }
  });

  it('may be none', async () => {
    expect(await decoded(Buffer.alloc(0))).toEqual([]);
  });
});
