import { OutcrossError } from '../../base/errors.ts';
import { fmix32, WINDOW_HI, WINDOW_LO } from '../../base/hash.ts';
import { power32 } from '../../text/windows.ts';
import { Doubling } from './doubling.ts';
import { inShared } from './shared-memory.ts';
import { StringColumn } from './string-column.ts';
import type { TokenLanes } from './token-lanes.ts';

/** Tokens of a run by default: fifty, as Lee et al. (2022), "Deduplicating training data makes language models better". */
export const RUN_TOKENS = 50;

/** A run of tokens that a text shares with a reference. */
export interface SharedRun {
  /** First token in the text, from 0, and number of tokens. */
  readonly start: number;
  readonly length: number;
  /** The example of the reference, and the first token there. */
  readonly reference: string;
  readonly referenceStart: number;
}

/** An index at rest: plain arrays, over shared buffers so that all threads use the same ones. */
export interface RunColumns {
  readonly tokens: number;
  readonly hi: Int32Array;
  readonly lo: Int32Array;
  /** Token after the last of each text. */
  readonly end: Uint32Array;
  readonly idBytes: Uint8Array;
  readonly idEnd: Float64Array;
  /** First token of a window + 1, 0 where free, by the hash of the window. */
  readonly slots: Int32Array;
}

/** Gathers the texts of a reference. */
export class RunIndexBuilder {
  readonly #tokens: number;
  readonly #hi = new Doubling(new Int32Array(1 << 12));
  readonly #lo = new Doubling(new Int32Array(1 << 12));
  readonly #end = new Doubling(new Uint32Array(1 << 8));
  readonly #ids = new StringColumn();
  #length = 0;

  /** `tokens`: the shortest run, from 2. Throws `E_PARAMETER`. */
  constructor(tokens = RUN_TOKENS) {
    if (!(Number.isSafeInteger(tokens) && tokens >= 2)) {
      throw new OutcrossError('E_PARAMETER', `a run has ${tokens} tokens; it must be a whole number from 2`);
    }
    this.#tokens = tokens;
  }

