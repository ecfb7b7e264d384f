import { type Admitted, HUMAN } from './admit.ts';
import { type Amount, sumOf } from './amount.ts';
import type { Candidates } from './candidates.ts';
import { CappedLists, type Wanted } from './capped-lists.ts';
import { Caps } from './caps.ts';
import { FATE } from './fate.ts';
import { type Lanes, lanesOf } from './lanes.ts';
import type { Policy, Unit } from './policy.ts';

/** A mix of a given size, as far as the rules could fill it. */
export interface Filled {
  readonly human: Amount;
  readonly synthetic: Amount;
  /** Human examples among them that carry types of the anchor's tail. */
  readonly carriers: Amount;
  /** What is missing of each part, in the unit of the size; 0 where nothing is. */
  readonly short: {
    readonly human: number;
    readonly size: number;
    readonly tail: number;
    /** Human tokens (or examples) missing for the minimum in the other unit. */
    readonly other: number;
  };
  readonly fates: Uint8Array;
}

/** What a mix would hold, without saying which. */
export type Amounts = Omit<Filled, 'fates'>;

export interface FillOptions {
  readonly unit: Unit;
  /** Size of the mix, in the unit. */
  readonly total: number;
}

/**
 * Fills a mix of `total`: human carriers of the tail up to their quota, other human examples up to the human share (where the
 * policy gives none: as many as there are), synthetic ones for the rest; each list in its order of choice. Nothing is chosen by
 * its length, so that shares hold without bending the lengths.
 */
export function fill(
  candidates: Candidates,
  admitted: Admitted,
  policy: Policy,
  { unit, total }: FillOptions,
): Filled {
  const caps = new Caps(candidates, policy, total);
  const fates = Uint8Array.from(admitted.fates);
  const taker = new Taker(candidates, caps, fates, unit);
  const { wanted, quota } = wantedOf(policy, total);
  const carriers = taker.takeFrom(admitted.human, quota, (i) => candidates.tail[i] > 0);
  const human = sumOf(carriers, taker.takeFrom(admitted.human, wanted - carriers[unit]));
  const synthetic = taker.takeFrom(admitted.synthetic, total - human[unit]);
  return { ...shortfall({ human, synthetic, carriers: taker.carriers }, policy, { unit, total }), fates };
}

/** What `fill` fills, without the fates of single candidates: for mixes of many sizes that are only tried. */
export function amountsOf(
  candidates: Candidates,
  admitted: Admitted,
  policy: Policy,
  { unit, total }: FillOptions,
): Amounts {
  const asked = { unit, total, ...wantedOf(policy, total) };
  const isCapped = Object.keys(policy.caps).length > 0;
  const taken = isCapped
    ? cappedLists(candidates, admitted, policy).take(asked)
    : uncapped(lanesOf(candidates, admitted), asked);
  return shortfall(taken, policy, { unit, total });
}

type Taken = Pick<Filled, 'human' | 'synthetic' | 'carriers'>;

/** Without caps every list is taken from its beginning, and sums tell where it ends. */
function uncapped({ human: list, synthetic: others }: Lanes, { unit, total, wanted, quota }: Wanted): Taken {
  const taken = list.carriers.reaching(quota, unit);
  const first = list.carriers.first(taken);
  const { rest, carriers } = list.rest(taken, wanted - first[unit], unit);
  const human = sumOf(first, rest);
  return { human, carriers, synthetic: others.first(others.reaching(total - human[unit], unit)) };
}

const laidOut = new WeakMap<Admitted, { readonly caps: Policy['caps']; readonly lists: CappedLists }>();

function cappedLists(candidates: Candidates, admitted: Admitted, policy: Policy): CappedLists {
  const known = laidOut.get(admitted);
  if (known?.caps === policy.caps) return known.lists;
  const lists = new CappedLists(candidates, admitted, policy);
  laidOut.set(admitted, { caps: policy.caps, lists });
  return lists;
}

/** Human examples, and carriers of the tail among them, that a mix of `total` asks for. */
function wantedOf(policy: Policy, total: number): { readonly wanted: number; readonly quota: number } {
  const wanted = humanWanted(policy, total);
  return { wanted, quota: Math.min(Math.ceil(policy.tail.minimum * total - 1e-9), wanted) };
}

function shortfall(
  { human, synthetic, carriers }: Taken,
  policy: Policy,
  { unit, total }: FillOptions,
): Amounts {
  const { share, minimum } = policy.human;
  const least = share === undefined ? Math.ceil(minimum * total - 1e-9) : humanWanted(policy, total);
  return {
    human,
    synthetic,
    carriers,
    short: {
      human: Math.max(0, least - human[unit]),
      size: Math.max(0, total - human[unit] - synthetic[unit]),
      tail: Math.max(0, Math.ceil(policy.tail.minimum * total - 1e-9) - carriers[unit]),
      other: missingInOther(human, synthetic, minimum, unit),
    },
  };
}

/** True where nothing is missing. */
export function isFull({ short }: Amounts): boolean {
  return short.human === 0 && short.size === 0 && short.tail === 0 && short.other === 0;
}

/**
 * Human examples (or tokens) that a mix of `total` asks for: the share, rounded to the nearest, but never down below the minimum; where the
 * policy gives no share, all.
 */
export function humanWanted({ human: { share, minimum } }: Policy, total: number): number {
  if (share === undefined) return total;
  return Math.max(Math.round(share * total), Math.ceil(minimum * total - 1e-9));
}

function missingInOther(human: Amount, synthetic: Amount, minimum: number, unit: Unit): number {
  const other = unit === 'examples' ? 'tokens' : 'examples';
  const whole = human[other] + synthetic[other];
  return Math.max(0, Math.ceil(minimum * whole - human[other] - 1e-9));
}

/** Moves candidates into the mix. */
class Taker {
  readonly carriers: Amount = { examples: 0, tokens: 0 };
  readonly #candidates: Candidates;
  readonly #caps: Caps;
  readonly #fates: Uint8Array;
  readonly #unit: Unit;
  readonly #taken: Uint8Array;

  constructor(candidates: Candidates, caps: Caps, fates: Uint8Array, unit: Unit) {
    this.#candidates = candidates;
    this.#caps = caps;
    this.#fates = fates;
    this.#unit = unit;
    this.#taken = new Uint8Array(candidates.size);
  }

  /** Takes from `list`, in its order, until `wanted` of the unit is reached; the last one may go beyond it in tokens. */
  takeFrom(list: Uint32Array, wanted: number, suits?: (candidate: number) => boolean): Amount {
    const amount: Amount = { examples: 0, tokens: 0 };
    for (const i of list) {
      if (this.#taken[i] === 1) continue;
      const full = amount[this.#unit] >= wanted;
      if (full) {
        if (suits === undefined) this.#fates[i] = FATE['surplus'];
        continue;
      }
      if (suits === undefined || suits(i)) this.#take(i, amount);
    }
    return amount;
  }

  #take(i: number, amount: Amount): void {
    const tokens = this.#candidates.tokens[i];
    if (!this.#caps.take(i, this.#unit === 'tokens' ? tokens : 1)) {
      this.#fates[i] = FATE['capped'];
      return;
    }
    this.#taken[i] = 1;
    this.#fates[i] = FATE['chosen'];
    add(amount, tokens);
    if (this.#candidates.tail[i] > 0 && this.#candidates.origin[i] === HUMAN) add(this.carriers, tokens);
  }
}

function add(amount: Amount, tokens: number): void {
  amount.examples++;
  amount.tokens += tokens;
}
