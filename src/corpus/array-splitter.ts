import { isBlank } from './lines.ts';
import { PieceBuffer } from './piece-buffer.ts';

const QUOTE = 34;
const COMMA = 44;
const OPEN_BRACKET = 91;
const BACKSLASH = 92;
const CLOSE_BRACKET = 93;
const OPEN_BRACE = 123;
const CLOSE_BRACE = 125;

/** What a splitter hands the elements of an array to. */
export interface ArraySink {
  /** The bytes of an element, with white space about it; valid during the call. */
  element(bytes: Buffer): void;
  /** An element longer than allowed; `head` is its beginning. */
  overlong(head: Buffer): void;
}

/** Where the splitter is: before the array, in it, after it, or at a beginning that is no array. */
export type ArrayState = 'before' | 'inside' | 'after' | 'no-array';

/**
 * Cuts a JSON array into its elements without parsing them, so that a file larger than memory can be read and one
 * malformed element costs no other.
 */
export class ArraySplitter {
  state: ArrayState = 'before';
  /** The first byte that is no white space, where `state` is `no-array`. */
  firstByte: number | undefined;
  /** True once something but white space followed the array. */
  garbage = false;
  readonly #sink: ArraySink;
  readonly #max: number;
  readonly #carry: PieceBuffer;
  #depth = 0;
  #inString = false;
  #escaped = false;

  constructor(sink: ArraySink, maxBytes: number) {
    this.#sink = sink;
    this.#max = maxBytes;
    this.#carry = new PieceBuffer(maxBytes);
  }

  push(chunk: Buffer): void {
    let at = 0;
    if (this.state === 'before') at = this.#begin(chunk);
    if (this.state === 'inside') at = this.#scan(chunk, at);
    if (this.state === 'after' && !isBlank(chunk, at, chunk.length)) this.garbage = true;
  }

  /** Looks for the opening bracket; gives the place after it. */
  #begin(chunk: Buffer): number {
    let at = 0;
    while (at < chunk.length && isBlank(chunk, at, at + 1)) at++;
    if (at === chunk.length) return at;
    this.state = chunk[at] === OPEN_BRACKET ? 'inside' : 'no-array';
    if (this.state === 'no-array') this.firstByte = chunk[at];
    return at + 1;
  }

  /** Hands over the elements that end in the chunk; gives the place after the array, or the chunk's end. */
  #scan(chunk: Buffer, from: number): number {
    let start = from;
    let at = from;
    while (at < chunk.length) {
      if (this.#inString) {
        at = this.#skipString(chunk, at);
        continue;
      }
      const byte = chunk[at++];
      if (byte === QUOTE) this.#inString = true;
      else if (byte === OPEN_BRACE || byte === OPEN_BRACKET) this.#depth++;
      else if (this.#depth > 0) {
        if (byte === CLOSE_BRACE || byte === CLOSE_BRACKET) this.#depth--;
      } else if (byte === COMMA || byte === CLOSE_BRACKET) {
        this.#endElement(chunk, start, at - 1, byte === CLOSE_BRACKET);
        start = at;
        if (byte === CLOSE_BRACKET) return at;
      }
    }
    this.#carry.add(chunk.subarray(start));
    return at;
  }

  /** Gives the place after the closing quote, or the chunk's end. */
  #skipString(chunk: Buffer, from: number): number {
    let at = from;
    if (this.#escaped && at < chunk.length) {
      at++;
      this.#escaped = false;
    }
    while (at < chunk.length) {
      const byte = chunk[at++];
      if (byte === QUOTE) {
        this.#inString = false;
        return at;
      }
      if (byte !== BACKSLASH) continue;
      if (at === chunk.length) this.#escaped = true;
      else at++;
    }
    return at;
  }

  #endElement(chunk: Buffer, start: number, end: number, last: boolean): void {
    if (last) this.state = 'after';
    if (this.#carry.length === 0) {
      this.#emit(chunk.subarray(start, end), last, end - start > this.#max);
      return;
    }
    this.#carry.add(chunk.subarray(start, end));
    const { overflowed } = this.#carry;
    this.#emit(this.#carry.take(), last, overflowed);
  }

  /** `[]`, and a comma before the closing bracket, make no element. */
  #emit(bytes: Buffer, last: boolean, overflowed: boolean): void {
    if (overflowed) this.#sink.overlong(bytes);
    else if (!last || !isBlank(bytes, 0, bytes.length)) this.#sink.element(bytes);
  }
}
