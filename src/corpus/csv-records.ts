import { type InfoRecord, parse } from 'csv-parse';
import { isSuspect, lineFields, openQuote, unclosedQuote } from './csv-quotes.ts';
import { StreamDecoder } from './stream-decoder.ts';

/** Told of each record: its fields as bytes in latin1, and the line on which it begins, from 1. */
export type RecordHandler = (fields: readonly string[], line: number, bytes: number) => void;

/** Told of text that is no record: why, its bytes in latin1, and the line on which its fault stands. */
export type FaultHandler = (reason: string, raw: string, line: number) => void;

/** A quote that the end of the file leaves open. */
export interface OpenQuote {
  /** The line on which it opens, from 1. */
  readonly line: number;
  /** Lines behind that one, which nothing was read of. */
  readonly lines: number;
}

const LINE_FEED = 10;
const CARRIAGE_RETURN = 13;
const QUOTE = 34;
const LINE_ENDS = ['\r\n', '\n'];
const LEADING_BREAKS = /^[\r\n]+/;
const NOT_CLOSED = 'a quote opens that is not closed (a quote within a quoted field is written twice)';

/**
 * Records of a CSV stream (RFC 4180), through csv-parse. Fields are handed over as latin1 strings, a character a byte,
 * because the parser decodes without telling which bytes were wrong. Quotes that stand where none may are kept as text.
 * A quote that is never closed makes its line a fault, and the lines that its field swallowed are read as records of their own.
 * A record longer than `maxBytes` is not held: the parser is left, and a new one begins after the record's end.
 */
export class CsvRecords {
  /** The first bytes of the record under way, and the line on which it begins. */
  head = Buffer.alloc(0);
  line = 1;
  readonly #delimiter: string;
  readonly #max: number;
  readonly #onRecord: RecordHandler;
  readonly #onFault: FaultHandler;
  #lineEnds: string[] | undefined;
  /** What came before the first line end. */
  #undecided = Buffer.alloc(0);
  #parser: StreamDecoder | undefined;
  /** Of the present parser: bytes given, bytes up to the end of the last record, line on which it began. */
  #given = 0;
  #recordEnd = 0;
  #firstLine = 1;
  /** Line breaks inside fields that the parser counts twice. */
  #countedTwice = 0;
  #lineFeeds = 0;
  #quotes = 0;
  #skipping = false;
  /** What was given since the record under way began, and where in the parser's input it stands. */
  #held: Buffer[] = [];
  #heldFrom = 0;
  /** The first record names the columns: its quotes are not looked at. */
  #first = true;

  constructor(delimiter: string, maxBytes: number, onRecord: RecordHandler, onFault: FaultHandler) {
    this.#delimiter = delimiter;
    this.#max = maxBytes;
    this.#onRecord = onRecord;
    this.#onFault = onFault;
  }

