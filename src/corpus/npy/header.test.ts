import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { runs } from '../../../test/fixtures/thorough.ts';
import type { OutcrossError } from '../../base/errors.ts';
import { NPY_PREFIX, npyHeaderLength, parseNpyHeader } from './header.ts';
import { npyBytes, npyHead } from './npy.test.support.ts';

/** What stands before the numbers, with the dictionary as it is given. */
function npyOf(dictionary: string): Buffer {
  const head = npyHead('()', '<f4').subarray(0, 10);
  const out = Buffer.concat([head, Buffer.from(`${dictionary}\n`, 'latin1')]);
  out.writeUInt16LE(dictionary.length + 1, 8);
  return out;
}

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

  it.each([
    [
      'as Python 2 wrote it, with long numbers',
      "{'descr': '<f4', 'fortran_order': False, 'shape': (5L, 3L), }",
    ],
    ['in double quotes', '{"descr": "<f4", "fortran_order": False, "shape": (5, 3)}'],
    ['in another order, without spaces', "{'shape':(5,3),'fortran_order':False,'descr':'<f4'}"],
    ['over several lines', "{\r\n'descr': '<f4',\r\n'fortran_order': False,\r\n'shape': (5,\r\n3),\r\n}"],
  ])('reads one %s', (_, text) => {
    expect(parseNpyHeader(npyOf(text), 'a.npy')).toMatchObject({ bytes: 4, fortran: false, shape: [5, 3] });
  });

  it.each([
    ['a hexadecimal shape', "{'descr': '<f4', 'fortran_order': False, 'shape': (0x5, 3), }"],
    ['a shape in powers of ten', "{'descr': '<f4', 'fortran_order': False, 'shape': (1e2, 3), }"],
    ['a hole in the shape', "{'descr': '<f4', 'fortran_order': False, 'shape': (5,,3), }"],
    ['a shape that is no tuple', "{'descr': '<f4', 'fortran_order': False, 'shape': 5, }"],
    ['no type', "{'fortran_order': False, 'shape': (5, 3), }"],
    ['an order of 1', "{'descr': '<f4', 'fortran_order': 1, 'shape': (5, 3), }"],
    ['keys of different quotes', `{'descr": '<f4', 'fortran_order': False, 'shape': (5, 3), }`],
    ['nothing but its length', ''],
  ])('refuses %s', (_, text) => {
    expect(() => parseNpyHeader(npyOf(text), 'a.npy')).toThrow(
      expect.objectContaining({ code: 'E_FORMAT', where: 'a.npy' }),
    );
  });

  it.each([
    '(9007199254740993, 1)',
    '(4503599627370496, 2)',
    '(99999999999999999999999, 1)',
    '(1000000000, 1000000000)',
  ])('refuses the shape %s, which no file holds, before anything of that size is made', (shape) => {
    expect(() => parseNpyHeader(npyHead(shape, '<f4'), 'a.npy')).toThrow(
      expect.objectContaining({ message: 'a.npy: its header claims more numbers than any file holds' }),
    );
  });

  it('calls an array of records by its name', () => {
    const text = "{'descr': [('x', '<f4'), ('y', '<f4')], 'fortran_order': False, 'shape': (5,), }";
    expect(() => parseNpyHeader(npyOf(text), 'a.npy')).toThrow(
      expect.objectContaining({
        message: 'a.npy: an array of records is not read',
        hint: expect.stringContaining('astype("float32")'),
      }),
    );
  });

  it('never does anything else with bytes that were changed than read them or say what is wrong', () => {
    const whole = npyHead('(12, 34)', '<f8');
    fc.assert(
      fc.property(fc.nat(whole.length - 1), fc.nat(255), fc.nat(whole.length), (at, byte, cut) => {
        const bytes = Buffer.from(whole.subarray(0, Math.max(cut, at + 1)));
        bytes[at] = byte;
        try {
          const { shape, bytes: width } = parseNpyHeader(bytes, 'a.npy');
          expect(shape.every((n) => Number.isSafeInteger(n) && n >= 0)).toBe(true);
          expect([1, 2, 4, 8]).toContain(width);
        } catch (error) {
          expect(['E_FORMAT', 'E_TRUNCATED']).toContain((error as OutcrossError).code);
        }
      }),
      { numRuns: runs(400) },
    );
  });

  it('tells a header that was cut', () => {
    expect(() => parseNpyHeader(npyHead('(1, 1)', '<f4').subarray(0, 40), 'a.npy')).toThrow(
      expect.objectContaining({ code: 'E_TRUNCATED' }),
    );
  });
});
