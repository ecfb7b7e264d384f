import { existsSync, mkdirSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { scratch } from '../../corpus/fixtures.test.support.ts';
import { readImageOrigin } from '../../corpus/image-origin/image-origin.ts';
import { packetWith, picture } from '../../corpus/image-origin/pictures.test.support.ts';
import { SOURCE_TYPES } from '../../corpus/image-origin/source-type.ts';
import { desk } from '../fixtures.test.support.ts';
import { run } from '../run.ts';

const disk = scratch();
let png: Buffer;
let jpeg: Buffer;
beforeAll(async () => {
  [png, jpeg] = await Promise.all([picture('png'), picture('jpeg')]);
});
let name: string;
let folder: string;
let folders = 0;
beforeEach(() => {
  name = `tags-${folders++}`;
  folder = join(disk.folder, name);
  mkdirSync(folder);
});
const put = (file: string, bytes: string | Uint8Array) => disk.write(join(name, file), bytes);
const said = (file: string) => readImageOrigin(readFileSync(join(folder, file)), file).digitalSourceType;

async function images(...args: string[]) {
  const { context, out, err } = desk();
  const status = await run(['images', ...args], context);
  return { status, out: out.text.replaceAll(folder, '.'), err: err.text.replaceAll(folder, '.') };
}
const tag = (...args: string[]) => images('tag', ...args);
const MADE = ['--origin', 'synthetic', '--in-place'];

describe('outcross images tag', () => {
  it('is read back by outcross images provenance, for every term there is', async () => {
    const file = put('a.png', png);
    for (const [term, origin] of Object.entries(SOURCE_TYPES)) {
      expect((await tag(file, '--type', term, '--in-place')).out).toBe(`1 file tagged ${term}\n`);
      const { files } = JSON.parse((await images('provenance', file, '--json')).out);
      expect(files[0].origin).toBe(origin);
      expect(files[0].digitalSourceType.endsWith(`/${term}`)).toBe(true);
    }
  });

  it('counts a file that is named twice once, and writes it to a folder though it is', async () => {
    const file = put('a.png', png);
    const twice = `${folder}/./a.png`;
    expect((await tag(file, twice, folder, ...MADE)).out).toBe('1 file tagged trainedAlgorithmicMedia\n');
    const { status } = await tag(file, twice, '--origin', 'mixed', '-o', join(folder, 'out'));
    expect([status, said('out/a.png')?.endsWith('compositeWithTrainedAlgorithmicMedia')]).toEqual([0, true]);
  });

  it('leaves a file as it is when it is tagged as it was', async () => {
    put('a.jpg', jpeg);
    await tag(folder, ...MADE);
    const once = readFileSync(join(folder, 'a.jpg'));
    await tag(folder, ...MADE);
    expect(readFileSync(join(folder, 'a.jpg')).equals(once)).toBe(true);
  });

  it.each([
    ['neither what it is', ['--in-place']],
    ['nor where it goes', ['--origin', 'mixed']],
    ['both places', ['--origin', 'mixed', '--in-place', '-o', 'x']],
    ['both words', ['--origin', 'mixed', '--type', 'print', '--in-place']],
    ['an origin that needs an exact term', ['--origin', 'human', '--in-place']],
    ['a term of a prototype', ['--type', 'constructor', '--in-place']],
  ])('refuses %s, and writes nothing', async (_, options) => {
    const file = put('a.png', png);
    const { status, out, err } = await tag(file, ...options);
    expect(status).toBe(2);
    expect(out).toBe('');
    expect(err).toMatch(/\S/);
    expect(readFileSync(file).equals(png)).toBe(true);
  });

  it('writes into none of the sources of a folder where only some names are free', async () => {
    const [a, b] = [put('in/a.png', png), put('in/b.png', png)];
    put('out/b.png', 'mine');
    const { status, err } = await tag(a, b, '--origin', 'synthetic', '-o', join(folder, 'out'));
    expect(status).not.toBe(0);
    expect(err).toContain('./out/b.png is not written: it exists');
    expect(readdirSync(join(folder, 'out'))).toEqual(['b.png']);
    expect(readFileSync(join(folder, 'out/b.png'), 'utf8')).toBe('mine');
  });

  it('says that a folder cannot be made where a file stands', async () => {
    const file = put('a.png', png);
    put('taken', 'x');
    const { status, err } = await tag(file, '--origin', 'synthetic', '-o', join(folder, 'taken'));
    expect(status).not.toBe(0);
    expect(err).toContain('./taken cannot be made');
    expect(existsSync(join(folder, 'taken', 'a.png'))).toBe(false);
  });

  it('refuses a folder in the place of a file, forced or not', async () => {
    const file = put('a.png', png);
    mkdirSync(join(folder, 'out', 'a.png'), { recursive: true });
    const args = [file, '--origin', 'synthetic', '-o', join(folder, 'out')];
    expect((await tag(...args)).status).not.toBe(0);
    expect((await tag(...args, '--force')).status).not.toBe(0);
    expect(readdirSync(join(folder, 'out'))).toEqual(['a.png']);
  });

  it('follows a link and keeps it one', async () => {
    put('real.bin', png);
    symlinkSync('real.bin', join(folder, 'link.png'));
    expect((await tag(join(folder, 'link.png'), ...MADE)).status).toBe(0);
    expect(said('real.bin')?.endsWith('trainedAlgorithmicMedia')).toBe(true);
  });

  it('tags those before a file that it does not understand, none after, and says where it ended', async () => {
    put('1.png', png);
    put('2.png', png.subarray(0, -20));
    put('3.png', png);
    const { status, err } = await tag(folder, ...MADE);
    expect(status).not.toBe(0);
    expect(err).toContain('2.png');
    expect([said('1.png') !== undefined, said('3.png') !== undefined]).toEqual([true, false]);
    expect(readdirSync(folder)).toEqual(['1.png', '2.png', '3.png']);
  });

  it('writes over no XMP that is not understood, such as of text that is no XML', async () => {
    const odd = await picture('png', { xmp: packetWith('<rdf:Description>') });
    const file = put('a.png', odd);
    const { status, err } = await tag(file, ...MADE);
    expect(status).not.toBe(0);
    expect(err).toContain('its XMP is no XML');
    expect(readFileSync(file).equals(odd)).toBe(true);
  });

  it('of two at once on one file leaves a whole one of either', async () => {
    const file = put('a.png', png);
    const both = await Promise.all([
      tag(file, '--origin', 'synthetic', '--in-place'),
      tag(file, '--origin', 'mixed', '--in-place'),
    ]);
    expect(both.map(({ status }) => status)).toEqual([0, 0]);
    expect(said('a.png')).toMatch(/(trainedAlgorithmicMedia|TrainedAlgorithmicMedia)$/);
    expect(readdirSync(folder)).toEqual(['a.png']);
  });
});

describe('outcross images provenance of hostile files', () => {
  it('shows no control of a terminal out of a term, and no line of its own', async () => {
    const term = 'x\u001b[31m\u202ey&#10;human      forged.png';
    const xmp = packetWith(
      `<rdf:Description xmlns:i="http://iptc.org/std/Iptc4xmpExt/2008-02-29/"><i:DigitalSourceType>${term}</i:DigitalSourceType></rdf:Description>`,
    );
    put('a.png', await picture('png', { xmp }));
    const { out } = await images('provenance', folder);
    expect(out.split('\n')).toHaveLength(2);
    expect(out).toMatch(/^unknown {4}\.\/a\.png \(IPTC x\[U\+001B\]\[31m\[U\+202E\]y\[U\+000A\]human/);
  });

  it('goes on where a file is empty, cut, or goes by a wrong ending, and counts each in JSON', async () => {
    put('a.png', '');
    put('b.png', png.subarray(0, 50));
    put('c.png', jpeg);
    writeFileSync(join(folder, 'd.jpg'), 'GIF89a');
    const { status, out, err } = await images('provenance', folder, '--json');
    expect(status).toBe(0);
    const { files } = JSON.parse(out) as { files: { error?: string; format?: string }[] };
    expect(files.map(({ error, format }) => format ?? (error === undefined ? 'nothing' : 'error'))).toEqual([
      'error',
      'error',
      'jpeg',
      'error',
    ]);
    expect(err.match(/^warning /gm)).toHaveLength(3);
  });
});
