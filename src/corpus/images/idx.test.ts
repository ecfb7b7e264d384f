import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ByteCursor } from './byte-cursor.ts';
import { idxSizes, openIdx } from './idx.ts';
import { idx } from './images.test.support.ts';

/** A cursor over bytes that come in pieces. */
function over(bytes: Uint8Array, piece = bytes.length || 1): ByteCursor {
  async function* pieces() {
    for (let at = 0; at < bytes.length; at += piece) yield bytes.subarray(at, at + piece);
  }
  return new ByteCursor(pieces());
}

describe('the header of an IDX file', () => {
  it('gives its sizes, however the bytes arrive', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.integer({ min: 0, max: 0xffffffff }), { minLength: 1, maxLength: 255 }),
        fc.integer({ min: 1, max: 9 }),
        async (sizes, piece) => {
          expect(await idxSizes(over(idx(sizes, new Uint8Array(0)), piece), 'a')).toEqual(sizes);
        },
      ),
      { numRuns: 30 },
    );
  });

  it('leaves the cursor at the first picture', async () => {
    const cursor = over(idx([2, 1, 1], Uint8Array.of(8, 9)), 5);
    const { picture, bytes, count } = await openIdx(cursor, 'a');
    expect([count, bytes]).toEqual([2, 1]);
    expect(picture(await cursor.take(bytes))).toMatchObject({ channels: 1, data: Uint8Array.of(8) });
    expect(picture(await cursor.take(bytes))).toMatchObject({ data: Uint8Array.of(9) });
    expect(await cursor.ended()).toBe(true);
  });

  it.each([
    ['empty', []],
    ['three bytes', [0, 0, 8]],
    ['of signed bytes', [0, 0, 9, 1, 0, 0, 0, 1]],
    ['of floats', [0, 0, 0x0d, 1, 0, 0, 0, 1]],
    ['without a dimension', [0, 0, 8, 0]],
    ['little-endian', [3, 8, 0, 0]],
    ['behind a byte order mark', [0xef, 0xbb, 0xbf, 0, 0, 8, 1]],
  ])('refuses a file that is %s', async (_, bytes) => {
    await expect(idxSizes(over(Uint8Array.from(bytes)), 'a.idx')).rejects.toMatchObject({
      code: 'E_FORMAT',
      where: 'a.idx',
      message: 'a.idx is no IDX file of unsigned bytes',
    });
  });

  it('is told as cut at every place within its sizes', async () => {
    const whole = idx([2, 3, 4], new Uint8Array(0));
    for (let length = 4; length < whole.length; length++)
      await expect(idxSizes(over(whole.subarray(0, length)), 'a.idx')).rejects.toMatchObject({
        code: 'E_TRUNCATED',
        message: 'a.idx: it ends in its header',
      });
  });

  it('claims what it likes: pictures beyond the limit are refused before a byte of them is held', async () => {
    for (const sizes of [
      [1, 0xffffffff, 0xffffffff],
      [1, 10_001, 10_000],
      [1, 0, 5],
      [1, 5, 0],
    ])
      await expect(openIdx(over(idx(sizes, new Uint8Array(0))), 'a')).rejects.toMatchObject({
        code: 'E_FORMAT',
        message: `a: a picture has ${sizes[2]} x ${sizes[1]} pixels`,
      });
  });

  it.each([[[7]], [[7, 7]], [[1, 2, 2, 2]], [[1, 2, 2, 4]], [[1, 2, 2, 2, 3]]])(
    'says the sizes %j of what holds no pictures',
    async (sizes) => {
      await expect(openIdx(over(idx(sizes, new Uint8Array(0))), 'a')).rejects.toThrow(
        `a holds no pictures: its sizes are ${sizes.join(' x ')}`,
      );
    },
  );
});
