import { type Hash64, hashText } from '../../base/hash.ts';

/** Ids by their 64-bit hash, in open addressing: a plain value whose buffers threads share. Two ids of one hash are one. */
export interface IdSetColumns {
  /** Place in the columns, and 1; 0 is free. As many as a power of two. */
  readonly slots: Uint32Array;
  readonly hi: Uint32Array;
  readonly lo: Uint32Array;
}

/** The set of some hashes. */
export function idSetOf(hashes: readonly Hash64[]): IdSetColumns {
  let room = 16;
  while (room < hashes.length * 2) room *= 2;
  const slots = new Uint32Array(new SharedArrayBuffer(room * 4));
  const hi = new Uint32Array(new SharedArrayBuffer(hashes.length * 4));
  const lo = new Uint32Array(new SharedArrayBuffer(hashes.length * 4));
  const set = { slots, hi, lo };
  for (const [i, hash] of hashes.entries()) {
    hi[i] = hash.hi;
    lo[i] = hash.lo;
    const slot = slotOf(set, hash.hi, hash.lo);
    if (slots[slot] === 0) slots[slot] = i + 1;
  }
  return set;
}

export function idSet(ids: Iterable<string>): IdSetColumns {
  return idSetOf([...ids].map((id) => hashText(id)));
}

export function holdsHash(set: IdSetColumns, hi: number, lo: number): boolean {
  return set.slots[slotOf(set, hi, lo)] !== 0;
}

export function holdsId(set: IdSetColumns, id: string): boolean {
  const { hi, lo } = hashText(id);
  return holdsHash(set, hi, lo);
}

/** Where the hash is, or would be. */
function slotOf({ slots, hi: highs, lo: lows }: IdSetColumns, hi: number, lo: number): number {
  const mask = slots.length - 1;
  let slot = lo & mask;
  while (slots[slot] !== 0 && (highs[slots[slot] - 1] !== hi || lows[slots[slot] - 1] !== lo)) {
    slot = (slot + 1) & mask;
  }
  return slot;
}
