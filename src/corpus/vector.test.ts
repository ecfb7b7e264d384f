import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { faultOf, vectorOf } from './vector.ts';

describe('vectorOf', () => {
  it.each([
    ['a list of JSON', [1, 2.5]],
    ['a list written as text', ' [1, 2.5]'],
    ['doubles', Float64Array.of(1, 2.5)],
    ['wide integers beside numbers', [1n, 2.5]],
    ['floats', Float32Array.of(1, 2.5)],
  ])('reads %s', (_, value) => {
    expect(vectorOf(value)).toEqual(Float32Array.of(1, 2.5));
  });

  it('reads a column of wide integers', () => {
    expect(vectorOf(BigInt64Array.of(3n, -4n))).toEqual(Float32Array.of(3, -4));
  });

  it.each([
    [undefined],
    [null],
    [7],
    ['7'],
    ['[1, 2'],
    ['{"a": 1}'],
    [[1, '2']],
    [[1, null]],
    [[[1]]],
    [{ length: 1, 0: 1 }],
    [new DataView(new ArrayBuffer(8))],
    [''],
    ['[1, 2] and more'],
    ['[1, "2"]'],
    ['[NaN]'],
    [[1, true]],
    // biome-ignore lint/suspicious/noSparseArray: a hole is no number
    [[1, , 2]],
    [new Map([[0, 1]])],
  ])('sees none in %j', (value) => {
    expect(vectorOf(value)).toBeUndefined();
  });
});

describe('faultOf', () => {
  it.each([
    [[], 'has no numbers'],
    [[1, Number.NaN], 'holds NaN in place 2'],
    [[Number.POSITIVE_INFINITY], 'holds an infinite number in place 1'],
    [[0, 2 ** 64], 'holds 18446744073709552000 in place 2'],
  ])('of %j is "%s"', (numbers, fault) => {
    expect(faultOf(Float32Array.from(numbers))).toBe(fault);
  });

  it('is none for numbers', () => {
    expect(faultOf(Float32Array.of(0, -1e18, 1e-40))).toBeUndefined();
  });
});

describe('a vector', () => {
  it('of bytes is none: numbers packed into a binary column would be read as something else', () => {
    const packed = Buffer.from(Float32Array.of(1, 2).buffer);
    expect(vectorOf(packed)).toBeUndefined();
    expect(vectorOf(new Uint8Array(packed))).toBeUndefined();
    expect(vectorOf(Int8Array.of(-1, 2))).toEqual(Float32Array.of(-1, 2));
  });

  it('is the same of a list, of its JSON, and of a typed array', () => {
    const number = fc.float({ noNaN: true, noDefaultInfinity: true });
    fc.assert(
      fc.property(fc.array(number), (list) => {
        const own = vectorOf(list)!;
        // JSON knows no -0.
        expect([...vectorOf(JSON.stringify(list))!].map((x) => x + 0)).toEqual([...own].map((x) => x + 0));
        expect(vectorOf(Float64Array.from(list))).toEqual(own);
        expect(vectorOf(`\ufeff \r\n${JSON.stringify(list)}\r\n`)).toEqual(vectorOf(JSON.stringify(list)));
      }),
    );
  });

  it('whose numbers a float32 cannot hold is faulty, and says in which place', () => {
    expect(faultOf(vectorOf([1, 1e39])!)).toBe('holds an infinite number in place 2');
    expect(faultOf(vectorOf('[1, 1e999]')!)).toBe('holds an infinite number in place 2');
    expect(faultOf(vectorOf([2n ** 70n])!)).toBe('holds 1.1805916207174113e+21 in place 1');
    expect(faultOf(vectorOf(Array.from({ length: 70_000 }, () => 0))!)).toBeUndefined();
  });
});
