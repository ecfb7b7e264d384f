import type { SchemaElement, SchemaTree } from 'hyparquet';
import { ByteWriter, ParquetWriter } from 'hyparquet-writer';
import type { ColumnShape } from './column-shape.ts';
import type { Row } from './fields.ts';
import { ParquetFile } from './parquet-file.ts';
import { elementsOf, fits, inferredElements, treeOf } from './parquet-schema.ts';
import { columnValue } from './parquet-value.ts';

/** A row group ends at this many bytes of rows, counted roughly, or at this many rows. */
const GROUP_BYTES = 1 << 25;
const GROUP_ROWS = 100_000;

/** Rows as a Parquet file, compressed with Snappy, in pieces. `like`: files whose columns keep their types. */
export async function* parquetRows(
  rows: AsyncIterable<Row>,
  columns: ReadonlyMap<string, ColumnShape>,
  like: readonly string[],
): AsyncGenerator<Uint8Array, void> {
  const trees = await columnTrees(columns, like);
  const table = new Table(trees);
  for await (const row of rows) {
    table.add(row);
    if (!table.full) continue;
    table.endGroup();
    yield table.take();
  }
  table.endGroup();
  table.finish();
  yield table.take();
}

/** The schema of each column: that of the files it came from, where these agree and its values still fit, else by its values. */
async function columnTrees(
  columns: ReadonlyMap<string, ColumnShape>,
  like: readonly string[],
): Promise<SchemaTree[]> {
  const known = new Map<string, SchemaTree | undefined>();
  for (const path of like) {
    const file = await ParquetFile.open(path, path);
    for (const tree of file.trees) {
      const { name } = tree.element;
      const before = known.get(name);
      const agrees = !known.has(name) || (before !== undefined && isEqual(before, tree));
      known.set(name, agrees ? tree : undefined);
    }
    await file.close();
  }
  return [...columns].map(([name, shape]) => {
    const tree = known.get(name);
    if (tree !== undefined && fits(tree, shape)) return treeOf(elementsOf(tree));
    return treeOf(inferredElements(name, shape));
  });
}

function isEqual(a: SchemaTree, b: SchemaTree): boolean {
  return JSON.stringify(elementsOf(a)) === JSON.stringify(elementsOf(b));
}

/** The file so far. */
class Table {
  readonly #bytes = new ByteWriter();
  readonly #writer: ParquetWriter;
  readonly #trees: readonly SchemaTree[];
  #data: unknown[][];
  #size = 0;

  constructor(trees: readonly SchemaTree[]) {
    this.#trees = trees;
    this.#data = trees.map(() => []);
    const root: SchemaElement = { name: 'root', num_children: trees.length };
    const schema = [root, ...trees.flatMap(elementsOf)];
    this.#writer = new ParquetWriter({ writer: this.#bytes, schema, createdBy: 'outcross' });
  }

  get full(): boolean {
    return this.#size >= GROUP_BYTES || (this.#data[0]?.length ?? 0) >= GROUP_ROWS;
  }

  add(row: Row): void {
    for (let i = 0; i < this.#trees.length; i++) {
      const tree = this.#trees[i];
      const { name } = tree.element;
      const value = Object.hasOwn(row, name) ? row[name] : null;
      this.#data[i].push(columnValue(value, tree));
      this.#size += typeof value === 'string' || value instanceof Uint8Array ? value.length : 8;
    }
  }

  endGroup(): void {
    const rows = this.#data[0]?.length ?? 0;
    if (rows === 0) return;
    const columnData = this.#trees.map(({ element: { name } }, i) => ({ name, data: this.#data[i] }));
    this.#writer.write({ columnData, rowGroupSize: rows });
    this.#data = this.#trees.map(() => []);
    this.#size = 0;
  }

  finish(): void {
    this.#writer.finish();
  }

  /** What was written since it was taken last. */
  take(): Uint8Array {
    const bytes = this.#bytes.getBytes().slice();
    this.#bytes.index = 0;
    return bytes;
  }
}
