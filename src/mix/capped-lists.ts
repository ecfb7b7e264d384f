import type { Admitted } from './admit.ts';
import { type Amount, sumOf } from './amount.ts';
import type { Candidates } from './candidates.ts';
import { capsOf, type KeyCaps, roomIn } from './caps.ts';
import type { Policy, Unit } from './policy.ts';

/** A list with the columns that filling it under caps reads, side by side. */
interface CappedList {
  readonly size: number;
  readonly tokens: Uint32Array;
  readonly carries: Uint8Array;
  /** For each key that has caps. */
  readonly ids: readonly Uint32Array[];
}

/** What was admitted, laid out so that mixes of many sizes can be tried under the same caps. */
export class CappedLists {
  readonly #human: CappedList;
  readonly #synthetic: CappedList;
  readonly #caps: readonly KeyCaps[];
  readonly #taken: Uint8Array;
  #carriers: Amount = { examples: 0, tokens: 0 };

  constructor(candidates: Candidates, admitted: Admitted, policy: Policy) {
    this.#caps = capsOf(candidates, policy);
    this.#human = listOf(admitted.human, candidates, this.#caps);
    this.#synthetic = listOf(admitted.synthetic, candidates, this.#caps);
    this.#taken = new Uint8Array(admitted.human.length);
  }

  /** As `fill` takes them: carriers up to the quota, other human examples up to what is wanted, synthetic ones for the rest. */
  take({ unit, total, quota, wanted }: Wanted) {
    const room = this.#caps.map(({ shares }) => roomIn(shares, total));
    this.#carriers = { examples: 0, tokens: 0 };
    this.#taken.fill(0);
    const carriers = this.#takeFrom(this.#human, { room, unit, wanted: quota, carriersAlone: true });
    const rest = { room, unit, wanted: wanted - carriers[unit], taken: this.#taken };
    const others = this.#takeFrom(this.#human, rest);
    const human = { examples: carriers.examples + others.examples, tokens: carriers.tokens + others.tokens };
    const synthetic = this.#takeFrom(this.#synthetic, { room, unit, wanted: total - human[unit] });
    return { human, synthetic, carriers: this.#carriers };
  }

  /** Sums in local variables, and no look at a room that is full: this is tried a hundred times a plan. */
  #takeFrom(list: CappedList, { room, unit, wanted, carriersAlone = false, taken }: Taking): Amount {
    const { size, tokens, carries, ids } = list;
    const inTokens = unit === 'tokens';
    const amount: Amount = { examples: 0, tokens: 0 };
    const carrying: Amount = { examples: 0, tokens: 0 };
    let reached = 0;
    for (let k = 0; k < size && reached < wanted; k++) {
      if ((carriersAlone && carries[k] === 0) || taken?.[k] === 1) continue;
      const more = inTokens ? tokens[k] : 1;
      if (!hasRoom(ids, k, room, more)) continue;
      reached += more;
      amount.examples++;
      amount.tokens += tokens[k];
      if (carriersAlone) this.#taken[k] = 1;
      if (carries[k] === 0) continue;
      carrying.examples++;
      carrying.tokens += tokens[k];
    }
    if (list === this.#human) this.#carriers = sumOf(this.#carriers, carrying);
    return amount;
  }
}

/** A mix to be tried. */
export interface Wanted {
  readonly unit: Unit;
  readonly total: number;
  /** Carriers of the tail, and human examples in all, in the unit. */
  readonly quota: number;
  readonly wanted: number;
}

interface Taking {
  readonly room: readonly Float64Array[];
  readonly unit: Unit;
  readonly wanted: number;
  readonly carriersAlone?: boolean;
  /** 1 where a candidate is in the mix already. */
  readonly taken?: Uint8Array;
}

/** As `Caps.take`: all or nothing, and a cap that refused once is full. */
function hasRoom(
  ids: readonly Uint32Array[],
  k: number,
  room: readonly Float64Array[],
  amount: number,
): boolean {
  for (let key = 0; key < ids.length; key++) {
    if (room[key][ids[key][k]] >= amount) continue;
    room[key][ids[key][k]] = 0;
    return false;
  }
  for (let key = 0; key < ids.length; key++) room[key][ids[key][k]] -= amount;
  return true;
}

function listOf(list: Uint32Array, { tokens, tail }: Candidates, caps: readonly KeyCaps[]): CappedList {
  return {
    size: list.length,
    tokens: gathered(tokens, list),
    carries: Uint8Array.from(gathered(tail, list), (types) => Math.min(1, types)),
    ids: caps.map(({ ids }) => gathered(ids, list)),
  };
}

/** Values of a column for the members of a list. A loop: `from` with a function takes ten times as long. */
function gathered(column: Uint16Array | Uint32Array, list: Uint32Array): Uint32Array {
  const values = new Uint32Array(list.length);
  for (let k = 0; k < list.length; k++) values[k] = column[list[k]];
  return values;
}
