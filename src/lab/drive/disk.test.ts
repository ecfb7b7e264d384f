import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { scratch } from '../../corpus/fixtures.test.support.ts';
import { bytesOf, filesBelow, moveInto, onDisk, removeAll } from './disk.ts';

const disk = scratch();

function systemError(code: string): Error {
  return Object.assign(new Error(code), { code });
}

describe('onDisk', () => {
  it('says that the disk is full, and that nothing is lost', async () => {
    await expect(onDisk('a/b', Promise.reject(systemError('ENOSPC')))).rejects.toMatchObject({
      code: 'E_WRITE',
      message: 'cannot write a/b: no space is left on the disk',
      hint: expect.stringContaining('run the same command again'),
    });
  });

  it('names what else the system said, and lets other errors pass', async () => {
    await expect(onDisk('a', Promise.reject(systemError('EROFS')))).rejects.toThrow('(EROFS)');
    await expect(onDisk('a', Promise.reject(new TypeError('x')))).rejects.toThrow(TypeError);
  });
});

describe('moveInto', () => {
  it('replaces whatever stood there, a folder too', async () => {
    disk.write('to/old', 'old');
    disk.write('from/new', 'new');
    await moveInto(join(disk.folder, 'from'), join(disk.folder, 'to'));
    expect(await filesBelow(join(disk.folder, 'to'))).toEqual([join(disk.folder, 'to/new')]);
  });
});

describe('bytesOf', () => {
  it('adds up a folder, and tells nothing from an empty file', async () => {
    disk.write('sum/a', '123');
    disk.write('sum/b/c', '4567');
    expect(await bytesOf(join(disk.folder, 'sum'))).toBe(7);
    writeFileSync(join(disk.folder, 'empty'), '');
    expect(await bytesOf(join(disk.folder, 'empty'))).toBe(0);
    expect(await bytesOf(join(disk.folder, 'absent'))).toBeUndefined();
    mkdirSync(join(disk.folder, 'bare'));
    expect(await bytesOf(join(disk.folder, 'bare'))).toBe(0);
    await removeAll(join(disk.folder, 'bare'));
    expect(await bytesOf(join(disk.folder, 'bare'))).toBeUndefined();
  });
});
