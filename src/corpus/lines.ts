import { bomLength } from './magic.ts';
import { PieceBuffer } from './piece-buffer.ts';

const LINE_FEED = 10;
const CARRIAGE_RETURN = 13;

/** What a splitter hands its lines to. */
export interface LineSink {
  /** A line is `bytes[start, end)`, without its end (LF or CRLF), valid during the call; `offset` is its place in the file. */
  line(bytes: Buffer, start: number, end: number, offset: number): void;
  /** A line longer than allowed; `head` is its beginning. */
  overlong(head: Buffer, offset: number): void;
}

/** Which lines: those that start in [`from`, `to`). */
export interface LineRange {
  /** The first byte pushed is that before `from`, unless `from` is 0. */
  readonly from: number;
  readonly to: number;
}

const WHOLE: LineRange = { from: 0, to: Number.POSITIVE_INFINITY };

/**
 * Splits bytes into lines. Whatever the chunks, the ranges that part a file give each of its lines once: a range begins
 * after the first line feed at `from` - 1 or later, and ends with the line that holds byte `to` - 1.
 */
export class LineSplitter {
  /** True once every line of the range was handed over: the rest of the file is of no use. */
  done = false;
  readonly #sink: LineSink;
  readonly #max: number;
  readonly #to: number;
  readonly #carry: PieceBuffer;
  #skipping: boolean;
  /** Place in the file of the next byte pushed, and of the current line. */
  #position: number;
  #lineStart: number;

  /** `maxBytes`: longest line, without its end. */
  constructor(sink: LineSink, maxBytes: number, range: LineRange = WHOLE) {
    this.#sink = sink;
    this.#max = maxBytes;
    // A carriage return may still be dropped from a line that is carried over.
    this.#carry = new PieceBuffer(maxBytes + 1);
    this.#to = range.to;
    this.#skipping = range.from > 0;
    this.#position = Math.max(0, range.from - 1);
    this.#lineStart = this.#position;
    this.done = range.from >= range.to;
  }

  push(chunk: Buffer): void {
    let at = 0;
    while (!this.done) {
      const feed = chunk.indexOf(LINE_FEED, at);
      if (feed < 0) break;
      if (!this.#skipping) this.#endLine(chunk, at, feed);
      this.#skipping = false;
      at = feed + 1;
      this.#lineStart = this.#position + at;
      if (this.#lineStart >= this.#to) this.done = true;
    }
    this.#position += chunk.length;
    if (this.done) return;
    if (this.#skipping) this.done = this.#position >= this.#to;
    else this.#carry.add(chunk.subarray(at));
  }

  /** Says that the file has ended: hands over a last line that has no line feed. */
  end(): void {
    if (!this.done && !this.#skipping && this.#carry.length > 0) this.#endLine(Buffer.alloc(0), 0, 0);
    this.done = true;
  }

  #endLine(chunk: Buffer, start: number, end: number): void {
    if (this.#carry.length === 0) {
      this.#emit(chunk, start, end);
      return;
    }
    this.#carry.add(chunk.subarray(start, end));
    const { overflowed } = this.#carry;
    const line = this.#carry.take();
    if (overflowed) this.#sink.overlong(line, this.#lineStart);
    else this.#emit(line, 0, line.length);
  }

  #emit(bytes: Buffer, start: number, end: number): void {
    if (end > start && bytes[end - 1] === CARRIAGE_RETURN) end--;
    if (this.#lineStart === 0) start += bomLength(bytes.subarray(start, end));
    if (end - start > this.#max) this.#sink.overlong(bytes.subarray(start, end), this.#lineStart);
    else this.#sink.line(bytes, start, end, this.#lineStart);
  }
}

/** True for a line of white space only (space, tab, CR and the like). */
export function isBlank(bytes: Buffer, start: number, end: number): boolean {
  for (let i = start; i < end; i++) {
    const byte = bytes[i];
    if (byte !== 32 && (byte < 9 || byte > 13)) return false;
  }
  return true;
}
