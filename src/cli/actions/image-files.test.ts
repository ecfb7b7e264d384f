import { execFileSync } from 'node:child_process';
import { mkdirSync, symlinkSync } from 'node:fs';
import { join, relative } from 'node:path';
import { beforeEach, describe, expect, it } from 'vitest';
import { scratch } from '../../corpus/fixtures.test.support.ts';
import { imageFiles, readImage } from './image-files.ts';

const disk = scratch();
let name: string;
let folder: string;
let folders = 0;
beforeEach(() => {
  name = `files-${folders++}`;
  folder = join(disk.folder, name);
  mkdirSync(folder);
});
const put = (file: string) => disk.write(join(name, file), 'x');
const found = async (...inputs: string[]) =>
  (await imageFiles(inputs)).map((path) => relative(folder, path).replaceAll('\\', '/'));

describe('imageFiles', () => {
  it('gives those of a folder by name, whatever its depth, and by ending, whatever its case', async () => {
    for (const file of [
      'b.png',
      'a/z.JPG',
      'a/b/c.jpeg',
      'é.WebP',
      '.hidden.png',
      'a.gif',
      'png',
      'a.png.txt',
    ])
      put(file);
    expect(await found(folder)).toEqual(['.hidden.png', 'a/b/c.jpeg', 'a/z.JPG', 'b.png', 'é.WebP']);
  });

  it('gives a file that is named, whatever it is called, in the order of the inputs', async () => {
    const [b, a] = [put('b.bin'), put('a')];
    expect(await found(b, a)).toEqual(['b.bin', 'a']);
  });

  it('gives a file once, by whichever of its names came first', async () => {
    const a = put('sub/a.png');
    const detour = `${folder}/sub/../sub/./a.png`;
    expect(await found(a, detour, folder, join(folder, 'sub'), a)).toEqual(['sub/a.png']);
    expect(await imageFiles([detour, a])).toEqual([detour]);
    expect(await imageFiles([relative('.', a), a])).toEqual([relative('.', a)]);
  });

  it('takes names for names, those of prototypes and those that look like options or patterns too', async () => {
    for (const file of ['__proto__.png', 'constructor.png', '-rf.png', '*.png', 'a b.png', 'a\nb.png'])
      put(file);
    expect(new Set(await found(folder))).toEqual(
      new Set(['*.png', '-rf.png', '__proto__.png', 'a\nb.png', 'a b.png', 'constructor.png']),
    );
    expect(await found(join(folder, '*.png'))).toEqual(['*.png']);
  });

  it.skipIf(process.platform === 'win32')(
    'passes over a pipe that is called as a picture is: nobody may ever write to it',
    async () => {
      put('a.png');
      execFileSync('mkfifo', [join(folder, 'b.png')]);
      expect(await found(folder)).toEqual(['a.png']);
    },
  );

  it('is not caught by links in a circle', async () => {
    put('a.png');
    symlinkSync(folder, join(folder, 'again'));
    expect(await found(folder)).toEqual(['a.png']);
  });

  it('says what is not there, and what was likely meant', async () => {
    put('photos/a.png');
    await expect(imageFiles([join(folder, 'photo')])).rejects.toMatchObject({
      code: 'E_NOT_FOUND',
      hint: expect.stringContaining('photos'),
    });
  });

  it('refuses a folder without pictures though another has some, and a path below a file', async () => {
    const file = put('full/a.png');
    put('empty/notes.txt');
    await expect(imageFiles([join(folder, 'full'), join(folder, 'empty')])).rejects.toMatchObject({
      code: 'E_EMPTY',
      where: join(folder, 'empty'),
    });
    await expect(imageFiles([join(file, 'b.png')])).rejects.toMatchObject({ code: 'E_UNREADABLE' });
  });

  it('of no inputs are none', async () => {
    expect(await imageFiles([])).toEqual([]);
  });
});

describe('readImage', () => {
  it('gives the bytes of a file, none of an empty one too', async () => {
    expect([...(await readImage(put('a.png')))]).toEqual([120]);
    expect([...(await readImage(disk.write(join(name, 'b.png'), '')))]).toEqual([]);
  });

  it('throws coded errors for a folder and for a file that went', async () => {
    await expect(readImage(folder)).rejects.toMatchObject({ code: 'E_UNREADABLE', where: folder });
    await expect(readImage(join(folder, 'gone.png'))).rejects.toMatchObject({ code: 'E_NOT_FOUND' });
  });
});
