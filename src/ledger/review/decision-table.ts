import { closeSync, openSync, readSync } from 'node:fs';
import { hashText } from '../../base/hash.ts';
import { ORIGINS, type Origin } from '../../corpus/example.ts';
import { DECISIONS, type Decision } from './standing.ts';

/** Decisions by the 64-bit hash of their example's id: a plain value, whose buffers threads may share. 38 bytes a decision. */
export interface DecisionColumns {
  readonly size: number;
  /** Open addressing: place in the columns, and 1; 0 is free. As many as a power of two. */
  readonly slots: Uint32Array;
  readonly hi: Uint32Array;
  readonly lo: Uint32Array;
  /** Index into `DECISIONS`, and 1; 0 where it was taken back. */
  readonly decision: Uint8Array;
  /** Index into `ORIGINS`, and 1; 0 where the decision names none. */
  readonly origin: Uint8Array;
  /** 0 where it was not recorded what the reviewer saw. */
  readonly bound: Uint8Array;
  /** First 128 bits of the digest of what was seen, four lanes each. */
  readonly seen: Uint32Array;
  /** Where the text of an edit stands in the file of texts, in bytes. */
  readonly textAt: Float64Array;
  readonly textBytes: Uint32Array;
}

/** Lanes of the digest of what was seen. */
export const SEEN_LANES = 4;

/** A decision that was found for an example. */
export interface Found {
  /** `outdated`: what the example holds now is not what was seen, and nothing follows. */
  readonly decision: Decision | 'outdated';
  readonly origin?: Origin;
  /** Of an edit: what takes the place of the text. */
  readonly text?: string;
}

/** Looks decisions up. */
export class DecisionTable {
  readonly #columns: DecisionColumns;
  readonly #texts: string | undefined;
  #file: number | undefined;

  /** `texts`: the file of texts, where there are edits. */
  constructor(columns: DecisionColumns, texts?: string) {
    this.#columns = columns;
    this.#texts = texts;
  }

  /** What was decided about the example `id`. `seen` gives the digest of what it holds now: asked for only where there is a decision. */
  find(id: string, seen: () => Buffer): Found | undefined {
    const { decision, origin, bound } = this.#columns;
    const place = this.#placeOf(id);
    if (place < 0 || decision[place] === 0) return undefined;
    if (bound[place] === 1 && !this.#isSeen(place, seen())) return { decision: 'outdated' };
    const what = DECISIONS[decision[place] - 1];
    return {
      decision: what,
      ...(origin[place] === 0 ? {} : { origin: ORIGINS[origin[place] - 1] }),
      ...(what === 'edit' ? { text: this.#textOf(place) } : {}),
    };
  }

  /** Lets go of the file of texts. */
  close(): void {
    if (this.#file !== undefined) closeSync(this.#file);
    this.#file = undefined;
  }

  #placeOf(id: string): number {
    const { slots, hi: highs, lo: lows } = this.#columns;
    const mask = slots.length - 1;
    const { hi, lo } = hashText(id);
    for (let slot = lo & mask; slots[slot] !== 0; slot = (slot + 1) & mask) {
      const place = slots[slot] - 1;
      if (highs[place] === hi && lows[place] === lo) return place;
    }
    return -1;
  }

  #isSeen(place: number, digest: Buffer): boolean {
    const { seen } = this.#columns;
    for (let lane = 0; lane < SEEN_LANES; lane++) {
      if (seen[place * SEEN_LANES + lane] !== digest.readUInt32BE(lane * 4)) return false;
    }
    return true;
  }

  #textOf(place: number): string {
    const { textAt, textBytes } = this.#columns;
    this.#file ??= openSync(this.#texts!, 'r');
    const bytes = Buffer.alloc(textBytes[place]);
    readSync(this.#file, bytes, 0, bytes.length, textAt[place]);
    return bytes.toString();
  }
}
