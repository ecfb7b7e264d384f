import { parquetSchema, type SchemaElement, type SchemaTree } from 'hyparquet';
import type { ColumnShape } from './column-shape.ts';

/** Fields of an object from which on it counts as a dictionary, which is written as JSON. */
const MOST_FIELDS = 200;

/** Objects in objects beyond this depth are written as JSON. */
const DEEPEST = 16;

/**
 * The schema of a column by what its values were: text, BOOLEAN, INT64, DOUBLE, moments, bytes, lists and structs of these, all
 * optional. What fits none of them, as values of several kinds, is a column of JSON, so that every value can be read back.
 */
export function inferredElements(name: string, shape: ColumnShape, depth = 0): SchemaElement[] {
  const { elements, fields, scalars } = shape;
  const kinds =
    (scalars.size > 0 ? 1 : 0) + (elements === undefined ? 0 : 1) + (fields === undefined ? 0 : 1);
  const optional = { name, repetition_type: 'OPTIONAL' } as const;
  const json: SchemaElement[] = [{ ...optional, type: 'BYTE_ARRAY', converted_type: 'JSON' }];
  if (kinds > 1 || depth > DEEPEST) return json;
  if (elements !== undefined) {
    return [
      { ...optional, converted_type: 'LIST', num_children: 1 },
      { name: 'list', repetition_type: 'REPEATED', num_children: 1 },
      ...inferredElements('element', elements, depth + 1),
    ];
  }
  if (fields !== undefined) {
    if (fields.size === 0 || fields.size > MOST_FIELDS) return json;
    const children = [...fields].flatMap(([key, inner]) => inferredElements(key, inner, depth + 1));
    return [{ ...optional, num_children: fields.size }, ...children];
  }
  const leaf = leafOf(shape);
  return leaf === undefined ? json : [{ ...optional, ...leaf }];
}

type Leaf = Pick<SchemaElement, 'type' | 'converted_type'>;

const TEXT: Leaf = { type: 'BYTE_ARRAY', converted_type: 'UTF8' };

const UNSIGNED: Leaf = { type: 'INT64', converted_type: 'UINT_64' };

function leafOf(shape: ColumnShape): Leaf | undefined {
  if (shape.scalars.size === 0 || shape.scalarsAre('string')) return TEXT;
  if (shape.scalarsAre('boolean')) return { type: 'BOOLEAN' };
  if (shape.scalarsAre('integer')) return { type: 'INT64' };
  if (shape.scalarsAre('integer', 'wide')) return { type: 'INT64' };
  if (shape.scalarsAre('integer', 'wide', 'unsigned') && shape.least >= 0) return UNSIGNED;
  if (shape.scalarsAre('integer', 'float')) return { type: 'DOUBLE' };
  if (shape.scalarsAre('moment')) return { type: 'INT64', converted_type: 'TIMESTAMP_MILLIS' };
  // A moment finer than a millisecond is text already.
  if (shape.scalarsAre('moment', 'string')) return TEXT;
  if (shape.scalarsAre('bytes')) return { type: 'BYTE_ARRAY' };
  return undefined;
}

/** A schema, parents before their children, as the tree of one column. */
export function treeOf(elements: readonly SchemaElement[]): SchemaTree {
  return parquetSchema({ schema: [{ name: 'root', num_children: 1 }, ...elements] }).children[0];
}

/** The elements of a tree, parents before their children. */
export function elementsOf(tree: SchemaTree): SchemaElement[] {
  return [tree.element, ...tree.children.flatMap(elementsOf)];
}

export function isList({ element, children }: SchemaTree): boolean {
  const called = element.converted_type === 'LIST' || element.logical_type?.type === 'LIST';
  return called && children.length === 1 && children[0].children.length === 1;
}

export function isMap({ element }: SchemaTree): boolean {
  return element.converted_type === 'MAP' || element.logical_type?.type === 'MAP';
}

export function isMoment({ converted_type, logical_type }: SchemaElement): boolean {
  return (
    converted_type === 'TIMESTAMP_MILLIS' ||
    converted_type === 'TIMESTAMP_MICROS' ||
    logical_type?.type === 'TIMESTAMP'
  );
}

/** Whether a column of this schema, that of a file that was read, can hold what its values are now. */
export function fits(tree: SchemaTree, shape: ColumnShape): boolean {
  if (shape.isEmpty) return tree.element.repetition_type !== 'REQUIRED';
  const { elements, fields, scalars } = shape;
  if (isMap(tree)) return scalars.size === 0;
  if (isList(tree)) {
    if (scalars.size > 0 || fields !== undefined || elements === undefined) return false;
    return fits(tree.children[0].children[0], elements);
  }
  if (tree.element.repetition_type === 'REPEATED') return false;
  if (tree.children.length > 0) {
    if (scalars.size > 0 || elements !== undefined || fields === undefined) return false;
    const children = new Map(tree.children.map((child) => [child.element.name, child]));
    return [...fields].every(([key, inner]) => children.has(key) && fits(children.get(key)!, inner));
  }
  return fitsLeaf(tree.element, shape);
}

const INT32_MOST = 2 ** 31;

/** Unsigned numbers of 64 bits keep their type only where a signed one would not do: see `inferredElements`. */
function fitsInteger(bits: number, signed: boolean, shape: ColumnShape): boolean {
  if (bits === 64) return signed && shape.scalarsAre('integer', 'wide');
  const most = signed ? 2 ** (bits - 1) : 2 ** bits;
  return shape.scalarsAre('integer') && shape.least >= (signed ? -most : 0) && shape.most < most;
}

function fitsLeaf(element: SchemaElement, shape: ColumnShape): boolean {
  const { type, converted_type: kind, logical_type } = element;
  if (kind === 'JSON') return true;
  if (shape.elements !== undefined || shape.fields !== undefined) return false;
  if (isMoment(element)) return shape.scalarsAre('moment', 'string');
  if (kind === 'DATE') return shape.scalarsAre('moment');
  if (kind === 'DECIMAL') return shape.scalarsAre('integer', 'float');
  if (kind?.startsWith('TIME_') || kind === 'UINT_64') return false;
  if (logical_type?.type === 'UUID') return shape.scalarsAre('string');
  if (logical_type?.type === 'INTEGER')
    return fitsInteger(logical_type.bitWidth, logical_type.isSigned, shape);
  switch (type) {
    case 'BOOLEAN':
      return shape.scalarsAre('boolean');
    case 'INT32':
      return shape.scalarsAre('integer') && shape.least >= -INT32_MOST && shape.most < INT32_MOST;
    case 'INT64':
      return shape.scalarsAre('integer', 'wide');
    case 'FLOAT':
    case 'DOUBLE':
      return shape.scalarsAre('integer', 'float');
    case 'BYTE_ARRAY':
      return shape.scalarsAre('string', ...(kind === 'UTF8' ? [] : (['bytes'] as const)));
    default:
      return type === 'FIXED_LEN_BYTE_ARRAY' && logical_type === undefined && shape.scalarsAre('bytes');
  }
}
