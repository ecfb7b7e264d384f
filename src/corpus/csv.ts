import { OutcrossError } from '../base/errors.ts';
import { contentBytes } from './content.ts';
import { CsvRecords, type OpenQuote } from './csv-records.ts';
import { decodeUtf8, excerpt } from './decoding.ts';
import type { Row } from './fields.ts';
import type { Intake } from './intake.ts';
import { bomLength } from './magic.ts';
import { Mapper } from './mapper.ts';
import { rowLimit } from './row-limit.ts';
import type { CorpusSpec, ReadEvents, Shard, ShardEnd } from './source.ts';

/** Reads comma- or tab-separated values whose first record names the columns. Lines of bad rows count the header's. */
export async function* readCsv<T>(
  shard: Shard,
  spec: CorpusSpec,
  events: ReadEvents,
  intake: Intake<T>,
): AsyncGenerator<T[], ShardEnd> {
  const delimiter = shard.format === 'tsv' ? '\t' : ',';
  const mapper = new Mapper(shard.name, spec);
  mapper.texts.emptyIsNothing = true;
  const table = new Table(shard.name, delimiter, mapper, intake, rowLimit(spec));
  const records = new CsvRecords(
    delimiter,
    rowLimit(spec),
    (...record) => table.record(...record),
    (reason, raw, line) => intake.bad(reason, decodeLatin1(raw.slice(0, 4000)).text, line),
  );
  let open: OpenQuote | undefined;
  try {
    let first = true;
    for await (const bytes of contentBytes(shard, (read) => events.progress(read))) {
      const overlong = await records.push(first ? bytes.subarray(bomLength(bytes)) : bytes);
      first = false;
      if (overlong) intake.overlong(excerpt(records.head), records.line);
      yield* intake.takeFull();
    }
    open = await records.end();
  } finally {
    records.close();
  }
  if (open === undefined) mapper.texts.finish();
  yield* intake.takeRest();
  if (open !== undefined) throw neverClosed(shard.name, open);
  return { rows: intake.rows };
}

function neverClosed(name: string, { line, lines }: OpenQuote): OutcrossError {
  const lost =
    lines === 0 ? '' : `; the ${lines === 1 ? 'line' : `${lines.toLocaleString('en-US')} lines`} behind it`;
  const text = `${name}: the file ends inside the quoted field that opens on line ${line}${lost === '' ? '' : `${lost} belong to no row`}`;
  return new OutcrossError('E_TRUNCATED', text, {
    where: `${name}:${line}`,
    hint: 'Close the quote, or write it twice where it belongs to the text; if the file was cut short, write it again.',
  });
}

/** What else may separate columns, its name, and what to do about it. */
const SEPARATORS: readonly (readonly [string, string, string])[] = [
  ['\t', 'tabs', 'Read it with --format tsv.'],
  [';', 'semicolons', 'Write it anew with commas (.csv) or tabs (.tsv).'],
  ['|', 'bars', 'Write it anew with commas (.csv) or tabs (.tsv).'],
  [',', 'commas', 'Read it with --format csv.'],
];

type WantedColumn = readonly [column: string, index: number];

/** The columns of a file, and what becomes of its records. */
class Table<T> {
  readonly #name: string;
  readonly #delimiter: string;
  readonly #mapper: Mapper;
  readonly #intake: Intake<T>;
  readonly #max: number;
  #width = 0;
  #wanted: readonly WantedColumn[] | undefined;

  constructor(name: string, delimiter: string, mapper: Mapper, intake: Intake<T>, max: number) {
    this.#name = name;
    this.#delimiter = delimiter;
    this.#mapper = mapper;
    this.#intake = intake;
    this.#max = max;
  }

  record(fields: readonly string[], line: number, bytes: number): void {
    if (this.#wanted === undefined) this.#header(fields);
    else if (bytes > this.#max) this.#intake.overlong(this.#raw(fields), line);
    else if (fields.length === this.#width) this.#row(this.#wanted, fields, line);
    else {
      const found = `${fields.length} ${fields.length === 1 ? 'column' : 'columns'}`;
      this.#intake.bad(`the row has ${found}, the header ${this.#width}`, this.#raw(fields), line);
    }
  }

  #row(wanted: readonly WantedColumn[], fields: readonly string[], line: number): void {
    const row: Record<string, unknown> = Object.create(null);
    let lossy = false;
    for (const [column, index] of wanted) {
      const decoded = decodeLatin1(fields[index]);
      row[column] = decoded.text;
      lossy ||= decoded.lossy;
    }
    const made = this.#mapper.example(row, this.#intake.rows + 1);
    if (typeof made === 'string') this.#intake.bad(made, this.#raw(fields), line);
    else this.#intake.add(made, lossy, line, { value: row });
  }

  #header(fields: readonly string[]): void {
    const columns = fields.map((field) => decodeLatin1(field).text);
    const twice = columns.find((column, i) => column !== '' && columns.indexOf(column) < i);
    if (twice !== undefined) {
      throw new OutcrossError('E_FORMAT', `${this.#name}: the header names the column "${twice}" twice`, {
        where: this.#name,
        hint: 'Give each column a name of its own.',
      });
    }
    const row: Row = Object.fromEntries(columns.map((column) => [column, '']));
    this.#mapper.search.observe(row);
    this.#refuseOther(columns);
    this.#mapper.search.finish('its header');
    this.#width = columns.length;
    const wanted = this.#intake.whole ? columns : this.#mapper.columns(columns);
    this.#wanted = wanted.map((column) => [column, columns.indexOf(column)] as const);
  }

  /** Says why no field is found where the header is one column whose name holds another separator. */
  #refuseOther([only, ...others]: readonly string[]): void {
    if (others.length > 0 || this.#mapper.search.settled) return;
    const other = SEPARATORS.find(([mark]) => mark !== this.#delimiter && only?.includes(mark));
    if (other === undefined) return;
    const [, kind, hint] = other;
    const asked = this.#delimiter === ',' ? 'commas' : 'tabs';
    const message = `${this.#name}: the columns of its header are separated by ${kind}, not by ${asked}`;
    throw new OutcrossError('E_FIELD', message, { where: `${this.#name}:1`, hint });
  }

  #raw(fields: readonly string[]): string {
    return decodeLatin1(fields.join(this.#delimiter).slice(0, 4000)).text;
  }
}

/** A field whose characters are bytes; most are ASCII and need no more. */
function decodeLatin1(field: string): { text: string; lossy: boolean } {
  return /[\x80-\xff]/.test(field) ? decodeUtf8(Buffer.from(field, 'latin1')) : { text: field, lossy: false };
}
