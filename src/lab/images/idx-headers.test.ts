import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { idxImages, readIdx } from './idx.ts';

/** A file that says it has these sizes, with `length` bytes behind its header. */
function fileOf(sizes: readonly number[], length: number): Uint8Array {
  const file = new Uint8Array(4 + 4 * sizes.length + length);
  const view = new DataView(file.buffer);
  file[2] = 8;
  file[3] = sizes.length;
  for (const [i, size] of sizes.entries()) view.setUint32(4 + 4 * i, size);
  for (let i = 0; i < length; i++) file[4 + 4 * sizes.length + i] = i * 37;
  return file;
}

const product = (sizes: readonly number[]) => sizes.reduce((all, size) => all * size, 1);
const HUGE = 2 ** 32 - 1;

function codeOf(work: () => unknown): unknown {
  try {
    return work();
  } catch (error) {
    return (error as { code?: unknown }).code;
  }
}

const someSizes = fc.array(fc.integer({ min: 0, max: 4 }), { minLength: 1, maxLength: 4 });

describe('the header of an IDX file', () => {
  it('gives back any sizes and bytes that were written', () => {
    fc.assert(
      fc.property(someSizes, (sizes) => {
        const file = fileOf(sizes, product(sizes));
        const read = readIdx(file, 'a.idx');
        expect(read.sizes).toEqual(sizes);
        expect([...read.bytes]).toEqual([...file.subarray(4 + 4 * sizes.length)]);
      }),
    );
  });

  it('has to agree with the length of the file, to the byte', () => {
    fc.assert(
      fc.property(someSizes, fc.integer({ min: -4, max: 4 }), (sizes, off) => {
        const length = product(sizes) + off;
        fc.pre(length >= 0 && off !== 0);
        const wanted = off < 0 ? 'E_TRUNCATED' : 'E_FORMAT';
        expect(codeOf(() => readIdx(fileOf(sizes, length), 'a.idx'))).toBe(wanted);
      }),
    );
  });

  it('says how many bytes there are, and how many there should be', () => {
    expect(() => readIdx(fileOf([2, 3], 4), 'b.idx')).toThrow('b.idx ends after 16 of 18 bytes');
    expect(() => readIdx(fileOf([2, 3], 4).subarray(0, 9), 'b.idx')).toThrow(
      'b.idx ends after 9 of 12 bytes',
    );
  });

  it('is read as big-endian: a file of the other order is far too short', () => {
    const file = fileOf([2], 2);
    expect(readIdx(file, 'a.idx').sizes).toEqual([2]);
    file.set([2, 0, 0, 0], 4);
    expect(codeOf(() => readIdx(file, 'a.idx'))).toBe('E_TRUNCATED');
  });

  it('is not excused of bytes behind its end by sizes beyond any number and a 0', () => {
    const sizes = [...new Array<number>(40).fill(HUGE), 0];
    expect(readIdx(fileOf(sizes, 0), 'a.idx').bytes).toHaveLength(0);
    expect(codeOf(() => readIdx(fileOf(sizes, 5), 'a.idx'))).toBe('E_FORMAT');
  });

  it('may have as many dimensions as a byte can say', () => {
    expect(readIdx(fileOf(new Array<number>(255).fill(1), 1), 'a.idx').sizes).toHaveLength(255);
    expect(codeOf(() => readIdx(fileOf(new Array<number>(255).fill(HUGE), 1), 'a.idx'))).toBe('E_TRUNCATED');
  });

  it.each([9, 11, 12, 13, 14])('is refused where it tells of the type %d, not of bytes', (type) => {
    const file = fileOf([1], 1);
    file[2] = type;
    expect(() => readIdx(file, 'a.idx')).toThrow('a.idx is no IDX file of unsigned bytes');
  });

  it('is refused where a file begins as text, gzip or a picture does', () => {
    for (const start of ['{"te', '\x1f\x8b\x08\0', '\x89PNG', '\0\0\0\0', '\0\x01\x08\x01'])
      expect(codeOf(() => readIdx(Buffer.from(`${start}\0\0\0\0`, 'latin1'), 'a.idx'))).toBe('E_FORMAT');
  });

  it('gives no bytes but those of the file, whatever stands around it', () => {
    fc.assert(
      fc.property(fc.nat(7), fc.nat(7), (before, after) => {
        const file = fileOf([5], 5);
        const around = new Uint8Array(before + file.length + after).fill(99);
        around.set(file, before);
        const { bytes } = readIdx(around.subarray(before, before + file.length), 'a.idx');
        expect([...bytes]).toEqual([0, 37, 74, 111, 148]);
      }),
    );
  });
});

describe('idxImages', () => {
  it('gives every brightness from 0 to 1 a value of its own, black 0 and white 1', () => {
    const bytes = Uint8Array.from({ length: 256 }, (_, i) => i);
    const { values, dimensions } = idxImages({ sizes: [64, 2, 2], bytes }, 'a.idx');
    expect(dimensions).toBe(4);
    expect([values[0], values[255]]).toEqual([0, 1]);
    expect(values.every((value, i) => i === 0 || value > values[i - 1])).toBe(true);
  });

  it('joins all sizes but the first, colours too', () => {
    const { values, dimensions } = idxImages(readIdx(fileOf([2, 3, 4, 3], 72), 'a.idx'), 'a.idx');
    expect([values.length, dimensions]).toEqual([72, 36]);
  });

  it('takes a file of none for none, but not images without a pixel', () => {
    const none = idxImages(readIdx(fileOf([0, 28, 28], 0), 'a.idx'), 'a.idx');
    expect([none.values.length, none.dimensions]).toEqual([0, 784]);
    for (const sizes of [
      [3, 0, 28],
      [3, 28, 0],
      [3, 0],
      [0, 0],
      [4, ...new Array<number>(40).fill(HUGE), 0],
    ])
      expect(codeOf(() => idxImages({ sizes, bytes: new Uint8Array(0) }, 'a.idx'))).toBe('E_FORMAT');
  });
});
