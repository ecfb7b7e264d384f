import { describe, expect, it } from 'vitest';
import { idxImages, readIdx } from './idx.ts';

/** Two images of 2 x 2. */
const IMAGES = [0, 0, 8, 3, 0, 0, 0, 2, 0, 0, 0, 2, 0, 0, 0, 2, 0, 51, 102, 153, 204, 255, 0, 1];
const LABELS = [0, 0, 8, 1, 0, 0, 0, 3, 7, 0, 9];

function refused(code: string): unknown {
  return expect.objectContaining({ code, where: 'a.idx' });
}

describe('readIdx', () => {
  it('reads images as rows of brightness 0 to 1', () => {
    const { sizes, bytes } = readIdx(Uint8Array.from(IMAGES), 'a.idx');
    expect(sizes).toEqual([2, 2, 2]);
    const { values, dimensions } = idxImages({ sizes, bytes }, 'a.idx');
    expect(dimensions).toBe(4);
    expect([...values].map((value) => Math.round(value * 255))).toEqual(IMAGES.slice(16));
  });

  it('reads labels, and bytes that do not begin their buffer', () => {
    expect([...readIdx(Uint8Array.from(LABELS), 'a.idx').bytes]).toEqual([7, 0, 9]);
    const within = Uint8Array.from([1, 2, 3, ...LABELS]).subarray(3);
    expect(readIdx(within, 'a.idx').sizes).toEqual([3]);
  });

  it('refuses what is no such file: packed, of another type, or empty', () => {
    for (const start of [[0x1f, 0x8b, 8, 0], [0, 0, 13, 1], [0, 0, 8, 0], [], [0, 0, 8]])
      expect(() => readIdx(Uint8Array.from(start), 'a.idx')).toThrow(refused('E_FORMAT'));
    expect(() => readIdx(Uint8Array.from([...LABELS, 1]), 'a.idx')).toThrow(refused('E_FORMAT'));
  });

  it('says how much is missing of a file that was cut', () => {
    for (let length = 4; length < IMAGES.length; length++)
      expect(() => readIdx(Uint8Array.from(IMAGES.slice(0, length)), 'a.idx')).toThrow(
        refused('E_TRUNCATED'),
      );
  });

  it('does not believe a size that no file can have', () => {
    const endless = [0, 0, 8, 3, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255];
    expect(() => readIdx(Uint8Array.from(endless), 'a.idx')).toThrow(refused('E_TRUNCATED'));
  });

  it('refuses labels as images', () => {
    const labels = readIdx(Uint8Array.from(LABELS), 'a.idx');
    expect(() => idxImages(labels, 'a.idx')).toThrow(refused('E_FORMAT'));
  });
});
