import type { Row } from './fields.ts';
import type { Intake } from './intake.ts';
import { Mapper } from './mapper.ts';
import { ParquetFile } from './parquet-file.ts';
import { rowLimit } from './row-limit.ts';
import type { CorpusSpec, ReadEvents, Shard, ShardEnd } from './source.ts';

/** Reads row groups of a Parquet file, only the columns that examples are made of. */
export async function* readParquet<T>(
  shard: Shard,
  spec: CorpusSpec,
  events: ReadEvents,
  intake: Intake<T>,
): AsyncGenerator<T[], ShardEnd> {
  const file = await ParquetFile.open(shard.path, shard.name);
  try {
    const mapper = new Mapper(shard.name, spec);
    mapper.search.observe(file.shape);
    mapper.search.finish('its columns');
    return yield* readGroups(
      file,
      shard,
      mapper,
      new Rows(mapper, intake, rowLimit(spec), spec.modality === 'image'),
      (bytes) => events.progress(bytes),
    );
  } finally {
    await file.close();
  }
}

/** Skipped columns count as read: progress reaches the size of the shard. */
async function* readGroups<T>(
  file: ParquetFile,
  shard: Shard,
  mapper: Mapper,
  rows: Rows<T>,
  onRead: (bytes: number) => void,
): AsyncGenerator<T[], ShardEnd> {
  const [first, after] = shard.rowGroups ?? [0, file.groups.length];
  const columns = rows.intake.whole ? [...file.columns] : mapper.columns(file.columns);
  for (let index = first; index < Math.min(after, file.groups.length); index++) {
    let key = file.groups[index].before;
    for await (const part of file.rows(index, columns, rows.exact)) {
      for (const values of part) {
        rows.add(columns, values, ++key, file.lossy);
        yield* rows.intake.takeFull();
      }
    }
    onRead(file.groups[index].bytes);
  }
  mapper.texts.finish(shard.rowGroups !== undefined);
  yield* rows.intake.takeRest();
  return { rows: rows.intake.rows };
}

class Rows<T> {
  readonly intake: Intake<T>;
  /** True where bytes must come as they are. */
  readonly exact: boolean;
  readonly #mapper: Mapper;
  readonly #max: number;
  readonly #textColumns: readonly string[];

  constructor(mapper: Mapper, intake: Intake<T>, max: number, pictures: boolean) {
    this.#mapper = mapper;
    this.intake = intake;
    this.#max = max;
    this.exact = intake.whole || pictures;
    // Rows that are kept whole hold bytes where text is no UTF-8.
    this.#textColumns = intake.whole && !pictures ? mapper.texts.paths : [];
  }

  add(columns: readonly string[], values: readonly unknown[], key: number, lossy: ReadonlySet<string>): void {
    const row = Object.create(null) as Record<string, unknown>;
    columns.forEach((column, i) => {
      row[column] = values[i] ?? null;
    });
    const text = this.#textColumns.find((column) => row[column] instanceof Uint8Array);
    const broken = text !== undefined;
    const readable = broken ? { ...row, [text]: Buffer.from(row[text] as Uint8Array).toString() } : row;
    const made = this.#mapper.example(readable, key);
    if (typeof made === 'string') this.intake.bad(made, shown(row));
    else if (Buffer.byteLength(made.text) > this.#max) this.intake.overlong(made.text);
    else this.intake.add(made, broken || isLossy(made.text, lossy), undefined, { value: row });
  }
}

function isLossy(text: string, lossy: ReadonlySet<string>): boolean {
  if (lossy.size === 0 || !text.includes('\uFFFD')) return false;
  // The text of a chat is joined from several strings.
  return lossy.has(text) || [...lossy].some((part) => text.includes(part));
}

/** A row as JSON, its long texts cut, for a quarantine file; nothing where it is nested too deep to be written. */
function shown(row: Row): string {
  try {
    return JSON.stringify(row, (_, value) => {
      if (typeof value === 'bigint') return Number(value);
      if (typeof value === 'string') return value.slice(0, 1000);
      return value instanceof Uint8Array ? `${value.length} bytes` : value;
    });
  } catch {
    return '';
  }
}
