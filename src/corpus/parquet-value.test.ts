import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { treeOf } from './parquet-schema.ts';
import { columnValue, exactMoment } from './parquet-value.ts';

const micros = treeOf([
  { name: 'at', type: 'INT64', repetition_type: 'OPTIONAL', converted_type: 'TIMESTAMP_MICROS' },
]);

describe('exactMoment', () => {
  it('is a Date where one holds it', () => {
    expect(exactMoment(1_000_000n)).toEqual(new Date(1));
    expect(exactMoment(-1_000_000n)).toEqual(new Date(-1));
  });

  it('is text with nine digits where a Date would round', () => {
    expect(exactMoment(1_704_067_200_123_456_789n)).toBe('2024-01-01T00:00:00.123456789Z');
    expect(exactMoment(-1n)).toBe('1969-12-31T23:59:59.999999999Z');
  });

  it('comes back from a column of microseconds as it went in, before 1970 too', () => {
    fc.assert(
      fc.property(fc.bigInt(-(10n ** 16n), 10n ** 16n), (microseconds) => {
        expect(columnValue(exactMoment(microseconds * 1000n), micros)).toBe(microseconds);
      }),
    );
  });
});

describe('columnValue', () => {
  it('is null where there is nothing', () => {
    expect(columnValue(undefined, micros)).toBeNull();
    expect(columnValue(null, micros)).toBeNull();
  });

  it('makes numbers of INT64 columns wide, and text of plain byte columns bytes', () => {
    const int64 = treeOf([{ name: 'n', type: 'INT64', repetition_type: 'OPTIONAL' }]);
    expect(columnValue(7, int64)).toBe(7n);
    const bytes = treeOf([{ name: 'b', type: 'BYTE_ARRAY', repetition_type: 'OPTIONAL' }]);
    expect(columnValue('ab', bytes)).toEqual(Buffer.from('ab'));
  });

  it('keeps in JSON what the writer could not', () => {
    const json = treeOf([
      { name: 'j', type: 'BYTE_ARRAY', repetition_type: 'OPTIONAL', converted_type: 'JSON' },
    ]);
    expect(columnValue([1n, 2n ** 60n, Uint8Array.of(255), { a: 1n }], json)).toEqual([
      1,
      '1152921504606846976',
      '/w==',
      { a: 1 },
    ]);
  });
});
