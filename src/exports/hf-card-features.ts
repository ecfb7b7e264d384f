import type { Asked } from './asked.ts';
import { type Column, type ColumnKind, isTyped } from './columns.ts';
import type { SetFile } from './facts.ts';
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
 * The features of the set, where all its files have the same columns and every value has a type: half a list of features would keep
 * the set from loading.
 */
export function hubFeatures(files: readonly SetFile[], asked: Asked): YamlMap {
  const sets = files.map(({ columns }) => columns);
  const [first] = sets;
  if (first === undefined || sets.includes(undefined)) {
    asked.value(undefined, 'the columns of the set: not all its files are at hand');
    return {};
  }
  const same = sets.every((columns) => JSON.stringify(columns) === JSON.stringify(first));
  const untyped = first.filter((column) => !isTyped(column));
  if (!same) asked.value(undefined, 'one list of features: the files differ in their columns');
  for (const { name } of untyped) asked.value(undefined, `a type of the column ${JSON.stringify(name)}`);
  if (!same || untyped.length > 0 || first.length === 0) return {};
  return { features: first.map(featureOf) };
}

function featureOf(column: Column): YamlMap {
  const { name, kind, list, fields } = column;
  const dtype = DTYPES[kind]!;
  if (kind !== 'object') return list ? { name, sequence: dtype } : { name, dtype };
  const inner = fields.map(featureOf);
  return list ? { name, list: inner } : { name, struct: inner };
}
