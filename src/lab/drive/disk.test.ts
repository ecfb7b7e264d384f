import { execFileSync } from 'node:child_process';
import { mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { scratch } from '../../corpus/fixtures.test.support.ts';
import { bytesOf, filesBelow, makeFolder, moveInto, onDisk, removeAll, syncBelow } from './disk.ts';

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

describe('a folder that another program wrote', () => {
  const at = (name: string) => join(disk.folder, name);

  it('may hold links that lead nowhere, or back into itself', async () => {
    disk.write('model/weights', '12345');
    symlinkSync(at('nowhere'), at('model/latest'));
    symlinkSync(at('model'), at('model/self'));
    expect(await filesBelow(at('model'))).toEqual(
      ['latest', 'self', 'weights'].map((name) => at(`model/${name}`)),
    );
    expect(await bytesOf(at('model'))).toBe(5 + at('nowhere').length + at('model').length);
    await syncBelow(at('model'));
  });

  it('is not empty where it holds nothing but a link, such as to the model before', async () => {
    mkdirSync(at('linked'));
    symlinkSync('weights', at('linked/weights'));
    expect(await bytesOf(at('linked'))).toBeGreaterThan(0);
  });

  it('may itself be a link: then what it leads to counts', async () => {
    disk.write('real', '1234');
    symlinkSync(at('real'), at('link'));
    expect(await bytesOf(at('link'))).toBe(4);
    symlinkSync(at('gone'), at('broken'));
    expect(await bytesOf(at('broken'))).toBeUndefined();
  });

  it('may hold a pipe, which is not waited for', async () => {
    mkdirSync(at('piped'));
    execFileSync('mkfifo', [at('piped/fifo')]);
    await syncBelow(at('piped'));
    expect(await bytesOf(at('piped'))).toBe(0);
  });

  it('keeps its order by name, whatever the letters', async () => {
    for (const name of ['b', 'a/z', 'a/ä', 'a.txt', 'B']) disk.write(`names/${name}`, '');
    const found = await filesBelow(at('names'));
    expect(found.map((path) => path.slice(at('names/').length))).toEqual(['B', 'a/z', 'a/ä', 'a.txt', 'b']);
  });
});

describe('makeFolder and removeAll', () => {
  it('do nothing twice, and refuse what is in the way', async () => {
    const path = join(disk.folder, 'made/deep');
    await makeFolder(path);
    await makeFolder(path);
    await removeAll(path);
    await removeAll(path);
    disk.write('file', 'x');
    await expect(makeFolder(join(disk.folder, 'file/below'))).rejects.toMatchObject({
      code: 'E_WRITE',
      where: join(disk.folder, 'file/below'),
    });
  });
});