  /** Parses `bytes`; resolves to true where the record under way has become too long and is now skipped. */
  async push(bytes: Buffer): Promise<boolean> {
    const rest = this.#skipping ? this.#skip(bytes) : bytes;
    // A copy: the parser keeps a view of its input until the next, and the caller's buffer may be reused before.
    const chunk = Buffer.concat([this.#undecided, rest]);
    this.#lineEnds ??= chunk.length > this.#max ? LINE_ENDS : lineEndsOf(chunk);
    this.#undecided = this.#lineEnds === undefined ? chunk : Buffer.alloc(0);
    if (this.#lineEnds === undefined || chunk.length === 0) return false;
    return this.#parse(chunk);
  }

  async #parse(chunk: Buffer): Promise<boolean> {
    const before = this.#given;
    this.#given += chunk.length;
    this.#held.push(chunk);
    await this.#open().push(chunk);
    this.#check();
    this.#letGo();
    const tail = chunk.subarray(Math.max(0, this.#recordEnd - before));
    if (this.#recordEnd >= before) {
      this.#quotes = 0;
      this.head = Buffer.from(tail.subarray(0, 4000));
    }
    this.#quotes += count(tail, QUOTE);
    this.#lineFeeds += count(chunk, LINE_FEED);
    if (this.#given - this.#recordEnd <= this.#max) return false;
    this.#leave();
    this.#skipping = true;
    return true;
  }

  /** Parses the last record; resolves to the quote that the stream ends behind, if it ends inside a quoted field. */
  async end(): Promise<OpenQuote | undefined> {
    if (this.#undecided.length > 0) await this.#parse(this.#undecided);
    if (this.#skipping && this.#quotes === 1)
      return { line: this.line, lines: Math.max(0, this.#lineFeeds - this.line) };
    if (this.#parser === undefined) return undefined;
    await this.#parser.end();
    if (codeOf(this.#parser.failure) === 'CSV_QUOTE_NOT_CLOSED') return this.#leftOpen();
    this.#check();
    return undefined;
  }

  close(): void {
    this.#parser?.close();
  }

  #leftOpen(): OpenQuote {
    const text = this.#heldFromRecord().toString('latin1');
    const at = openQuote(text, this.#delimiter) ?? 0;
    const line = this.line + breaksIn(text.slice(0, at));
    return { line, lines: breaksIn(text.slice(at).trimEnd()) };
  }

  /** Drops what is held of records that ended. */
  #letGo(): void {
    while (this.#held.length > 0 && this.#heldFrom + this.#held[0].length <= this.#recordEnd) {
      this.#heldFrom += this.#held[0].length;
      this.#held.shift();
    }
  }

  #heldFromRecord(end = this.#given): Buffer {
    let from = this.#heldFrom;
    const parts = this.#held.map((chunk) => {
      const part = chunk.subarray(Math.max(0, this.#recordEnd - from), Math.max(0, end - from));
      from += chunk.length;
      return part;
    });
    return parts.length === 1 ? parts[0] : Buffer.concat(parts);
  }

  #check(): void {
    if (this.#parser?.failure !== undefined) throw this.#parser.failure;
  }

  #leave(): void {
    this.#parser?.close();
    this.#parser = undefined;
    this.#held = [];
  }

  /** Drops the record that is too long, up to the line end that an even number of quotes precedes. */
  #skip(bytes: Buffer): Buffer {
    let odd = this.#quotes % 2 === 1;
    for (let at = 0; at < bytes.length; at++) {
      if (bytes[at] === QUOTE) odd = !odd;
      if (bytes[at] !== LINE_FEED) continue;
      this.#lineFeeds++;
      if (odd) continue;
      this.#skipping = false;
      this.#restart();
      return bytes.subarray(at + 1);
    }
    this.#quotes = odd ? 1 : 0;
    return bytes.subarray(bytes.length);
  }

  #restart(): void {
    this.#given = 0;
    this.#heldFrom = 0;
    this.#recordEnd = 0;
    this.#countedTwice = 0;
    this.#quotes = 0;
    this.#firstLine = this.#lineFeeds + 1;
    this.line = this.#firstLine;
  }

  #open(): StreamDecoder {
    this.#parser ??= new StreamDecoder(
      parse({
        delimiter: this.#delimiter,
        record_delimiter: this.#lineEnds ?? LINE_ENDS,
        encoding: 'latin1',
        relax_column_count: true,
        relax_quotes: true,
        skip_empty_lines: true,
        on_record: (fields: string[], info: InfoRecord) => this.#record(fields, info),
      }),
    );
    return this.#parser;
  }

  /** Nothing is passed on to the parser's own readable side. */
  #record(fields: string[], info: InfoRecord): null {
    let inside = 0;
    for (const field of fields) {
      if (!field.includes('\n')) continue;
      inside += field.split('\n').length - 1;
      this.#countedTwice += field.split('\r\n').length - 1;
    }
    const last = this.#firstLine + info.lines - 1 - this.#countedTwice;
    const bytes = info.bytes - this.#recordEnd;
    const suspect = inside > 0 && !this.#first && isSuspect(fields, this.#delimiter);
    const raw = suspect ? this.#heldFromRecord(info.bytes) : undefined;
    this.#first = false;
    this.#recordEnd = info.bytes;
    this.line = last + 1;
    if (raw === undefined || !this.#isTornApart(raw, fields, last - inside))
      this.#onRecord(fields, last - inside, bytes);
    return null;
  }

  /** Hands over the lines of a record one by one where a quote in it was never closed; false where none is. */
  #isTornApart(bytes: Buffer, fields: readonly string[], line: number): boolean {
    const raw = bytes.toString('latin1').replace(LEADING_BREAKS, '');
    const at = unclosedQuote(raw, fields, this.#delimiter);
    if (at === undefined) return false;
    const opens = line + breaksIn(raw.slice(0, at));
    const lineEnd = raw.indexOf('\n', at);
    this.#onFault(NOT_CLOSED, raw.slice(0, lineEnd).trimEnd(), opens);
    const behind = raw.slice(lineEnd + 1).split(/\r?\n/);
    for (const [i, text] of behind.entries()) this.#line(text, opens + 1 + i);
    return true;
  }

  #line(text: string, line: number): void {
    if (text === '') return;
    const fields = lineFields(text, this.#delimiter);
    if (fields === undefined) this.#onFault(NOT_CLOSED, text, line);
    else this.#onRecord(fields, line, text.length);
  }
}

/** The first line end decides: a carriage return alone ends records only in a file whose first line ends so. */
function lineEndsOf(bytes: Buffer): string[] | undefined {
  const at = bytes.findIndex((byte) => byte === LINE_FEED || byte === CARRIAGE_RETURN);
  if (at < 0 || (bytes[at] === CARRIAGE_RETURN && at === bytes.length - 1)) return undefined;
  return bytes[at] === CARRIAGE_RETURN && bytes[at + 1] !== LINE_FEED ? [...LINE_ENDS, '\r'] : LINE_ENDS;
}

function count(bytes: Buffer, byte: number): number {
  let found = 0;
  for (let at = bytes.indexOf(byte); at >= 0; at = bytes.indexOf(byte, at + 1)) found++;
  return found;
}

function breaksIn(text: string): number {
  return text.split('\n').length - 1;
}

function codeOf(error: Error | undefined): unknown {
  return error !== undefined && 'code' in error ? error.code : undefined;
}
