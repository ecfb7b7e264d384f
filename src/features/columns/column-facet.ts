import { OutcrossError } from '../../base/errors.ts';
import { BLOCKS, TypeTable } from '../../sketch/type-table.ts';
import { firstRowsOf, type SampledRow } from './row-sample.ts';

/** What the cells of a column were, in the order in which the counts are stored. Those that are none of these are missing. */
export const CELL_KINDS = ['numbers', 'words', 'infinite'] as const;
export type CellKind = (typeof CELL_KINDS)[number];

/** Cells of one column by kind, 64 counts each. */
export type CellCounts = Readonly<Record<CellKind, Float64Array>>;

/** A word of a categorical column. */
export interface Category {
  readonly column: string;
  /** Its text, cut at `LONGEST_LABEL` characters. */
  readonly label: string;
}

export const LONGEST_LABEL = 80;

/** Most columns of a table. */
export const MOST_COLUMNS = 256;

/** (category, block) pairs kept over all columns. */
export const CATEGORY_PAIRS = 1 << 16;

/** What a table adds to a profile. */
export interface ColumnsFacet {
  /** By column, in code-unit order. */
  readonly columns: ReadonlyMap<string, CellCounts>;
  /** In order of hash. */
  readonly rows: readonly SampledRow[];
  /** Words of all columns: a type is a word in its column. */
  readonly categories: TypeTable;
  /** Of the types in `categories`, by their key, in its order. */
  readonly labels: ReadonlyMap<string, Category>;
}

/** The key of a type by its lanes. */
export function categoryKey(hi: number, lo: number): string {
  return (hi >>> 0).toString(16).padStart(8, '0') + (lo >>> 0).toString(16).padStart(8, '0');
}

export function noCells(): CellCounts {
  return mapCells(() => new Float64Array(BLOCKS));
}

function mapCells(value: (kind: CellKind) => Float64Array): CellCounts {
  return Object.fromEntries(CELL_KINDS.map((kind) => [kind, value(kind)])) as unknown as CellCounts;
}

export function emptyColumns(): ColumnsFacet {
  return { columns: new Map(), rows: [], categories: TypeTable.empty(1, CATEGORY_PAIRS), labels: new Map() };
}

/** Throws `E_FIELD` for more columns than a profile keeps. */
export function requireFewColumns(columns: number): void {
  if (columns <= MOST_COLUMNS) return;
  throw new OutcrossError('E_FIELD', `the table has more than ${MOST_COLUMNS} columns`, {
    hint: 'Name those to compare with --columns.',
  });
}

export function mergeColumns(a: ColumnsFacet, b: ColumnsFacet): ColumnsFacet {
  const names = [...new Set([...a.columns.keys(), ...b.columns.keys()])].sort();
  requireFewColumns(names.length);
  const none = noCells();
  const sum = (name: string) => {
    const [x, y] = [a.columns.get(name) ?? none, b.columns.get(name) ?? none];
    return mapCells((kind) => x[kind].map((n, block) => n + y[kind][block]));
  };
  const categories = a.categories.merge(b.categories);
  return {
    columns: new Map(names.map((name) => [name, sum(name)])),
    rows: firstRowsOf([...a.rows, ...b.rows]),
    categories,
    labels: labelsOf(categories, [a.labels, b.labels]),
  };
}

/** Columns stay, even those that hold nothing in the blocks kept. */
export function restrictColumns(facet: ColumnsFacet, keep: (block: number) => boolean): ColumnsFacet {
  const categories = facet.categories.restrict(keep);
  const cut = (counts: CellCounts) =>
    mapCells((kind) => counts[kind].map((n, block) => (keep(block) ? n : 0)));
  return {
    columns: new Map([...facet.columns].map(([name, counts]) => [name, cut(counts)])),
    rows: facet.rows.filter(({ block }) => keep(block)),
    categories,
    labels: labelsOf(categories, [facet.labels]),
  };
}

/** The labels of the types that a table holds, in its order. */
export function labelsOf(
  { columns: { hi, lo } }: TypeTable,
  known: readonly ReadonlyMap<string, Category>[],
): Map<string, Category> {
  const labels = new Map<string, Category>();
  for (let t = 0; t < hi.length; t++) {
    const key = categoryKey(hi[t], lo[t]);
    const label = known.map((map) => map.get(key)).find((found) => found !== undefined);
    if (label !== undefined) labels.set(key, label);
  }
  return labels;
}