  /** Adds a text. Texts too short to hold a run take no room. Throws `E_PARAMETER` past 2^30 tokens. */
  add(id: string, { hi, lo, length }: TokenLanes): void {
    if (length < this.#tokens) return;
    const total = this.#length + length;
    if (total > 2 ** 30) {
      throw new OutcrossError('E_PARAMETER', 'the reference has more than 1,073,741,824 tokens', {
        hint: 'Hold the corpus against one part of it after the other.',
      });
    }
    this.#hi.room(total).set(hi.subarray(0, length), this.#length);
    this.#lo.room(total).set(lo.subarray(0, length), this.#length);
    this.#end.room(this.#ids.length + 1)[this.#ids.length] = total;
    this.#ids.add(id);
    this.#length = total;
  }

  finish(): RunIndex {
    const { bytes, end } = this.#ids.columns();
    const slots = 2 ** Math.ceil(Math.log2(2 * this.#length + 2));
    const index = new RunIndex({
      tokens: this.#tokens,
      hi: inShared(Int32Array, this.#hi.values.subarray(0, this.#length)),
      lo: inShared(Int32Array, this.#lo.values.subarray(0, this.#length)),
      end: inShared(Uint32Array, this.#end.values.subarray(0, this.#ids.length)),
      idBytes: inShared(Uint8Array, bytes),
      idEnd: inShared(Float64Array, end),
      slots: new Int32Array(new SharedArrayBuffer(4 * slots)),
    });
    index.fill();
    return index;
  }
}

/**
 * All windows of `tokens` tokens of a reference. A table of their hashes finds them (Karp and Rabin 1987), the tokens
 * themselves confirm them. Of windows that are repeated the first stands for all, so that a reference full of boilerplate
 * costs no more than another. 24 to 40 bytes a token.
 */
export class RunIndex {
  readonly columns: RunColumns;
  readonly #ids: StringColumn;
  readonly #powerHi: number;
  readonly #powerLo: number;

  constructor(columns: RunColumns) {
    this.columns = columns;
    this.#ids = new StringColumn(columns.idBytes, columns.idEnd, columns.idEnd.length);
    this.#powerHi = power32(WINDOW_HI, columns.tokens);
    this.#powerLo = power32(WINDOW_LO, columns.tokens);
  }

  /** Enters all windows: once, by the builder. */
  fill(): void {
    const { hi, lo, end, slots } = this.columns;
    let from = 0;
    for (let text = 0; text < end.length; text++) {
      this.#roll(hi, lo, from, end[text], (start, hash) => {
        const slot = this.#slot(hash, hi, lo, start);
        if (slots[slot] === 0) slots[slot] = start + 1;
      });
      from = end[text];
    }
  }

  /**
   * The runs that a text shares with the reference, by their start: each contiguous on both sides and as long as the
   * text goes on like that place of the reference. Where parts of a text come from two places, runs may overlap by less than a window.
   */
  find({ hi, lo, length }: TokenLanes): SharedRun[] {
    const { tokens, slots } = this.columns;
    const runs: { start: number; length: number; at: number }[] = [];
    let run: (typeof runs)[number] | undefined;
    this.#roll(hi, lo, 0, length, (start, hash) => {
      if (run !== undefined && this.#goesOn(run, hi, lo)) {
        run.length++;
        return;
      }
      run = undefined;
      const at = slots[this.#slot(hash, hi, lo, start)] - 1;
      if (at < 0) return;
      run = { start, length: tokens, at };
      runs.push(run);
    });
    return runs.map(({ at, ...found }) => ({ ...found, ...this.#placeOf(at) }));
  }

  /** Hands over the hash of each window of tokens [from, to). */
  #roll(
    hi: Int32Array,
    lo: Int32Array,
    from: number,
    to: number,
    visit: (start: number, hash: number) => void,
  ): void {
    const { tokens } = this.columns;
    let a = 0;
    let b = 0;
    for (let t = from; t < to; t++) {
      a = (Math.imul(a, WINDOW_HI) + hi[t]) | 0;
      b = (Math.imul(b, WINDOW_LO) + lo[t]) | 0;
      const start = t - tokens + 1;
      if (start < from) continue;
      if (start > from) {
        a = (a - Math.imul(hi[start - 1], this.#powerHi)) | 0;
        b = (b - Math.imul(lo[start - 1], this.#powerLo)) | 0;
      }
      visit(start, fmix32(a) ^ b);
    }
  }

  /** The slot of the window that begins at `start` of these lanes, or the free one where it belongs. */
  #slot(hash: number, hi: Int32Array, lo: Int32Array, start: number): number {
    const { slots } = this.columns;
    const mask = slots.length - 1;
    let slot = fmix32(hash) & mask;
    while (slots[slot] > 0 && !this.#same(slots[slot] - 1, hi, lo, start)) slot = (slot + 1) & mask;
    return slot;
  }

  #same(at: number, hi: Int32Array, lo: Int32Array, start: number): boolean {
    const { hi: his, lo: los, tokens } = this.columns;
    for (let i = 0; i < tokens; i++) {
      if (his[at + i] !== hi[start + i] || los[at + i] !== lo[start + i]) return false;
    }
    return true;
  }

  /** Whether the token after a run continues the reference too, in the same text. */
  #goesOn(run: { start: number; length: number; at: number }, hi: Int32Array, lo: Int32Array): boolean {
    const { hi: his, lo: los, end } = this.columns;
    const next = run.at + run.length;
    const own = run.start + run.length;
    if (next >= his.length || his[next] !== hi[own] || los[next] !== lo[own]) return false;
    return textOf(end, run.at) === textOf(end, next);
  }

  #placeOf(at: number): { reference: string; referenceStart: number } {
    const text = textOf(this.columns.end, at);
    const from = text === 0 ? 0 : this.columns.end[text - 1];
    return { reference: this.#ids.at(text), referenceStart: at - from };
  }
}

/** The text that a token lies in. */
function textOf(end: Uint32Array, token: number): number {
  let low = 0;
  let high = end.length - 1;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (end[middle] <= token) low = middle + 1;
    else high = middle;
  }
  return low;
}
