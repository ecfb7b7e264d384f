import type { SchemaElement, SchemaTree } from 'hyparquet';
import { isRow, type Row } from './fields.ts';
import { isList, isMap } from './parquet-schema.ts';

/** Digits that a floating-point number holds of any decimal. */
export const EXACT_DIGITS = 15;

type Mend = (value: unknown) => unknown;

/**
 * Gives decimals of a column of this schema their own digits again; undefined where it holds none. The reader multiplies by a power of
 * ten, which makes 123456.12339999998 of 123456.1234; up to 15 digits the error is below half of the last one.
 */
export function decimalsOf(tree: SchemaTree): Mend | undefined {
  const inner = innerOf(tree);
  if (inner === undefined || tree.element.repetition_type !== 'REPEATED') return inner;
  return (value) => (Array.isArray(value) ? value.map(inner) : value);
}

function innerOf(tree: SchemaTree): Mend | undefined {
  if (tree.children.length === 0) return leafOf(tree.element);
  if (isList(tree)) return eachOf(tree.children[0].children[0]);
  if (isMap(tree)) return valuesOf(tree.children[0]?.children[1]);
  return fieldsOf(tree.children);
}

function leafOf({ converted_type, precision = 0, scale = 0 }: SchemaElement): Mend | undefined {
  if (converted_type !== 'DECIMAL' || scale <= 0 || precision > EXACT_DIGITS) return undefined;
  return (value) => (typeof value === 'number' ? Number(value.toFixed(scale)) : value);
}

function eachOf(element: SchemaTree): Mend | undefined {
  const mend = decimalsOf(element);
  return mend && ((value) => (Array.isArray(value) ? value.map(mend) : value));
}

function valuesOf(tree: SchemaTree | undefined): Mend | undefined {
  const mend = tree && decimalsOf(tree);
  if (mend === undefined) return undefined;
  return (value) => (isRow(value) ? mapped(value, () => mend) : value);
}

function fieldsOf(children: readonly SchemaTree[]): Mend | undefined {
  const mends = new Map<string, Mend>();
  for (const child of children) {
    const mend = decimalsOf(child);
    if (mend !== undefined) mends.set(child.element.name, mend);
  }
  if (mends.size === 0) return undefined;
  return (value) => (isRow(value) ? mapped(value, (name) => mends.get(name)) : value);
}

function mapped(row: Row, mendOf: (name: string) => Mend | undefined): Row {
  return Object.fromEntries(
    Object.entries(row).map(([name, value]) => [name, mendOf(name)?.(value) ?? value]),
  );
}
