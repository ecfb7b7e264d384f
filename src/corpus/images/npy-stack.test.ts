import { describe, expect, it } from 'vitest';
import { ByteCursor } from './byte-cursor.ts';
import { floats, npy } from './images.test.support.ts';
import { openNpy } from './npy-stack.ts';

function over(bytes: Uint8Array): ByteCursor {
  return new ByteCursor(
    (async function* () {
      yield bytes;
    })(),
  );
}
async function pictures(file: Uint8Array) {
  const cursor = over(file);
  const stack = await openNpy(cursor, 'a.npy');
  const found = [];
  for (let i = 0; i < stack.count; i++) found.push(stack.picture(await cursor.take(stack.bytes)));
  return found;
}
const levels = (found: unknown) => [...(found as { data: Uint8Array }).data];

describe('a .npy stack', () => {
  it('gives brightness of numbers in any order of bytes: .5 is 128, rounded half up', async () => {
    // 0, .5, 1, .25: floor(255 x + .5) = 0, 128, 255, 64.
    const values = [0, 0.5, 1, 0.25];
    const big = Buffer.alloc(16);
    for (const [i, value] of values.entries()) big.writeFloatBE(value, 4 * i);
    const double = Buffer.from(Float64Array.from(values).buffer);
    for (const file of [
      npy('<f4', [1, 2, 2], floats(values)),
      npy('>f4', [1, 2, 2], big),
      npy('<f8', [1, 2, 2], double),
    ])
      expect(levels((await pictures(file))[0])).toEqual([0, 128, 255, 64]);
  });

  it('judges each picture by itself: one that is no number costs no other', async () => {
    const file = npy('<f4', [4, 1, 1], floats([0, Number.NaN, Number.POSITIVE_INFINITY, 1]));
    const [black, none, endless, white] = await pictures(file);
    expect([levels(black), levels(white)]).toEqual([[0], [255]]);
    expect([none, endless]).toEqual(['a pixel is no finite number', 'a pixel is no finite number']);
  });

  it('takes no guess at floats from 0 to 255, from -1 to 1, or huge', async () => {
    const file = npy('<f4', [3, 1, 2], floats([0, 255, -1, 1, 0, 3e38]));
    const found = await pictures(file);
    expect(found[0]).toMatch(/^pixels run from 0 to 255: /);
    expect(found[1]).toMatch(/^pixels run from -1 to 1: /);
    expect(found[2]).toMatch(/^pixels run from 0 to 3e\+38: /);
  });

  it('gives colours behind the count as PyTorch writes them, side by side', async () => {
    const file = npy('|u1', [1, 3, 1, 2], Uint8Array.of(1, 2, 3, 4, 5, 6));
    const [found] = await pictures(file);
    expect(found).toMatchObject({ width: 2, height: 1, channels: 3 });
    expect(levels(found)).toEqual([1, 3, 5, 2, 4, 6]);
  });

  it.each(['<i4', '|i1', '<u2', '<i8'])('says how to save what is stored as %s', async (descr) => {
    await expect(openNpy(over(npy(descr, [1, 2, 2], new Uint8Array(64))), 'a.npy')).rejects.toMatchObject({
      code: 'E_FORMAT',
      where: 'a.npy',
      hint: expect.stringContaining('astype("uint8")'),
    });
  });

  it('says how to turn an array that stands in Fortran order', async () => {
    const file = npy('|u1', [1, 2, 2], new Uint8Array(4), true);
    await expect(openNpy(over(file), 'a.npy')).rejects.toMatchObject({
      code: 'E_UNSUPPORTED',
      hint: expect.stringContaining('ascontiguousarray'),
    });
  });

  it('throws a coded error wherever its header is cut', async () => {
    const file = npy('|u1', [1, 2, 2], new Uint8Array(0));
    for (let length = 0; length < file.length; length++)
      await expect(openNpy(over(file.subarray(0, length)), 'a.npy')).rejects.toMatchObject({
        code: expect.stringMatching(/^E_(FORMAT|TRUNCATED)$/),
        where: 'a.npy',
      });
  });

  it('of no pictures is one without any, and of one dimension is none', async () => {
    expect(await pictures(npy('|u1', [0, 2, 2], new Uint8Array(0)))).toEqual([]);
    await expect(openNpy(over(npy('|u1', [4], new Uint8Array(4))), 'a.npy')).rejects.toMatchObject({
      code: 'E_FORMAT',
    });
  });
});
