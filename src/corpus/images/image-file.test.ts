import { execFileSync } from 'node:child_process';
import { chmodSync, mkdirSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { unprivileged } from '../../../test/fixtures/unprivileged.ts';
import { ids, readInputs, readShards, reasons, scratch } from '../fixtures.test.support.ts';
import { planShards } from '../plan.ts';
import { flat, noise, picture } from './images.test.support.ts';

const files = scratch();
const IMAGE = { modality: 'image' } as const;
const red = await flat(6, 4, [255, 0, 0]).png().toBuffer();
const blue = await flat(6, 4, [0, 0, 255]).jpeg().toBuffer();

describe('a folder of pictures', () => {
  it('gives a picture a file, in order of name, whatever their kind', async () => {
    files.write('kinds/b.JPG', blue);
    files.write('kinds/a.png', red);
    files.write('kinds/sub/c.webp', await flat(6, 4, [0, 255, 0]).webp().toBuffer());
    files.write('kinds/notes.txt', 'not a picture');
    files.write('kinds/metadata.jsonl', '{"file_name":"a.png"}\n');
    const reading = await readInputs([join(files.folder, 'kinds')], IMAGE);
    expect(reading.error).toBeUndefined();
    expect(ids(reading)).toEqual(['a.png#1', 'b.JPG#1', 'sub/c.webp#1']);
    expect(reading.examples.map(({ image, text }) => [image?.width, image?.height, text])).toEqual(
      Array(3).fill([6, 4, '']),
    );
  });

  it('tells by its bytes what a picture is, not by its ending', async () => {
    const path = files.write('endings/really-a-jpeg.png', blue);
    expect((await readInputs([path], IMAGE)).examples).toHaveLength(1);
  });

  it('counts what cannot be decoded, each with its reason, and loses nothing', async () => {
    files.write('bad/empty.png', '');
    files.write('bad/cut.jpg', blue.subarray(0, 200));
    files.write('bad/page.png', '<html>404</html>');
    files.write('bad/old.bmp', 'BM and so on');
    files.write('bad/good.png', red);
    const reading = await readInputs([join(files.folder, 'bad')], IMAGE);
    expect(reading.error).toBeUndefined();
    expect(ids(reading)).toEqual(['good.png#1']);
    expect(reading.bad.map(({ file, row }) => [file, row])).toEqual([
      ['cut.jpg', 1],
      ['empty.png', 1],
      ['old.bmp', 1],
      ['page.png', 1],
    ]);
    expect(reasons(reading)).toEqual([
      expect.stringMatching(/cut short or damaged/),
      'the file is empty',
      expect.stringMatching(/a BMP/),
      expect.stringMatching(/web page/),
    ]);
    expect(reading.rows).toBe(5);
  });

  it('takes a file that went away for a malformed row', async () => {
    const path = files.write('gone/a.png', red);
    const [shard] = await planShards({ ...IMAGE, inputs: [path] });
    const reading = await readShards([{ ...shard, path: `${path}.moved` }], IMAGE);
    expect(reading.error).toBeUndefined();
    expect(reasons(reading)).toEqual(['a.png does not exist']);
  });

  it.skipIf(process.platform === 'win32')('waits for no pipe that is called as a picture', async () => {
    files.write('pipes/a.png', red);
    execFileSync('mkfifo', [join(files.folder, 'pipes/x.png')]);
    const reading = await readInputs([join(files.folder, 'pipes')], IMAGE);
    expect(ids(reading)).toEqual(['a.png#1']);
    expect(reasons(reading)).toEqual(['x.png is a pipe or a device, not a file']);
    const named = await readInputs([join(files.folder, 'pipes/x.png')], IMAGE);
    expect(reasons(named)).toEqual(['x.png is a pipe or a device, not a file']);
  });

  it('takes a file that may not be read for a malformed row', async () => {
    const path = files.write('locked/a.png', red);
    chmodSync(path, 0);
    chmodSync(files.folder, 0o755);
    const reading = await unprivileged(() => readInputs([path], IMAGE));
    expect(reasons(reading)).toEqual([expect.stringMatching(/permission/)]);
  });

  it('names categories and groups by their folder, also where one folder is given itself', async () => {
    files.write('classes/cats/1.png', red);
    files.write('classes/dogs/1.png', red);
    const spec = { ...IMAGE, categoryField: 'folder', groupField: 'folder' };
    const both = await readInputs([join(files.folder, 'classes')], spec);
    expect(both.examples.map(({ category, group }) => [category, group])).toEqual([
      ['cats', 'cats'],
      ['dogs', 'dogs'],
    ]);
    const one = await readInputs([join(files.folder, 'classes/dogs')], spec);
    expect(one.examples.map(({ category }) => category)).toEqual(['dogs']);
    const none = await readInputs([join(files.folder, 'classes/dogs')], IMAGE);
    expect(none.examples[0].category).toBeUndefined();
  });

  it('has no other field, and says which there are', async () => {
    const reading = await readInputs([join(files.folder, 'classes')], { ...IMAGE, categoryField: 'label' });
    expect(reading.error).toMatchObject({
      code: 'E_FIELD',
      message: 'cats/1.png: no field "label" in a picture',
    });
  });

  it('is told apart from a folder of text', async () => {
    files.write('mixed/a.png', red);
    files.write('mixed/a.jsonl', '{"text":"words"}\n');
    const words = await readInputs([join(files.folder, 'mixed')]);
    expect(words.examples.map(({ text }) => text)).toEqual(['words']);
  });

  it('that holds none says what was looked for', async () => {
    mkdirSync(join(files.folder, 'none'));
    files.write('none/a.txt', 'text');
    await expect(planShards({ ...IMAGE, inputs: [join(files.folder, 'none')] })).rejects.toMatchObject({
      code: 'E_EMPTY',
      hint: expect.stringMatching(/\.png \.jpg/),
    });
  });

  it('is found by patterns, and through links only once', async () => {
    files.write('linked/a.png', red);
    symlinkSync(join(files.folder, 'linked/a.png'), join(files.folder, 'linked/b.png'));
    expect((await readInputs([join(files.folder, 'linked/*.png')], IMAGE)).examples).toHaveLength(1);
  });

  it('hands over large pictures a few at a time', async () => {
    const large = await picture(noise(256, 256), 256, 256).png().toBuffer();
    for (let i = 0; i < 12; i++) files.write(`large/${i}.png`, large);
    const reading = await readInputs([join(files.folder, 'large')], IMAGE);
    expect(Math.max(...reading.batches)).toBeLessThan(8);
    expect(reading.progress).toBe(12 * large.length);
  });
});
