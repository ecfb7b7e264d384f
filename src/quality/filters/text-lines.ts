import { BYTE_HI, BYTE_LO, SEED_HI, SEED_LO } from '../../base/hash.ts';
import { TRAIL, WHITE } from './character-classes.ts';
import { Naming } from './naming.ts';
import type { TextScan } from './text-scan.ts';
import { WordList } from './word-list.ts';

const NEWLINE = 0x0a;
const RETURN = 0x0d;

/** The line holds white space only. */
export const BLANK = 1;
/** The piece is equal to one before. */
export const LATER_COPY = 2;
/** The piece is equal to another, before or after. */
export const COPY = 4;

/** Number and code points of pieces. */
export interface PieceCount {
  readonly pieces: number;
  readonly points: number;
}

/**
 * The lines and paragraphs of a scanned text. Pieces are compared by a 64-bit hash. Of a text of one line nothing is hashed.
 */
export class TextLines {
  /** The text cut at every line feed: one line more than it has line feeds. `bits`: `BLANK`, copies of any line. */
  readonly lines = new WordList();
  /** Python's `splitlines`, each line without the white space at its ends; blank ones too. */
  readonly stripped = new WordList();
  /** The text without white space at its ends, cut at two line feeds or more. `bits`: copies of any paragraph. */
  readonly paragraphs = new WordList();
  readonly #naming = new Naming();
  #scan!: TextScan;

  run(scan: TextScan): void {
    this.#scan = scan;
    this.lines.clear();
    this.stripped.clear();
    this.paragraphs.clear();
    this.#cut();
    this.#cutParagraphs();
    this.#markCopies(this.lines);
    this.#markCopies(this.paragraphs);
  }

  #cut(): void {
    const { breaks, breakCount, units, length } = this.#scan;
    let line = 0;
    let row = 0;
    for (let k = 0; k < breakCount; k++) {
      const at = breaks[k];
      if (!(units[at] === NEWLINE && at > 0 && units[at - 1] === RETURN)) this.#strip(row, at);
      row = at + 1;
      if (units[at] !== NEWLINE) continue;
      this.#line(line, at);
      line = at + 1;
    }
    this.#line(line, length);
    if (row < length) this.#strip(row, length);
  }

  #white(i: number): boolean {
    const { classes, units } = this.#scan;
    const unit = units[i];
    return ((unit < 256 ? classes.low[unit] : classes.at(units, i, i + 1)) & WHITE) !== 0;
  }

  #strip(start: number, end: number): void {
    while (start < end && this.#white(start)) start++;
    while (end > start && this.#white(end - 1)) end--;
    this.stripped.push(start, end, end - start, 0, 0, start === end ? BLANK : 0);
  }

  #line(start: number, end: number): void {
    let i = start;
    while (i < end && this.#white(i)) i++;
    this.lines.push(start, end, this.#points(start, end), 0, 0, i === end ? BLANK : 0);
  }

  #points(start: number, end: number): number {
    const { points, length, units, classes } = this.#scan;
    if (points === length) return end - start;
    let trails = 0;
    for (let i = start; i < end; i++) {
      if (units[i] > 0xdbff && units[i] < 0xe000 && (classes.at(units, i, length) & TRAIL) !== 0) trails++;
    }
    return end - start - trails;
  }

  #cutParagraphs(): void {
    const { breaks, breakCount, units, length } = this.#scan;
    let start = 0;
    let stop = length;
    while (start < stop && this.#white(start)) start++;
    while (stop > start && this.#white(stop - 1)) stop--;
    let from = start;
    for (let k = 0; k < breakCount; k++) {
      const at = breaks[k];
      if (at < from || at >= stop || units[at] !== NEWLINE || units[at + 1] !== NEWLINE) continue;
      this.#paragraph(from, at);
      from = at;
      while (units[from] === NEWLINE) from++;
    }
    this.#paragraph(from, stop);
  }

  #paragraph(start: number, end: number): void {
    this.paragraphs.push(start, end, this.#points(start, end), 0, 0, 0);
  }

  #markCopies(list: WordList): void {
    const { length, start, end, hi, lo, bits } = list;
    if (length < 2) return;
    const naming = this.#naming;
    naming.start(length);
    for (let i = 0; i < length; i++) {
      const size = naming.size;
      this.#hash(start[i], end[i]);
      const name = naming.name(this.#hi, this.#lo);
      if (naming.size === size) bits[i] |= LATER_COPY;
      hi[i] = name;
      lo[i] = 0;
    }
    if (naming.size === length) return;
    for (let i = 0; i < length; i++) if (naming.counts[hi[i]] > 1) bits[i] |= COPY;
  }

  #hi = 0;
  #lo = 0;

  #hash(start: number, end: number): void {
    const { units } = this.#scan;
    let hi = SEED_HI;
    let lo = SEED_LO;
    for (let i = start; i < end; i++) {
      hi = Math.imul(hi ^ units[i], BYTE_HI);
      lo = Math.imul(lo ^ units[i], BYTE_LO) ^ (lo >>> 15);
    }
    this.#hi = hi;
    this.#lo = lo;
  }
}
