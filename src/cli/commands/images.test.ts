import { chmodSync, existsSync, mkdirSync, readdirSync, readFileSync, statSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { scratch } from '../../corpus/fixtures.test.support.ts';
import { ATTRIBUTE, picture, pixels } from '../../corpus/image-origin/pictures.test.support.ts';
import { desk, hiddenIn } from '../fixtures.test.support.ts';
import { run } from '../run.ts';

const disk = scratch();
let jpeg: Buffer;
let png: Buffer;
let photo: Buffer;
beforeAll(async () => {
  [jpeg, png, photo] = await Promise.all([
    picture('jpeg'),
    picture('png'),
    picture('webp', { xmp: ATTRIBUTE }),
  ]);
});
let folder: string;
let folders = 0;
beforeEach(() => {
  folder = join(disk.folder, `pictures-${folders++}`);
  mkdirSync(folder);
});
const put = (name: string, bytes: string | Uint8Array) =>
  disk.write(join(`pictures-${folders - 1}`, name), bytes);

async function images(...args: string[]) {
  const { context, out, err } = desk();
  const status = await run(['images', ...args], context);
  return { status, out: out.text.replaceAll(folder, '.'), err: err.text.replaceAll(folder, '.') };
}

describe('outcross images provenance', () => {
  it('says a line a picture, in order of name, and what it could not read', async () => {
    put('b/photo.webp', photo);
    put('b/plain.JPG', jpeg);
    put('a.png', png);
    put('c.jpeg', 'no picture');
    put('notes.txt', 'no picture either');
    const { status, out, err } = await images('provenance', folder);
    expect(status).toBe(0);
    expect(out).toMatchInlineSnapshot(`
      "not stated ./a.png (the file says nothing)
      human      ./b/photo.webp (IPTC http://cv.iptc.org/newscodes/digitalsourcetype/digitalCapture)
      not stated ./b/plain.JPG (the file says nothing)
      unread     ./c.jpeg
      "
    `);
    expect(err).toMatch(/^warning \.\/c\.jpeg.*\n$/);
  });

  it('takes no folder for a picture, whatever it is called', async () => {
    put('shots.jpg/one.png', png);
    mkdirSync(join(folder, 'empty.webp'));
    const { status, out, err } = await images('provenance', folder, '--strict');
    expect({ status, out, err }).toEqual({
      status: 0,
      out: 'not stated ./shots.jpg/one.png (the file says nothing)\n',
      err: '',
    });
  });

  it('tells a file once that is named twice, and follows links', async () => {
    const path = put('a.png', png);
    symlinkSync(path, join(folder, 'link.png'));
    const { out } = await images('provenance', path, path, join(folder, 'link.png'));
    expect(out.split('\n')).toHaveLength(3);
  });

  it('stops at the first that cannot be read under --strict, a link to nowhere too', async () => {
    symlinkSync(join(folder, 'gone.png'), join(folder, 'link.png'));
    put('z.png', png);
    expect(await images('provenance', folder, '--strict')).toMatchObject({ status: 2, out: '' });
    const lax = await images('provenance', folder);
    expect([lax.status, lax.out.split('\n')[0]]).toEqual([0, 'unread     ./link.png']);
  });

  it('shows names that would move a terminal', async () => {
    put('\u001b[2J\u202egnp.png', png);
    const { out, err } = await images('provenance', folder);
    expect(hiddenIn(out + err)).toEqual([]);
    expect(out).toContain('[U+001B][2J[U+202E]gnp.png');
  });

  it('is one document for another program, whatever the files hold', async () => {
    for (const [name, bytes] of [
      ['__proto__.png', png],
      ['cut.png', png.subarray(0, 40)],
      ['empty.jpg', ''],
      ['photo.webp', photo],
    ] as const)
      put(name, bytes);
    const { out } = await images('provenance', folder, '--json');
    const { schema, files } = JSON.parse(out);
    expect(schema).toBe('outcross.images/1');
    expect(
      files.map(({ file, origin, error }: Record<string, string>) => [file, origin ?? null, typeof error]),
    ).toEqual([
      ['./__proto__.png', null, 'undefined'],
      ['./cut.png', null, 'string'],
      ['./empty.jpg', null, 'string'],
      ['./photo.webp', 'human', 'undefined'],
    ]);
  });

  it('refuses what is not there, with the nearest, and a folder without pictures', async () => {
    put('photo.png', png);
    const lost = await images('provenance', join(folder, 'phto.png'));
    expect(lost).toMatchObject({ status: 2, err: expect.stringContaining('Did you mean ./photo.png?') });
    mkdirSync(join(folder, 'none'));
    expect(await images('provenance', join(folder, 'none'))).toMatchObject({
      status: 2,
      err: expect.stringContaining('E_EMPTY'),
    });
  });

  it('is stopped by Ctrl-C before it begins', async () => {
    put('a.png', png);
    const { context, out, interrupt } = desk();
    interrupt();
    expect(await run(['images', 'provenance', folder], context)).toBe(130);
    expect(out.text).toBe('');
  });
});

describe('outcross images tag', () => {
  it('marks what a model made, points and mode of the file untouched', async () => {
    for (const [name, bytes] of [
      ['a.jpg', jpeg],
      ['a.png', png],
    ] as const) {
      const path = put(name, bytes);
      chmodSync(path, 0o640);
      expect((await images('tag', path, '--origin', 'synthetic', '--in-place')).out).toBe(
        '1 file tagged trainedAlgorithmicMedia\n',
      );
      expect(await pixels(readFileSync(path))).toEqual(await pixels(bytes));
      expect(statSync(path).mode & 0o777).toBe(0o640);
      const marked = readFileSync(path);
      await images('tag', path, '--origin', 'synthetic', '--in-place');
      expect(readFileSync(path)).toEqual(marked);
    }
    expect((await images('provenance', folder)).out).toMatch(/^synthetic .*\nsynthetic .*\n$/);
  });

  it('writes to a folder that it makes, and over nothing unless it is forced', async () => {
    const path = put('a.png', png);
    const tagged = join(folder, 'deep', 'tagged');
    expect((await images('tag', path, '--type', 'digitalCapture', '-o', tagged)).status).toBe(0);
    expect(readFileSync(path)).toEqual(png);
    const first = readFileSync(join(tagged, 'a.png'));
    const again = ['tag', path, '--origin', 'mixed', '-o', tagged];
    expect(await images(...again)).toMatchObject({ status: 2, err: expect.stringContaining('it exists') });
    expect(readFileSync(join(tagged, 'a.png'))).toEqual(first);
    expect((await images(...again, '--force')).status).toBe(0);
    expect(readFileSync(join(tagged, 'a.png'))).not.toEqual(first);
  });

  it('refuses two files of one name before it writes any', async () => {
    const paths = [put('x/a.png', png), put('y/a.png', png)];
    const tagged = join(folder, 'tagged');
    expect(await images('tag', ...paths, '--origin', 'synthetic', '-o', tagged)).toMatchObject({
      status: 2,
      err: expect.stringContaining('two files have this name'),
    });
    expect(existsSync(tagged)).toBe(false);
  });

  it('ends at a file that it does not understand, and leaves that as it was and no temporary file', async () => {
    const good = put('a.png', png);
    const cut = put('b.png', png.subarray(0, png.length - 20));
    const { status, err } = await images('tag', folder, '--origin', 'synthetic', '--in-place');
    expect([status, err.includes('b.png')]).toEqual([2, true]);
    expect(readFileSync(cut)).toEqual(png.subarray(0, png.length - 20));
    expect(readFileSync(good)).not.toEqual(png);
    expect(readdirSync(folder).sort()).toEqual(['a.png', 'b.png']);
  });

  it.each([
    [['--origin', 'synthetic'], 'a folder to write to, or --in-place'],
    [['--origin', 'synthetic', '--in-place', '-o', 'x'], 'a folder to write to, or --in-place'],
    [['--in-place'], 'what the pictures are was not said'],
    [['--origin', 'human', '--in-place'], 'Allowed choices'],
    [['--type', 'photo', '--in-place'], 'Allowed choices'],
    [['--type', '__proto__', '--in-place'], 'Allowed choices'],
    [['--origin', 'mixed', '--type', 'digitalCapture', '--in-place'], 'cannot be used with'],
  ])('%j is an error with a remedy, and changes nothing', async (args, message) => {
    const path = put('a.png', png);
    const { status, out, err } = await images('tag', path, ...args);
    expect({ status, out }).toEqual({ status: 2, out: '' });
    expect(err).toContain(message);
    expect(readFileSync(path)).toEqual(png);
  });

  it('tags nothing once it is stopped', async () => {
    const path = put('a.png', png);
    const { context, err, interrupt } = desk();
    interrupt();
    expect(await run(['images', 'tag', path, '--origin', 'synthetic', '--in-place'], context)).toBe(130);
    expect(err.text).toContain('interrupted after 0 of 1 files');
    expect(readFileSync(path)).toEqual(png);
  });
});
