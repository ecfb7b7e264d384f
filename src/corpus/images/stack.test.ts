import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ids, readInputs, reasons, scratch } from '../fixtures.test.support.ts';
import { floats, idx, noise, npy } from './images.test.support.ts';

const files = scratch();
const IMAGE = { modality: 'image' } as const;
const pixels = (count: number) => Uint8Array.from({ length: count }, (_, i) => (37 * i) % 256);

describe('an IDX file', () => {
  it('gives its pictures, packed or not, whatever it is called', async () => {
    const file = idx([3, 2, 4], pixels(24));
    for (const [name, bytes] of [
      ['t10k-images-idx3-ubyte', file],
      ['t10k-images.idx3-ubyte', file],
      ['plain.idx', file],
      ['packed-images-idx3-ubyte.gz', gzipSync(file)],
    ] as const) {
      const reading = await readInputs([files.write(`named/${name}`, bytes)], IMAGE);
      expect(reading.error).toBeUndefined();
      expect(ids(reading)).toEqual([1, 2, 3].map((n) => `${name}#${n}`));
      expect(reading.examples.map(({ image }) => [image?.width, image?.height])).toEqual(
        Array(3).fill([4, 2]),
      );
      expect(reading.examples.flatMap(({ image }) => [...image!.data])).toEqual([...pixels(24)]);
    }
  });

  it('gives colours where it has three channels', async () => {
    const path = files.write('colour.idx', idx([2, 2, 2, 3], pixels(24)));
    const [first] = (await readInputs([path], IMAGE)).examples;
    expect(first.image).toMatchObject({ width: 2, height: 2, channels: 3 });
  });

  it('has the labels of the file beside it as categories', async () => {
    const path = files.write('labelled/t10k-images-idx3-ubyte', idx([3, 1, 1], pixels(3)));
    files.write('labelled/t10k-labels-idx1-ubyte.gz', gzipSync(idx([3], Uint8Array.of(9, 0, 9))));
    const reading = await readInputs([path], { ...IMAGE, categoryField: 'label', groupField: 'folder' });
    expect(reading.error).toBeUndefined();
    expect(reading.examples.map(({ category, group }) => [category, group])).toEqual(
      ['9', '0', '9'].map((label) => [label, 'labelled']),
    );
    expect((await readInputs([path], IMAGE)).examples[0].category).toBeUndefined();
    // The labels are no pictures of their own.
    expect((await readInputs([join(files.folder, 'labelled')], IMAGE)).examples).toHaveLength(3);
  });

  it('says where labels are missing, or do not fit', async () => {
    const spec = { ...IMAGE, categoryField: 'label' };
    const alone = files.write('alone/t10k-images-idx3-ubyte', idx([3, 1, 1], pixels(3)));
    expect((await readInputs([alone], spec)).error).toMatchObject({
      code: 'E_FIELD',
      message: expect.stringMatching(/no field "label"/),
    });
    for (const labels of [
      idx([2], pixels(2)),
      idx([4], pixels(4)),
      idx([3, 1], pixels(3)),
      idx([3], pixels(2)),
    ]) {
      files.write('alone/t10k-labels-idx1-ubyte', labels);
      expect((await readInputs([alone], spec)).error).toMatchObject({ code: 'E_FORMAT' });
    }
  });

  it('that is cut hands over what stood before', async () => {
    const file = idx([3, 2, 2], pixels(12));
    const reading = await readInputs([files.write('cut.idx', file.subarray(0, file.length - 5))], IMAGE);
    expect(reading.examples).toHaveLength(1);
    expect(reading.error).toMatchObject({
      code: 'E_TRUNCATED',
      message: 'cut.idx: it ends in picture 2 of 3',
    });
  });

  it('of another make is refused', async () => {
    const file = idx([1, 1, 1], pixels(1));
    const cases: [string, Uint8Array, string][] = [
      ['text', Buffer.from('{"text": 1}'), 'E_FORMAT'],
      ['longer', Buffer.concat([file, Buffer.from('!')]), 'E_FORMAT'],
      ['header', file.subarray(0, 9), 'E_TRUNCATED'],
      ['one-axis', idx([4], pixels(4)), 'E_FORMAT'],
      ['channels', idx([1, 2, 2, 2], pixels(8)), 'E_FORMAT'],
      ['no-pixel', idx([3, 0, 2], pixels(0)), 'E_FORMAT'],
      ['endless', idx([1, 2 ** 31, 2 ** 31], pixels(1)), 'E_FORMAT'],
    ];
    for (const [name, bytes, code] of cases) {
      const { error } = await readInputs([files.write(`refused/${name}.idx`, bytes)], IMAGE);
      expect([name, (error as { code: string }).code]).toEqual([name, code]);
    }
  });
});

