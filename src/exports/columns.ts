import { isRow } from '../corpus/fields.ts';

/**
 * What the values of a column are. `integer` fits 64 bits; `date` and `moment` are text of ISO 8601 throughout; `object` has known fields;
 * `mixed` fits nothing else; `empty` was null in every row.
 */
export type ColumnKind =
  | 'text'
  | 'integer'
  | 'number'
  | 'boolean'
  | 'date'
  | 'moment'
  | 'bytes'
  | 'object'
  | 'mixed'
  | 'empty';

/** A column as its rows show it. */
export interface Column {
  readonly name: string;
  /** Of the elements, where the column holds lists. */
  readonly kind: ColumnKind;
  readonly list: boolean;
  /** Of an object. */
  readonly fields: readonly Column[];
}

/** An object of more fields than this is a dictionary. */
const MOST_FIELDS = 200;
/** A table has as many columns as it has; what goes beyond this is no table, and would take memory without end. */
const MOST_COLUMNS = 10_000;
const DEEPEST = 16;

const DATE = /^\d{4}-\d{2}-\d{2}$/;
const MOMENT = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2}(\.\d+)?)?(Z|[+-]\d{2}:?\d{2})?$/;

/** Gathers what the values of one column are. */
class Shape {
  readonly #kinds = new Set<ColumnKind>();
  readonly #depth: number;
  #elements: Shape | undefined;
  #fields: Map<string, Shape> | undefined;

  constructor(depth: number) {
    this.#depth = depth;
  }

  observe(value: unknown): void {
    if (value === null || value === undefined) return;
    if (this.#depth > DEEPEST) this.#kinds.add('mixed');
    else if (Array.isArray(value)) {
      this.#elements ??= new Shape(this.#depth + 1);
      for (const item of value) this.#elements.observe(item);
    } else if (isRow(value)) this.observeFields(value);
    else this.#kinds.add(scalarKind(value));
  }

  observeFields(row: object): void {
    this.#fields ??= new Map();
    const isRoot = this.#depth === 0;
    if (!isRoot && this.#fields.size > MOST_FIELDS) return;
    for (const key of Object.keys(row)) {
      let shape = this.#fields.get(key);
      if (shape === undefined) {
        if (isRoot && this.#fields.size >= MOST_COLUMNS) continue;
        shape = new Shape(this.#depth + 1);
        this.#fields.set(key, shape);
      }
      shape.observe((row as Record<string, unknown>)[key]);
    }
  }

  column(name: string): Column {
    const holds =
      (this.#kinds.size > 0 ? 1 : 0) + (this.#elements ? 1 : 0) + (this.#fields === undefined ? 0 : 1);
    if (holds > 1) return { name, kind: 'mixed', list: false, fields: [] };
    if (this.#elements !== undefined) {
      const inner = this.#elements.column(name);
      return inner.list ? { ...inner, kind: 'mixed', list: false, fields: [] } : { ...inner, list: true };
    }
    if (this.#fields === undefined) return { name, kind: joined(this.#kinds), list: false, fields: [] };
    if (this.#fields.size === 0 || this.#fields.size > MOST_FIELDS)
      return { name, kind: 'mixed', list: false, fields: [] };
    return { name, kind: 'object', list: false, fields: this.columns() };
  }

  columns(): Column[] {
    return [...(this.#fields ?? [])].map(([key, shape]) => shape.column(key));
  }
}

function scalarKind(value: unknown): ColumnKind {
  if (typeof value === 'string') return textKind(value);
  if (typeof value === 'boolean') return 'boolean';
  if (typeof value === 'bigint') return value === BigInt.asIntN(64, value) ? 'integer' : 'number';
  if (typeof value === 'number') return isInt64(value) ? 'integer' : 'number';
  return value instanceof Date ? 'moment' : 'bytes';
}

/** Formats hold whole numbers in 64 bits, with a sign. */
function isInt64(value: number): boolean {
  return Number.isInteger(value) && value >= -(2 ** 63) && value < 2 ** 63;
}

function textKind(text: string): ColumnKind {
  if (text.length < 10 || text.length > 40 || text.charCodeAt(4) !== 45) return 'text';
  if (DATE.test(text)) return isDay(text) ? 'date' : 'text';
  return MOMENT.test(text) && isDay(text.slice(0, 10)) && !Number.isNaN(Date.parse(text)) ? 'moment' : 'text';
}

/** Whether the calendar has the day: `Date.parse` takes 30 February for a day of March. */
function isDay(text: string): boolean {
  const time = Date.parse(text);
  return !Number.isNaN(time) && new Date(time).toISOString().startsWith(text);
}

const WIDER: readonly (readonly [readonly ColumnKind[], ColumnKind])[] = [
  [['integer', 'number'], 'number'],
  [['date', 'moment'], 'moment'],
  [['text', 'date', 'moment'], 'text'],
];

/** The one kind that all values are of. */
function joined(kinds: ReadonlySet<ColumnKind>): ColumnKind {
  if (kinds.size === 0) return 'empty';
  if (kinds.size === 1) return [...kinds][0];
  const wider = WIDER.find(([parts]) => [...kinds].every((kind) => parts.includes(kind)));
  return wider?.[1] ?? 'mixed';
}

/** Learns the columns of a table from its rows, one by one. */
export class ColumnSurvey {
  readonly #root = new Shape(0);

  add(row: object): void {
    this.#root.observeFields(row);
  }

  /** In the order in which they were first met. */
  columns(): Column[] {
    return this.#root.columns();
  }
}

/** True where each value of the column, and of all within it, has a type that a schema can name. */
export function isTyped({ kind, fields }: Column): boolean {
  return kind !== 'mixed' && kind !== 'empty' && fields.every(isTyped);
}
