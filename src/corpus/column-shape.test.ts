import { describe, expect, it } from 'vitest';
import { ColumnShape } from './column-shape.ts';

function shapeOf(...values: unknown[]): ColumnShape {
  const shape = new ColumnShape();
  for (const value of values) shape.observe(value);
  return shape;
}

describe('ColumnShape', () => {
  it('is empty where nothing was said', () => {
    expect(shapeOf().isEmpty).toBe(true);
    expect(shapeOf(null, undefined).isEmpty).toBe(true);
    expect(shapeOf([]).isEmpty).toBe(false);
  });

  it('tells the kinds of scalars apart', () => {
    const values = ['a', true, 1, 2n ** 60n, 1.5, new Date(0), Uint8Array.of(1)];
    expect([...shapeOf(...values).scalars]).toEqual([
      'string',
      'boolean',
      'integer',
      'wide',
      'float',
      'moment',
      'bytes',
    ]);
  });

  it('counts small bigints as whole numbers, and huge numbers as floating-point ones', () => {
    expect([...shapeOf(5n).scalars]).toEqual(['integer']);
    expect([...shapeOf(1e300, Number.NaN).scalars]).toEqual(['float']);
  });

  it('keeps the least and the largest whole number', () => {
    expect(shapeOf(3, -7, 12n)).toMatchObject({ least: -7, most: 12 });
  });

  it('tells whole numbers that only an unsigned column holds', () => {
    expect([...shapeOf(2n ** 63n - 1n, -(2n ** 63n)).scalars]).toEqual(['wide']);
    expect([...shapeOf(2n ** 63n).scalars]).toEqual(['unsigned']);
    expect(shapeOf(-(2n ** 60n)).least).toBeLessThan(0);
  });

  it('looks into lists and objects', () => {
    const shape = shapeOf([{ role: 'a' }, { role: 'b', n: 1 }], null, []);
    expect(shape.scalars.size).toBe(0);
    expect([...shape.elements!.fields!.keys()]).toEqual(['role', 'n']);
    expect(shape.elements!.fields!.get('n')!.scalarsAre('integer')).toBe(true);
  });
});
