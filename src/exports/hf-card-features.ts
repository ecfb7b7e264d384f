import type { Asked } from './asked.ts';
import { type Column, type ColumnKind, isTyped } from './columns.ts';
import type { ExportFacts } from './facts.ts';
import type { YamlMap } from './yaml.ts';

/** Types of the library datasets. Dates in rows of text stay text. */
const DTYPES: Readonly<Partial<Record<ColumnKind, string>>> = {
  text: 'string',
  date: 'string',
  moment: 'string',
  integer: 'int64',
  number: 'float64',
  boolean: 'bool',
  bytes: 'binary',
};

/**
 * The features of the set, where every value has a type: half a list of features would keep the set from loading. Parquet files
 * tell their own.
 */
export function hubFeatures({ columns, files }: ExportFacts, asked: Asked): YamlMap {
  if (files.some(({ format }) => format === 'parquet')) return {};
  if (columns === undefined) {
    asked.value(undefined, 'the columns of the set: not all its files are at hand');
    return {};
  }
  const untyped = columns.filter((column) => !isTyped(column));
  for (const { name } of untyped) asked.value(undefined, `a type of the column ${JSON.stringify(name)}`);
  return untyped.length > 0 || columns.length === 0 ? {} : { features: columns.map(featureOf) };
}

function featureOf(column: Column): YamlMap {
  const { name, kind, list, fields } = column;
  const dtype = DTYPES[kind]!;
  if (kind !== 'object') return list ? { name, sequence: dtype } : { name, dtype };
  const inner = fields.map(featureOf);
  return list ? { name, list: inner } : { name, struct: inner };
}
