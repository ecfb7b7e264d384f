import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { scratch } from '../fixtures.test.support.ts';
import type { Shard } from '../source.ts';
import { idx } from './images.test.support.ts';
import { labelPaths, readLabels } from './labels.ts';

const disk = scratch();
let folders = 0;
function stack(name = 'a-images-idx3-ubyte'): { shard: Shard; put: (name: string, b: Uint8Array) => string } {
  const folder = `stack-${folders++}`;
  const path = join(disk.folder, folder, name);
  mkdirSync(join(disk.folder, folder), { recursive: true });
  return {
    shard: { path, name, format: 'idx', compression: 'none', bytes: 0 },
    put: (file, bytes) => disk.write(join(folder, file), bytes),
  };
}
const LABELS = 'a-labels-idx1-ubyte';
const three = idx([3], Uint8Array.of(0, 255, 7));

describe('labelPaths', () => {
  it.each([
    ['/m/t10k-images-idx3-ubyte', '/m/t10k-labels-idx1-ubyte'],
    ['/m/t10k-images-idx3-ubyte.gz', '/m/t10k-labels-idx1-ubyte'],
    ['/m/T10K-IMAGES.IDX3-UBYTE.GZ', '/m/T10K-labels.idx1-UBYTE'],
    ['/m/colour-images-idx4-ubyte.zst', '/m/colour-labels-idx1-ubyte'],
    ['/images/train.idx3', '/images/train.idx1'],
  ])('of %s begin with %s, then packed', (path, first) => {
    expect(labelPaths(path)).toEqual([first, `${first}.gz`, `${first}.zst`]);
  });

  it('are none where a name says nothing of pictures: the file itself is not its labels', () => {
    expect(labelPaths('/images/train.idx')).toEqual([]);
    expect(labelPaths('/idx3/pictures.npy.gz')).toEqual([]);
  });
});

describe('readLabels', () => {
  it('gives each number as text, those at both ends of a byte too', async () => {
    const { shard, put } = stack();
    put(LABELS, three);
    expect(await readLabels(shard, 3)).toEqual(['0', '255', '7']);
  });

  it('takes the plain file before the packed one', async () => {
    const { shard, put } = stack();
    put(`${LABELS}.gz`, gzipSync(idx([3], Uint8Array.of(1, 1, 1))));
    expect(await readLabels(shard, 3)).toEqual(['1', '1', '1']);
    put(LABELS, three);
    expect(await readLabels(shard, 3)).toEqual(['0', '255', '7']);
  });

  it('tells by its bytes that a file is packed, not by its name', async () => {
    const { shard, put } = stack();
    put(LABELS, gzipSync(three));
    expect(await readLabels(shard, 3)).toEqual(['0', '255', '7']);
  });

  it('of a stack without pictures are none', async () => {
    const { shard, put } = stack();
    put(LABELS, idx([0], new Uint8Array(0)));
    expect(await readLabels(shard, 0)).toEqual([]);
  });

  it.each([
    ['too few for its header', idx([3], Uint8Array.of(1, 2))],
    ['more than its header says', idx([3], Uint8Array.of(1, 2, 3, 4))],
    ['of another number', idx([4], Uint8Array.of(1, 2, 3, 4))],
    ['a matrix', idx([3, 1], Uint8Array.of(1, 2, 3))],
    ['billions by its header', idx([0xffffffff], Uint8Array.of(1, 2, 3))],
  ])('refuses labels that are %s', async (_, bytes) => {
    const { shard, put } = stack();
    put(LABELS, bytes);
    await expect(readLabels(shard, 3)).rejects.toMatchObject({
      code: 'E_FORMAT',
      where: LABELS,
      message: `${LABELS} does not hold a label for each of 3 pictures`,
    });
  });

  it('refuses a file of labels that is none, is empty, or is a folder, by its own name', async () => {
    for (const bytes of [new Uint8Array(0), Buffer.from('label\n1\n'), Buffer.from([0, 0, 8])]) {
      const { shard, put } = stack();
      put(LABELS, bytes);
      await expect(readLabels(shard, 3)).rejects.toMatchObject({
        code: bytes.length === 0 ? 'E_EMPTY' : 'E_FORMAT',
        where: LABELS,
      });
    }
    const { shard } = stack();
    mkdirSync(join(shard.path, '..', LABELS));
    await expect(readLabels(shard, 3)).rejects.toMatchObject({ code: 'E_UNREADABLE' });
  });

  it('says what they would be called where there are none', async () => {
    for (const name of ['a-images-idx3-ubyte', 'plain.idx'])
      await expect(readLabels(stack(name).shard, 3)).rejects.toMatchObject({
        code: 'E_FIELD',
        message: `${name}: no field "label" in a picture`,
        hint: expect.stringContaining('t10k-labels-idx1-ubyte'),
      });
  });
});
