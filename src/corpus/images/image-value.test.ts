import { chmodSync, mkdirSync, rmSync, symlinkSync } from 'node:fs';
import { join, relative } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { unprivileged } from '../../../test/fixtures/unprivileged.ts';
import { scratch } from '../fixtures.test.support.ts';
import { imageOfValue } from './image-value.ts';
import { flat } from './images.test.support.ts';

const disk = scratch();
const table = join(disk.folder, 'set', 'table.jsonl');
let png: Buffer;
let gif: Buffer;
beforeAll(async () => {
  [png, gif] = await Promise.all([
    flat(3, 2, [10, 200, 30]).png().toBuffer(),
    flat(3, 2, [255, 0, 0]).gif().toBuffer(),
  ]);
  disk.write('set/table.jsonl', '');
  disk.write('outside.png', png);
});

const of = (value: unknown) => imageOfValue(value, 'image', table);
const size = { width: 3, height: 2, channels: 3 };

describe('the picture of a field', () => {
  it.each([
    ['null', null],
    ['missing', undefined],
    ['a number', 7],
    ['a boolean', true],
    ['a list', [1, 2]],
    ['a struct without either', { name: 'a.png' }],
    ['a struct of nothing', { bytes: null, path: null }],
    ['a struct that carries its bytes as numbers', { bytes: [137, 80] }],
    ['an object from a hostile line', JSON.parse('{"__proto__": {"path": "a.png"}}')],
  ])('is refused with the name of the field where it is %s', async (_, value) => {
    const found = await of(value);
    expect(found).toMatch(/^field "image" is .+, neither the path of a picture nor its bytes$/);
  });

  it('takes bytes before a path, as Hugging Face writes both', async () => {
    expect(await of({ bytes: png, path: 'nowhere.png' })).toMatchObject(size);
  });

  it('takes the path where the bytes are empty or null', async () => {
    disk.write('set/a.png', png);
    expect(await of({ bytes: null, path: 'a.png' })).toMatchObject(size);
    expect(await of({ bytes: '', path: 'a.png' })).toMatchObject(size);
  });

  it('says that no bytes are an empty file, not that a path is missing', async () => {
    expect(await of(new Uint8Array(0))).toBe('the file is empty');
    expect(await of({ bytes: new Uint8Array(0), path: 'a.png' })).toBe('the file is empty');
  });

  it('reads base64 of any kind of text after data:, whatever the case of the scheme, and with line ends', async () => {
    const coded = png.toString('base64');
    const folded = coded.replace(/.{20}/g, '$&\r\n');
    for (const head of ['data:image/png;base64,', 'DATA:;BASE64,', 'data:text/plain;charset=utf-8;base64,'])
      expect(await of(head + coded)).toMatchObject(size);
    expect(await of(`data:image/png;base64,${folded}`)).toMatchObject(size);
  });

  it('gives a reason for base64 that is empty, cut or of something else', async () => {
    expect(await of('data:image/png;base64,')).toBe('the file is empty');
    expect(await of(`data:image/png;base64,${png.toString('base64').slice(0, 60)}`)).toMatch(
      /^the picture (is cut short|cannot be decoded)(?!.*corrupt header)/,
    );
    expect(await of(`data:image/png;base64,${Buffer.from('<html>').toString('base64')}`)).toMatch(/web page/);
  });

  it('takes a data address without base64 for the path that it is', async () => {
    expect(await of('data:image/svg+xml,<svg/>')).toMatch(/does not exist$/);
  });
});

describe('the path of a picture', () => {
  it.each(['', 'a\0.png', '\0'])('that is empty or holds a zero byte is broken: %j', async (path) => {
    expect(await of(path)).toBe('the path of the picture is empty or broken');
  });

  it('may have letters of any language, spaces, and names that programs stumble over', async () => {
    for (const name of [
      'été 1.png',
      '图.png',
      '__proto__',
      'constructor',
      ' a.png',
      '%2e%2e.png',
      '#1.png',
    ]) {
      disk.write(join('set', name), png);
      expect(await of(name), name).toMatchObject(size);
    }
  });

  it('may begin with two dots where that is its name, as ..data of a mounted volume does', async () => {
    disk.write('set/..data/a.png', png);
    disk.write('set/..a.png', png);
    disk.write('set/...png', png);
    for (const path of ['..data/a.png', '..a.png', '...png']) expect(await of(path)).toMatchObject(size);
  });

  it('may be called as a GIF begins', async () => {
    disk.write('set/GIF89a.gif', gif);
    disk.write('set/GIF8/1.png', png);
    expect(await of('GIF89a.gif')).toMatchObject(size);
    expect(await of('GIF8/1.png')).toMatchObject(size);
    expect(await of('GIF8-gone.gif')).toBe('GIF8-gone.gif does not exist');
  });

  it('leads out of the folder in none of the ways there are', async () => {
    mkdirSync(join(disk.folder, 'set-2'), { recursive: true });
    disk.write('set-2/a.png', png);
    symlinkSync(join(disk.folder, 'outside.png'), join(disk.folder, 'set', 'link.png'));
    const outside = join(disk.folder, 'outside.png');
    for (const path of ['../outside.png', outside, 'link.png', '../set-2/a.png', '..', './../outside.png'])
      expect(await of(path), path).toBe(`${path} lies outside of the folder of the table`);
  });

  it('may go out and come back, and be absolute, where it ends inside', async () => {
    disk.write('set/deep/a.png', png);
    expect(await of('../set/deep/../deep/a.png')).toMatchObject(size);
    expect(await of(join(disk.folder, 'set', 'deep', 'a.png'))).toMatchObject(size);
  });

  it('of a folder, of nothing, or below a file has a reason each', async () => {
    disk.write('set/deep/a.png', png);
    expect(await of('deep')).toBe('deep is no file');
    expect(await of('.')).toBe('. is no file');
    expect(await of('gone.png')).toBe('gone.png does not exist');
    expect(await of('deep/a.png/b.png')).toBe('deep/a.png/b.png does not exist');
  });

  it('of links in a circle cannot be read', async () => {
    symlinkSync('ring-2.png', join(disk.folder, 'set', 'ring-1.png'));
    symlinkSync('ring-1.png', join(disk.folder, 'set', 'ring-2.png'));
    expect(await of('ring-1.png')).toBe('ring-1.png cannot be read (ELOOP)');
  });

  it('is shown up to 200 letters, however long it is', async () => {
    const found = (await of('x'.repeat(100_000))) as string;
    expect(found).toBe(`${'x'.repeat(200)}... cannot be read (ENAMETOOLONG)`);
  });

  it('that may not be read says so', async () => {
    const path = disk.write('set/locked.png', png);
    chmodSync(path, 0);
    chmodSync(disk.folder, 0o755);
    expect(await unprivileged(() => of('locked.png'))).toBe('locked.png cannot be read (EACCES)');
  });

  it('of a table on standard input goes from the folder that it is read in', async () => {
    const path = disk.write('set/stdin.png', png);
    const found = await imageOfValue(relative('.', path), 'image', '-');
    // A scratch folder lies outside of it.
    expect(found).toMatch(/lies outside of the folder of the table$/);
  });

  it('is not remembered: a file that went is missing, and one that came is read', async () => {
    expect(await of('late.png')).toBe('late.png does not exist');
    const path = disk.write('set/late.png', png);
    expect(await of('late.png')).toMatchObject(size);
    rmSync(path);
    expect(await of('late.png')).toBe('late.png does not exist');
  });
});
