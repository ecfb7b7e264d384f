import type { Column, ColumnKind } from './columns.ts';
import type { SetFile } from './facts.ts';
import { iriPart } from './text.ts';

type Json = Readonly<Record<string, unknown>>;

/** Types of Croissant. What is not here has none. */
const DATA_TYPES: Readonly<Partial<Record<ColumnKind, string>>> = {
  text: 'sc:Text',
  integer: 'sc:Integer',
  number: 'sc:Float',
  boolean: 'sc:Boolean',
  date: 'sc:Date',
  moment: 'sc:DateTime',
};

/** The fields of a record set, and the columns that Croissant has no type for. */
export interface CroissantFields {
  readonly fields: readonly Json[];
  readonly leftOut: readonly string[];
}

interface Place {
  readonly file: string;
  readonly record: string;
  /** Names from the column inwards. */
  readonly path: readonly string[];
}

/** The columns of a file as the fields of `record`, the id of its record set; `file` is the id of the file. */
export function croissantFields({ columns = [] }: SetFile, file: string, record: string): CroissantFields {
  const leftOut: string[] = [];
  const fields = columns.flatMap((column) => {
    const field = fieldOf(column, { file, record, path: [column.name] });
    if (field === undefined) leftOut.push(column.name);
    return field === undefined ? [] : [field];
  });
  return { fields, leftOut };
}

/**
 * A field, or undefined where the column has no name, which the loader takes for none, or where any value of it would have no type: bytes, values of several kinds, lists of lists, and lists within
 * what a list holds, which the loader cannot reach.
 */
function fieldOf(column: Column, place: Place, inList = false): Json | undefined {
  if (column.name === '' || (inList && column.list)) return undefined;
  const type = DATA_TYPES[column.kind];
  if (column.kind !== 'object' && type === undefined) return undefined;
  const head = {
    '@type': 'cr:Field',
    '@id': [place.record, ...place.path.map(iriPart)].join('/'),
    name: column.name,
  };
  const array = column.list ? { isArray: true, arrayShape: '-1' } : {};
  if (type !== undefined) return { ...head, dataType: type, ...array, source: sourceOf(place) };
  const subFields = column.fields.map((inner) =>
    fieldOf(inner, { ...place, path: [...place.path, inner.name] }, inList || column.list),
  );
  const known = subFields.filter((field) => field !== undefined);
  if (known.length < subFields.length || known.length === 0) return undefined;
  return { ...head, ...array, subField: known };
}

function sourceOf({ file, path: [column, ...inner] }: Place): Json {
  const extract = { fileObject: { '@id': file }, extract: { column } };
  if (inner.length === 0) return extract;
  return { ...extract, transform: { jsonPath: inner.map(pathStep).join('.') } };
}

/** A step of a JSON path; what is no plain word stands in quotes. */
function pathStep(name: string): string {
  return /^[A-Za-z_]\w*$/.test(name) ? name : `'${name.replaceAll(/[\\']/g, '\\$&')}'`;
}
