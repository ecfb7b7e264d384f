import { symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { ids, jsonl, parquet, readInputs, reasons, scratch } from '../fixtures.test.support.ts';
import { flat } from './images.test.support.ts';

const files = scratch();
const outside = scratch();
const IMAGE = { modality: 'image' } as const;
const red = await flat(6, 4, [255, 0, 0]).png().toBuffer();
const blue = await flat(5, 3, [0, 0, 255]).jpeg().toBuffer();
files.write('a.png', red);
files.write('deep/b.jpg', blue);

const sizes = ({ examples }: { examples: readonly { image?: { width: number; height: number } }[] }) =>
  examples.map(({ image }) => [image?.width, image?.height]);

describe('a table of pictures', () => {
  it('names files from its own folder on, with their labels', async () => {
    const rows = [
      { file_name: 'a.png', label: 'warm' },
      { file_name: 'deep/b.jpg', label: 'cold', id: 'mine' },
    ];
    const path = files.write('metadata.jsonl', jsonl(rows));
    const reading = await readInputs([path], { ...IMAGE, categoryField: 'label' });
    expect(reading.error).toBeUndefined();
    expect(sizes(reading)).toEqual([
      [6, 4],
      [5, 3],
    ]);
    expect(reading.examples.map(({ category }) => category)).toEqual(['warm', 'cold']);
    expect(ids(reading)).toEqual(['metadata.jsonl#0', 'mine']);
  });

  it('is read as CSV too', async () => {
    const path = files.write('metadata.csv', 'file_name,label\na.png,1\ndeep/b.jpg,2\n');
    expect(sizes(await readInputs([path], IMAGE))).toEqual([
      [6, 4],
      [5, 3],
    ]);
  });

  it('may hold the bytes: base64 in JSON, a column of bytes or of structs in Parquet', async () => {
    const uri = `data:image/png;base64,${red.toString('base64')}`;
    const json = files.write('uri.jsonl', jsonl([{ picture: uri }]));
    expect(sizes(await readInputs([json], { ...IMAGE, imageField: 'picture' }))).toEqual([[6, 4]]);
    const flatColumn = files.write(
      'bytes.parquet',
      parquet([{ name: 'image', data: [new Uint8Array(red), new Uint8Array(blue)], type: 'BYTE_ARRAY' }]),
    );
    expect(sizes(await readInputs([flatColumn], IMAGE))).toEqual([
      [6, 4],
      [5, 3],
    ]);
  });

  it('tells rows without a picture, in the order of the file, beside those that are no rows', async () => {
    const path = files.write(
      'bad.jsonl',
      [
        '{"image":"a.png"}',
        'no json',
        '{"image":"missing.png"}',
        '{"image":7}',
        '{"image":"bad.jsonl"}',
        '{"other":1}',
        '{"image":""}',
        '[]',
        '{"image":"deep"}',
        '{"image":"a.png"}',
      ].join('\n'),
    );
    const reading = await readInputs([path], IMAGE);
    expect(reading.error).toBeUndefined();
    expect(ids(reading)).toHaveLength(2);
    expect(reading.bad.map(({ row }) => row)).toEqual([2, 3, 4, 5, 6, 7, 8, 9]);
    expect(reasons(reading)).toEqual([
      'the row is no valid JSON',
      'missing.png does not exist',
      'field "image" is a number, neither the path of a picture nor its bytes',
      expect.stringMatching(/^it is text/),
      'field "image" is missing, neither the path of a picture nor its bytes',
      'the path of the picture is empty or broken',
      'the row is an array, not an object with fields',
      'deep is no file',
    ]);
    expect(reading.rows).toBe(10);
  });

  it('cannot have files read that lie outside of its folder', async () => {
    const secret = outside.write('secret.png', red);
    symlinkSync(secret, join(files.folder, 'deep/link.png'));
    const path = files.write(
      'deep/escape.jsonl',
      jsonl([
        { image: secret },
        { image: '../a.png' },
        { image: 'link.png' },
        { image: '/dev/zero' },
        { image: 'b.jpg' },
        { image: 'a\0.png' },
      ]),
    );
    const reading = await readInputs([path], IMAGE);
    expect(reasons(reading)).toEqual([
      expect.stringMatching(/outside of the folder/),
      '../a.png lies outside of the folder of the table',
      'link.png lies outside of the folder of the table',
      '/dev/zero lies outside of the folder of the table',
      'the path of the picture is empty or broken',
    ]);
    expect(reading.examples).toHaveLength(1);
  });

  it('without a field of pictures says which fields there are', async () => {
    const path = files.write('none.jsonl', jsonl([{ caption: 'a' }, { caption: 'b' }]));
    expect((await readInputs([path], IMAGE)).error).toMatchObject({
      code: 'E_FIELD',
      message: 'none.jsonl: no field of pictures in its first 2 rows',
      hint: expect.stringMatching(/Fields seen: caption\. Name the one to read with --image-field\./),
    });
    expect((await readInputs([path], { ...IMAGE, imageField: 'captoin' })).error).toMatchObject({
      message: expect.stringMatching(/no field "captoin"/),
    });
  });
});
