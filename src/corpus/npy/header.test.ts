import { describe, expect, it } from 'vitest';
import { NPY_PREFIX, npyHeaderLength, parseNpyHeader } from './header.ts';
import { npyBytes, npyHead } from './npy.test.support.ts';

describe('parseNpyHeader', () => {
  it.each([1, 2, 3] as const)('reads version %d', (version) => {
    const bytes = npyBytes([[1, 2, 3]], { version });
    const header = parseNpyHeader(bytes, 'a.npy');
    expect(header).toMatchObject({ kind: 'f', bytes: 4, littleEndian: true, fortran: false, shape: [1, 3] });
    expect(header.offset).toBe(npyHeaderLength(bytes.subarray(0, NPY_PREFIX), 'a.npy'));
    expect(header.offset + 12).toBe(bytes.length);
  });

  it.each([
    ['>f8', { kind: 'f', bytes: 8, littleEndian: false }],
    ['|u1', { kind: 'u', bytes: 1, littleEndian: true }],
    ['<i8', { kind: 'i', bytes: 8, littleEndian: true }],
  ])('reads the type %s', (descr, wanted) => {
    expect(parseNpyHeader(npyHead('(2, 2)', descr), 'a.npy')).toMatchObject(wanted);
  });

  it.each([
    ['()', []],
    ['(5,)', [5]],
    ['(2, 28, 28)', [2, 28, 28]],
    ['(0, 7)', [0, 7]],
  ])('reads the shape %s', (shape, wanted) => {
    expect(parseNpyHeader(npyHead(shape, '<f4'), 'a.npy').shape).toEqual(wanted);
  });

  it.each(['|O', '<c8', '<U5', '<M8', '<f16', 'nonsense'])(
    'refuses the type %s, and says what to do',
    (descr) => {
      expect(() => parseNpyHeader(npyHead('(2, 2)', descr), 'a.npy')).toThrow(
        expect.objectContaining({ code: 'E_FORMAT', hint: expect.stringContaining('float32') }),
      );
    },
  );

  it.each([
    ['text', Buffer.from('not an array at all')],
    ['an archive', Buffer.from('PK\u0003\u0004 and more than ten bytes')],
    ['nothing', Buffer.alloc(0)],
    ['a version from the future', Buffer.concat([npyHead('(1, 1)', '<f4').fill(9, 6, 7)])],
    ['a header of gigabytes', Buffer.concat([npyHead('(1, 1)', '<f4', false, 2).fill(255, 8, 12)])],
    ['a shape that is none', npyHead('(many, 2)', '<f4')],
    ['a negative shape', npyHead('(-1, 2)', '<f4')],
  ])('refuses %s', (_, bytes) => {
    expect(() => parseNpyHeader(bytes, 'a.npy')).toThrow(expect.objectContaining({ code: 'E_FORMAT' }));
  });

  it('tells a header that was cut', () => {
    expect(() => parseNpyHeader(npyHead('(1, 1)', '<f4').subarray(0, 40), 'a.npy')).toThrow(
      expect.objectContaining({ code: 'E_TRUNCATED' }),
    );
  });
});
