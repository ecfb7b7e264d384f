import { rm } from 'node:fs/promises';
import { StagedFile, temporaryName } from '../base/staged-file.ts';
import { fileBytes } from './bytes.ts';
import { ColumnShape } from './column-shape.ts';
import { csvRows } from './csv-table.ts';
import type { Row } from './fields.ts';
import { OutputFile } from './output-file.ts';
import type { Destination } from './output-format.ts';
import { parquetRows } from './parquet-table.ts';
import type { Part, WrittenFile } from './part.ts';
import { framesEnd, rowsOf } from './rows-encoder.ts';

/**
 * A table on its way. Its columns and their types are known when all rows were seen, so rows wait in a temporary file beside
 * it: no row is refused for a field that came late, and memory does not grow with the table.
 */
export class TableFile implements Part {
  content = 0;
  records = 0;
  readonly #destination: Destination;
  readonly #like: readonly string[];
  readonly #spool: StagedFile;
  readonly #spoolPath: string;
  readonly #columns = new Map<string, ColumnShape>();
  #output: OutputFile | undefined;

  private constructor(
    destination: Destination,
    like: readonly string[],
    spool: StagedFile,
    spoolPath: string,
  ) {
    this.#destination = destination;
    this.#like = like;
    this.#spool = spool;
    this.#spoolPath = spoolPath;
  }

  /** `like`: Parquet files whose columns keep their types where values still fit them. */
  static async open(destination: Destination, like: readonly string[]): Promise<TableFile> {
    const spoolPath = temporaryName(destination.path);
    return new TableFile(destination, like, await StagedFile.open(spoolPath), spoolPath);
  }

  async write(bytes: Uint8Array, records: number): Promise<void> {
    this.content += bytes.length;
    this.records += records;
    for (const row of rowsOf(bytes)) this.#observe(row);
    await this.#spool.write(bytes);
  }

  async stage(): Promise<void> {
    await this.#spool.stage();
    await this.#spool.commit();
    const { path, format, compression } = this.#destination;
    this.#output = await OutputFile.open(path, compression);
    this.#output.records = this.records;
    const table =
      format === 'parquet'
        ? parquetRows(this.#rows(), this.#columns, this.#like)
        : csvRows(this.#rows(), this.#columns, format === 'tsv' ? '\t' : ',');
    for await (const bytes of table) await this.#output.write(bytes);
    await this.#output.stage();
    await rm(this.#spoolPath, { force: true });
  }

  commit(): Promise<WrittenFile> {
    return this.#output!.commit();
  }

  written(path: string): WrittenFile {
    return this.#output!.written(path);
  }

  async discard(): Promise<void> {
    await this.#spool.discard();
    await rm(this.#spoolPath, { force: true });
    await this.#output?.discard();
  }

  #observe(row: Row): void {
    for (const [column, value] of Object.entries(row)) {
      let shape = this.#columns.get(column);
      if (shape === undefined) {
        shape = new ColumnShape();
        this.#columns.set(column, shape);
      }
      shape.observe(value);
    }
  }

  async *#rows(): AsyncGenerator<Row, void> {
    let carry = Buffer.alloc(0);
    for await (const chunk of fileBytes({ path: this.#spoolPath, name: this.#destination.path })) {
      const bytes = Buffer.concat([carry, chunk]);
      const end = framesEnd(bytes);
      yield* rowsOf(bytes.subarray(0, end));
      carry = bytes.subarray(end);
    }
  }
}
