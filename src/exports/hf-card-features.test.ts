import { describe, expect, it } from 'vitest';
import { Asked } from './asked.ts';
import type { Column } from './columns.ts';
import { column, factsOf, fileOf } from './fixtures.test.support.ts';
import { hubFeatures } from './hf-card-features.ts';

function features(columns: readonly Column[] | undefined, format: 'jsonl' | 'csv' | 'parquet' = 'jsonl') {
  const asked = new Asked();
  const made = hubFeatures(factsOf({ columns, files: [fileOf({ format })] }), asked);
  return { features: made['features'], missing: asked.missing };
}

describe('hubFeatures', () => {
  it('has a type of the library datasets for each kind', () => {
    const kinds = ['text', 'date', 'moment', 'integer', 'number', 'boolean', 'bytes'] as const;
    expect(features(kinds.map((kind) => column(kind, kind))).features).toEqual(
      ['string', 'string', 'string', 'int64', 'float64', 'bool', 'binary'].map((dtype, i) => ({
        name: kinds[i],
        dtype,
      })),
    );
  });

  it('writes objects as structs, and lists of them as lists', () => {
    const inner = [column('role', 'text'), column('n', 'integer', { list: true })];
    const written = [
      { name: 'role', dtype: 'string' },
      { name: 'n', sequence: 'int64' },
    ];
    expect(features([column('o', 'object', { fields: inner })]).features).toEqual([
      { name: 'o', struct: written },
    ]);
    expect(features([column('l', 'object', { list: true, fields: inner })]).features).toEqual([
      { name: 'l', list: written },
    ]);
  });

  it('gives all features or none, and says which column is in the way', () => {
    const deep = column('o', 'object', { fields: [column('never', 'empty')] });
    expect(features([column('text', 'text'), deep])).toEqual({
      features: undefined,
      missing: ['a type of the column "o"'],
    });
    expect(features(undefined)).toEqual({
      features: undefined,
      missing: ['the columns of the set: not all its files are at hand'],
    });
    expect(features([column('odd', 'mixed')], 'parquet')).toEqual({ features: undefined, missing: [] });
    expect(features([])).toEqual({ features: undefined, missing: [] });
  });
});
