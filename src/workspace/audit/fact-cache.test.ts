import { readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { scratch } from '../../corpus/fixtures.test.support.ts';
import { FactCache } from './fact-cache.ts';

const disk = scratch();
let folders = 0;
const cacheIn = (name = `c${folders++}`) => ({
  folder: join(disk.folder, name),
  cache: new FactCache(join(disk.folder, name)),
});

describe('FactCache', () => {
  it('computes a value once for the same parts, also for who comes later', async () => {
    const { cache, folder } = cacheIn();
    let runs = 0;
    const compute = async () => ({ n: ++runs });
    expect(await cache.value({ a: 1 }, compute)).toEqual({ n: 1 });
    expect(await new FactCache(folder).value({ a: 1 }, compute)).toEqual({ n: 1 });
    expect(await cache.value({ a: 2 }, compute)).toEqual({ n: 2 });
  });

  it('computes anew what is damaged', async () => {
    const { cache, folder } = cacheIn();
    await cache.value('x', async () => 1);
    for (const name of readdirSync(folder)) writeFileSync(join(folder, name), '{"form": "other"');
    expect(await cache.value('x', async () => 2)).toBe(2);
  });

  it('does without a folder that cannot be made', async () => {
    const file = disk.write('plain', '');
    const cache = new FactCache(join(file, 'inside'));
    expect(await cache.value('x', async () => 7)).toBe(7);
  });

  it('keeps no failure', async () => {
    const { cache } = cacheIn();
    const fail = () => Promise.reject(new Error('no'));
    await expect(cache.value('x', fail)).rejects.toThrow('no');
    expect(await cache.value('x', async () => 1)).toBe(1);
  });

  it('knows a file again until it changes', async () => {
    const { cache } = cacheIn();
    const path = disk.write('data.txt', 'abc');
    const first = await cache.file(path, disk.folder);
    expect(first).toEqual({
      name: 'data.txt',
      bytes: 3,
      sha256: 'ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad',
    });
    expect(await cache.file(path, disk.folder)).toEqual(first);
    writeFileSync(path, 'abd');
    expect((await cache.file(path, disk.folder)).sha256).not.toBe(first.sha256);
    await expect(cache.file(join(disk.folder, 'none'), disk.folder)).rejects.toMatchObject({
      code: 'E_NOT_FOUND',
    });
  });
});
