import { describe, expect, it } from 'vitest';
import { parseNpyHeader } from './header.ts';
import { npyBytes } from './npy.test.support.ts';
import { halfFloat, numberReader } from './numbers.ts';

/** The numbers of a file, by its own header. */
function numbers(values: readonly number[], descr: string): number[] {
  const bytes = npyBytes([values], { descr });
  const header = parseNpyHeader(bytes, 'a.npy');
  const read = numberReader(header);
  const view = new DataView(bytes.buffer, bytes.byteOffset + header.offset);
  return values.map((_, i) => read(view, i * header.bytes));
}

describe('numberReader', () => {
  it.each([
    ['<f8', [1.5, -2.25, 1e300, Number.POSITIVE_INFINITY]],
    ['>f8', [1.5, -2.25]],
    ['<f4', [1.5, -2.25]],
    ['>f4', [1.5, -0.0625]],
    ['<f2', [1, -2, 0.5, 65504, 2 ** -24, Number.NEGATIVE_INFINITY]],
    ['|i1', [-128, 127]],
    ['|u1', [0, 255]],
    ['|b1', [0, 1]],
    ['<i2', [-32768, 300]],
    ['>u2', [65535, 258]],
    ['<i4', [-2147483648, 7]],
    ['<u4', [4294967295, 7]],
    ['<i8', [-9007199254740991, 5]],
    ['>u8', [9007199254740991, 5]],
  ])('reads %s', (descr, values) => {
    expect(numbers(values, descr)).toEqual(values);
  });
});

describe('halfFloat', () => {
  it.each([
    [0x3c00, 1],
    [0xc000, -2],
    [0x7bff, 65504],
    [0x0001, 2 ** -24],
    [0x03ff, 1023 * 2 ** -24],
    [0x3555, 0.333251953125],
    [0x7c00, Number.POSITIVE_INFINITY],
  ])('of %d is %d', (bits, value) => {
    expect(halfFloat(bits)).toBe(value);
  });

  it('knows what is no number', () => {
    expect(halfFloat(0x7e00)).toBeNaN();
    expect(Object.is(halfFloat(0x8000), -0)).toBe(true);
  });
});
