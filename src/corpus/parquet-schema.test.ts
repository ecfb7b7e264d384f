import { describe, expect, it } from 'vitest';
import { ColumnShape } from './column-shape.ts';
import { fits, inferredElements, treeOf } from './parquet-schema.ts';

function shapeOf(...values: unknown[]): ColumnShape {
  const shape = new ColumnShape();
  for (const value of values) shape.observe(value);
  return shape;
}
const inferred = (...values: unknown[]) => inferredElements('c', shapeOf(...values));
const leaf = (...values: unknown[]) => {
  const [{ type, converted_type }] = inferred(...values);
  return converted_type === undefined ? type : `${type} ${converted_type}`;
};

describe('inferredElements', () => {
  it.each([
    [['a', null], 'BYTE_ARRAY UTF8'],
    [[null], 'BYTE_ARRAY UTF8'],
    [[true], 'BOOLEAN'],
    [[1, 2n ** 60n], 'INT64'],
    [[1, 1.5], 'DOUBLE'],
    [[new Date(0)], 'INT64 TIMESTAMP_MILLIS'],
    [[new Date(0), 'text'], 'BYTE_ARRAY UTF8'],
    [[Uint8Array.of(1)], 'BYTE_ARRAY'],
    [[1, 'a'], 'BYTE_ARRAY JSON'],
    [[{}], 'BYTE_ARRAY JSON'],
    [[{ a: 1 }, [1]], 'BYTE_ARRAY JSON'],
    [[1.5, 2n ** 60n], 'BYTE_ARRAY JSON'],
  ])('holds %s in %s', (values, column) => {
    expect(leaf(...values)).toBe(column);
  });

  it('makes structs and lists of what is one', () => {
    expect(inferred([{ role: 'a' }]).map(({ name, num_children }) => [name, num_children])).toEqual([
      ['c', 1],
      ['list', 1],
      ['element', 1],
      ['role', undefined],
    ]);
  });

  it('writes a dictionary of many keys as JSON, and what is nested without end', () => {
    expect(leaf(Object.fromEntries(Array.from({ length: 500 }, (_, i) => [`k${i}`, 1])))).toBe(
      'BYTE_ARRAY JSON',
    );
    let deep: unknown = 1;
    for (let i = 0; i < 100; i++) deep = [deep];
    expect(inferred(deep).at(-1)).toMatchObject({ converted_type: 'JSON' });
  });
});

describe('fits', () => {
  const int32 = treeOf([{ name: 'n', type: 'INT32', repetition_type: 'OPTIONAL' }]);

  it('lets a column keep its type while its values allow it', () => {
    expect(fits(int32, shapeOf(1, null, -5))).toBe(true);
    expect(fits(int32, shapeOf(2 ** 31))).toBe(false);
    expect(fits(int32, shapeOf('1'))).toBe(false);
    expect(fits(int32, shapeOf(null))).toBe(true);
  });

  it('asks structs for every field, and lists for their elements', () => {
    const tree = treeOf(inferred([{ role: 'a', n: 1 }]));
    expect(fits(tree, shapeOf([{ role: 'b' }]))).toBe(true);
    expect(fits(tree, shapeOf([{ other: 'b' }]))).toBe(false);
    expect(fits(tree, shapeOf('text'))).toBe(false);
  });

  it('does not let a column that must be given hold nothing', () => {
    expect(fits(treeOf([{ name: 'n', type: 'INT32', repetition_type: 'REQUIRED' }]), shapeOf(null))).toBe(
      false,
    );
  });

  it('holds unsigned numbers to their range', () => {
    const logical_type = { type: 'INTEGER', bitWidth: 8, isSigned: false } as const;
    const tree = treeOf([{ name: 'n', type: 'INT32', repetition_type: 'OPTIONAL', logical_type }]);
    expect(fits(tree, shapeOf(255))).toBe(true);
    expect(fits(tree, shapeOf(256))).toBe(false);
    expect(fits(tree, shapeOf(-1))).toBe(false);
  });
});
