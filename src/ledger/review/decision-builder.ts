import { hashText } from '../../base/hash.ts';
import { ORIGINS } from '../../corpus/example.ts';
import { type DecisionColumns, SEEN_LANES } from './decision-table.ts';
import { DECISIONS, type Decision, type Review } from './standing.ts';

/** Where the text of an edit stands. */
export interface TextPlace {
  readonly at: number;
  readonly bytes: number;
}

type Open = { -readonly [K in keyof DecisionColumns]: DecisionColumns[K] };

/** Gathers decisions into columns, which double as they fill. */
export class DecisionBuilder {
  readonly #columns: Open;

  /** `before`: decisions to go on from; they are copied. */
  constructor(before: DecisionColumns = NO_DECISIONS) {
    const { size, slots, ...columns } = before;
    this.#columns = { size, slots: slots.slice(), ...resized(columns, size, slots.length / 2) };
  }

  get size(): number {
    return this.#columns.size;
  }

  /** Sets what stands for the example; undefined where it was taken back. */
  set(id: string, review: Review | undefined, text?: TextPlace): void {
    const columns = this.#columns;
    const place = this.#place(id);
    const { origin, seen } = review ?? {};
    columns.decision[place] = review === undefined ? 0 : DECISIONS.indexOf(review.decision as Decision) + 1;
    columns.origin[place] = origin === undefined ? 0 : ORIGINS.indexOf(origin) + 1;
    columns.bound[place] = seen === undefined ? 0 : 1;
    for (let lane = 0; lane < SEEN_LANES; lane++) {
      columns.seen[place * SEEN_LANES + lane] =
        seen === undefined ? 0 : Number.parseInt(seen.slice(lane * 8, lane * 8 + 8), 16);
    }
    columns.textAt[place] = text?.at ?? 0;
    columns.textBytes[place] = text?.bytes ?? 0;
  }

  /** The columns, cut to their size. */
  columns(): DecisionColumns {
    const { size, slots, ...columns } = this.#columns;
    return { size, slots, ...resized(columns, size, size) };
  }

  #place(id: string): number {
    if (this.#columns.size * 2 >= this.#columns.slots.length) this.#grow();
    const { slots, hi: highs, lo: lows } = this.#columns;
    const mask = slots.length - 1;
    const { hi, lo } = hashText(id);
    let slot = lo & mask;
    for (; slots[slot] !== 0; slot = (slot + 1) & mask) {
      const place = slots[slot] - 1;
      if (highs[place] === hi && lows[place] === lo) return place;
    }
    const place = this.#columns.size++;
    slots[slot] = place + 1;
    highs[place] = hi;
    lows[place] = lo;
    return place;
  }

  #grow(): void {
    const { size, slots, ...columns } = this.#columns;
    Object.assign(this.#columns, resized(columns, size, slots.length));
    this.#columns.slots = slotsOf(this.#columns, slots.length * 2);
  }
}

type Lists = Omit<DecisionColumns, 'size' | 'slots'>;

function resized(columns: Lists, size: number, room: number): Lists {
  const copy = <T extends { set(from: T): void; subarray(from: number, to: number): T }>(
    to: T,
    from: T,
    lanes = 1,
  ) => {
    to.set(from.subarray(0, size * lanes));
    return to;
  };
  return {
    hi: copy(new Uint32Array(room), columns.hi),
    lo: copy(new Uint32Array(room), columns.lo),
    decision: copy(new Uint8Array(room), columns.decision),
    origin: copy(new Uint8Array(room), columns.origin),
    bound: copy(new Uint8Array(room), columns.bound),
    seen: copy(new Uint32Array(room * SEEN_LANES), columns.seen, SEEN_LANES),
    textAt: copy(new Float64Array(room), columns.textAt),
    textBytes: copy(new Uint32Array(room), columns.textBytes),
  };
}

/** The slots of columns, of which there are `count`, a power of two above their size. */
export function slotsOf({ size, lo }: Pick<DecisionColumns, 'size' | 'lo'>, count: number): Uint32Array {
  const slots = new Uint32Array(count);
  for (let place = 0; place < size; place++) {
    let slot = lo[place] & (count - 1);
    while (slots[slot] !== 0) slot = (slot + 1) & (count - 1);
    slots[slot] = place + 1;
  }
  return slots;
}

/** Columns of nothing. */
export const NO_DECISIONS: DecisionColumns = {
  size: 0,
  slots: new Uint32Array(16),
  hi: new Uint32Array(0),
  lo: new Uint32Array(0),
  decision: new Uint8Array(0),
  origin: new Uint8Array(0),
  bound: new Uint8Array(0),
  seen: new Uint32Array(0),
  textAt: new Float64Array(0),
  textBytes: new Uint32Array(0),
};