describe('a .npy file of pictures', () => {
  it('gives bytes as they are, with channels last or second', async () => {
    const data = noise(2, 3, 5);
    const planes = Uint8Array.from({ length: 18 }, (_, i) => data[3 * (i % 6) + Math.floor(i / 6)]);
    for (const [name, shape, bytes] of [
      ['last', [1, 3, 2, 3], data],
      ['second', [1, 3, 3, 2], planes],
    ] as const) {
      // A stack whose last size is 3 has its channels there.
      const path = files.write(`${name}.npy`, npy('|u1', shape, bytes));
      const [{ image }] = (await readInputs([path], IMAGE)).examples;
      expect([image?.width, image?.height, image?.channels]).toEqual([2, 3, 3]);
      expect([...image!.data]).toEqual([...data]);
    }
  });

  it('gives floats from 0 to 1 as brightness', async () => {
    const path = files.write('floats.npy', npy('<f4', [2, 1, 3], floats([0, 0.5, 1, -0.2, 1.3, 0.2])));
    const reading = await readInputs([path], IMAGE);
    expect(reading.examples.map(({ image }) => [...image!.data])).toEqual([
      [0, 128, 255],
      [0, 255, 51],
    ]);
  });

  it('takes floats of another scale, and those that are no number, for malformed rows', async () => {
    const values = [0, 255, Number.NaN, 0.5, -1, 1, 0.25, 0.75];
    const reading = await readInputs(
      [files.write('scale.npy', npy('<f4', [4, 1, 2], floats(values)))],
      IMAGE,
    );
    expect(reasons(reading)).toEqual([
      'pixels run from 0 to 255: numbers with a fraction are read as 0 (black) to 1 (white)',
      'a pixel is no finite number',
      'pixels run from -1 to 1: numbers with a fraction are read as 0 (black) to 1 (white)',
    ]);
    expect(ids(reading)).toEqual(['scale.npy#4']);
  });

  it('is refused where it holds something else, or is cut', async () => {
    const cases: [string, Uint8Array, string][] = [
      ['vectors', npy('<f4', [2, 2], floats([1, 2, 3, 4])), 'E_FORMAT'],
      ['integers', npy('<i4', [1, 1, 1], floats([1])), 'E_FORMAT'],
      ['fortran', npy('|u1', [2, 2, 2], pixels(8), true), 'E_UNSUPPORTED'],
      ['short', npy('|u1', [2, 2, 2], pixels(7)), 'E_TRUNCATED'],
      ['long', npy('|u1', [2, 2, 2], pixels(9)), 'E_FORMAT'],
      ['head', npy('|u1', [2, 2, 2], pixels(8)).subarray(0, 20), 'E_TRUNCATED'],
      ['text', Buffer.from('no array at all'), 'E_FORMAT'],
    ];
    for (const [name, bytes, code] of cases) {
      const { error } = await readInputs([files.write(`npy/${name}.npy`, bytes)], IMAGE);
      expect([name, (error as { code: string }).code]).toEqual([name, code]);
    }
  });
});

describe('stacks', () => {
  it('of many megabytes give each picture its own pixels', async () => {
    const [n, side] = [3000, 28];
    const data = noise(side, n * side, 11, 1);
    for (const [name, file] of [
      ['plain.idx', idx([n, side, side], data)],
      ['packed.idx.gz', gzipSync(idx([n, side, side], data), { level: 1 })],
      ['array.npy', npy('|u1', [n, side, side], data)],
    ] as const) {
      const reading = await readInputs([files.write(`many/${name}`, file)], IMAGE);
      const read = Buffer.concat(reading.examples.map(({ image }) => image!.data));
      expect(read.equals(data)).toBe(true);
    }
  });

  it('give each picture of any sizes its own pixels', async () => {
    const sizes = fc.tuple(
      fc.integer({ min: 1, max: 5 }),
      fc.integer({ min: 1, max: 6 }),
      fc.integer({ min: 1, max: 6 }),
    );
    await fc.assert(
      fc.asyncProperty(sizes, fc.boolean(), async ([n, h, w], packed) => {
        const data = noise(w, n * h, n, 1);
        const file = idx([n, h, w], data);
        const path = files.write(
          `law/${packed ? 'p' : 'q'}.idx${packed ? '.gz' : ''}`,
          packed ? gzipSync(file) : file,
        );
        const reading = await readInputs([path], IMAGE);
        expect(reading.examples.flatMap(({ image }) => [...image!.data])).toEqual([...data]);
      }),
      { numRuns: 30 },
    );
  });
});
