import fc from 'fast-check';
import { parquetSchema, type SchemaElement } from 'hyparquet';
import { describe, expect, it } from 'vitest';
import { decimalsOf } from './parquet-decimals.ts';

const decimal = (name: string, precision = 10, scale = 4): SchemaElement => ({
  name,
  type: 'INT64',
  converted_type: 'DECIMAL',
  precision,
  scale,
  repetition_type: 'OPTIONAL',
});

function mendOf(...elements: SchemaElement[]) {
  return decimalsOf(parquetSchema({ schema: [{ name: 'root', num_children: 1 }, ...elements] }).children[0]);
}

/** As the reader of the format makes it. */
const scaled = (digits: number, scale: number) => digits * 10 ** -scale;

describe('decimalsOf', () => {
  it('gives the number that is written with the digits of the decimal', () => {
    const mend = mendOf(decimal('price'))!;
    expect(scaled(1234561234, 4)).not.toBe(123456.1234);
    expect(mend(scaled(1234561234, 4))).toBe(123456.1234);
    expect(mend(null)).toBeNull();
  });

  it('does so for every decimal of up to 15 digits', () => {
    const most = 10 ** 15 - 1;
    fc.assert(
      fc.property(fc.integer({ min: -most, max: most }), fc.integer({ min: 1, max: 15 }), (digits, scale) => {
        expect(mendOf(decimal('x', 15, scale))!(scaled(digits, scale))).toBe(Number(`${digits}e-${scale}`));
      }),
    );
  });

  it('finds them in structs, lists and maps, and leaves what stands beside them', () => {
    const text = { name: 'unit', type: 'BYTE_ARRAY', converted_type: 'UTF8' } as const;
    const struct = mendOf({ name: 'cost', num_children: 2 }, decimal('price'), text)!;
    expect(struct({ price: scaled(1234561234, 4), unit: 'm' })).toEqual({ price: 123456.1234, unit: 'm' });
    expect(struct({ price: null, unit: 'm' })).toEqual({ price: null, unit: 'm' });
    expect(struct(null)).toBeNull();

    const repeated = { name: 'list', repetition_type: 'REPEATED', num_children: 1 } as const;
    const list = mendOf(
      { name: 'a', converted_type: 'LIST', num_children: 1 },
      repeated,
      decimal('element'),
    )!;
    expect(list([scaled(1234561234, 4), null])).toEqual([123456.1234, null]);

    const pair = { name: 'key_value', repetition_type: 'REPEATED', num_children: 2 } as const;
    const key = { ...text, name: 'key' };
    const map = mendOf({ name: 'm', converted_type: 'MAP', num_children: 1 }, pair, key, decimal('value'))!;
    expect(map({ a: scaled(1234561234, 4) })).toEqual({ a: 123456.1234 });

    const many = mendOf({ ...decimal('old'), repetition_type: 'REPEATED' })!;
    expect(many([scaled(1234561234, 4)])).toEqual([123456.1234]);
  });

  it('has nothing to do where there are none, where they are whole, or where no number holds them', () => {
    expect(mendOf({ name: 'n', type: 'DOUBLE' })).toBeUndefined();
    expect(mendOf({ name: 's', num_children: 1 }, { name: 'n', type: 'DOUBLE' })).toBeUndefined();
    expect(mendOf(decimal('whole', 10, 0))).toBeUndefined();
    expect(mendOf(decimal('wide', 30, 4))).toBeUndefined();
  });
});
