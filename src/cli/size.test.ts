import { describe, expect, it } from 'vitest';
import { size } from './size.ts';

describe('size', () => {
  it.each([
    [0, '0 B'],
    [999, '999 B'],
    [1000, '1.0 kB'],
    [9949, '9.9 kB'],
    [9951, '10 kB'],
    [999_499, '999 kB'],
    [999_500, '1.0 MB'],
    [4_551_956, '4.6 MB'],
    [38e9, '38 GB'],
    [5e15, '5000 TB'],
  ])('writes %i bytes as %s', (bytes, text) => {
    expect(size(bytes)).toBe(text);
  });
});
