import { join } from 'node:path';
import {
  type DuckDBAppender,
  type DuckDBConnection,
  DuckDBDataChunk,
  DuckDBInstance,
  UINTEGER,
} from '@duckdb/node-api';

/** Rows of a chunk; DuckDB's vectors hold no more. */
const CHUNK = 2048;

/** Least memory that DuckDB sorts in, in bytes. */
const LEAST_MEMORY = 128 * 1024 * 1024;

interface BandTable {
  readonly appender: DuckDBAppender;
  readonly chunk: DuckDBDataChunk;
  /** Columns lo, hi and text. */
  readonly rows: readonly [Uint32Array, Uint32Array, Uint32Array];
  length: number;
}

/** Is given the texts of a band that share its hash with others, those of one hash one after the other; `first` begins the next. */
export type VisitShared = (text: number, first: boolean) => void;

/** A table of (hash, text) a band, in a DuckDB file of a folder that its caller removes. */
export class BandTables {
  readonly #instance: DuckDBInstance;
  readonly #connection: DuckDBConnection;
  readonly #tables: readonly BandTable[];

  private constructor(instance: DuckDBInstance, connection: DuckDBConnection, tables: readonly BandTable[]) {
    this.#instance = instance;
    this.#connection = connection;
    this.#tables = tables;
  }

  static async open(folder: string, bands: number, memoryBytes: number): Promise<BandTables> {
    const memory = Math.floor(Math.max(LEAST_MEMORY, memoryBytes) / 1024 / 1024);
    const instance = await DuckDBInstance.create(join(folder, 'bands.duckdb'), {
      memory_limit: `${memory}MiB`,
      temp_directory: join(folder, 'spilled'),
      threads: '2',
      preserve_insertion_order: 'false',
    });
    const connection = await instance.connect();
    const tables: BandTable[] = [];
    for (let band = 0; band < bands; band++) {
      await connection.run(`CREATE TABLE band${band} (lo UINTEGER, hi UINTEGER, text UINTEGER)`);
      tables.push({
        appender: await connection.createAppender(`band${band}`),
        chunk: DuckDBDataChunk.create([UINTEGER, UINTEGER, UINTEGER], CHUNK),
        rows: [new Uint32Array(CHUNK), new Uint32Array(CHUNK), new Uint32Array(CHUNK)],
        length: 0,
      });
    }
    return new BandTables(instance, connection, tables);
  }

  /** Adds a text by its keys: pairs (lo, hi) from `at`. */
  add(text: number, keys: Uint32Array, at: number): void {
    for (const table of this.#tables) {
      const [lo, hi, texts] = table.rows;
      lo[table.length] = keys[at++];
      hi[table.length] = keys[at++];
      texts[table.length++] = text;
      if (table.length === CHUNK) flush(table);
    }
  }

  async shared(band: number, visit: VisitShared): Promise<void> {
    const table = this.#tables[band];
    flush(table);
    table.appender.flushSync();
    const result = await this.#connection.stream(
      `SELECT lo, hi, text FROM band${band} SEMI JOIN
         (SELECT lo, hi FROM band${band} GROUP BY lo, hi HAVING count(*) > 1) USING (lo, hi)
       ORDER BY lo, hi`,
    );
    let lastLo: unknown;
    let lastHi: unknown;
    for (;;) {
      const chunk = await result.fetchChunk();
      if (chunk === null || chunk.rowCount === 0) return;
      const [los, his, texts] = [0, 1, 2].map((column) => chunk.getColumnVector(column));
      for (let i = 0; i < chunk.rowCount; i++) {
        const lo = los.getItem(i);
        const hi = his.getItem(i);
        visit(texts.getItem(i) as number, lo !== lastLo || hi !== lastHi);
        lastLo = lo;
        lastHi = hi;
      }
    }
  }

  close(): void {
    for (const { appender } of this.#tables) appender.closeSync();
    this.#connection.closeSync();
    this.#instance.closeSync();
  }
}

function flush(table: BandTable): void {
  if (table.length === 0) return;
  table.chunk.rowCount = table.length;
  table.rows.forEach((column, i) => {
    table.chunk.setColumnValues(i, column.subarray(0, table.length) as unknown as number[]);
  });
  table.appender.appendDataChunk(table.chunk);
  table.length = 0;
}
