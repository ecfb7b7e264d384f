import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { encoderId } from './encoder.ts';
import { isUsable, rowOf } from './vectors.ts';

describe('isUsable', () => {
  it.each([Number.NaN, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY, 2 ** 64, -(2 ** 64), 3e38])(
    'refuses a vector that holds %d, wherever it stands',
    (bad) => {
      for (const at of [0, 1, 2]) {
        const vector = Float32Array.of(1, 2, 3);
        vector[at] = bad;
        expect(isUsable(vector)).toBe(false);
      }
    },
  );

  it('takes the largest number below 2^64, the smallest there is, and no numbers at all', () => {
    const below = Math.fround(2 ** 64 - 2 ** 40);
    expect(isUsable(Float32Array.of(below, -below, 2 ** -149, -0))).toBe(true);
    expect(isUsable(new Float32Array())).toBe(true);
  });
});

describe('rowOf', () => {
  it('is a view of each row, which together are the data', () => {
    const sizes = fc.record({ count: fc.nat(9), dimension: fc.integer({ min: 1, max: 9 }) });
    fc.assert(
      fc.property(sizes, ({ count, dimension }) => {
        const data = Float32Array.from({ length: count * dimension }, (_, i) => i);
        const vectors = { count, dimension, data };
        const rows = Array.from({ length: count }, (_, i) => rowOf(vectors, i));
        expect(rows.flatMap((row) => [...row])).toEqual([...data]);
        for (const row of rows) expect(row.buffer).toBe(data.buffer);
      }),
    );
  });
});

describe('encoderId', () => {
  it('tells apart whatever gives other vectors', () => {
    const ids = [
      encoderId({ source: 'given' }),
      encoderId({ source: 'lexical', dimension: 256 }),
      encoderId({ source: 'lexical', dimension: 512 }),
      encoderId({ source: 'onnx', folder: '/a', id: 'one' }),
      encoderId({ source: 'onnx', folder: '/a', id: 'two' }),
      encoderId({ source: 'image' }),
    ];
    expect(new Set(ids).size).toBe(ids.length);
  });

  it('names a model by what it is, not by where it lies', () => {
    const at = (folder: string) => encoderId({ source: 'onnx', folder, id: 'one' });
    expect(at('/a')).toBe(at('/b'));
  });
});
