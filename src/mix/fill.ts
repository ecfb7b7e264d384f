import { type Admitted, HUMAN } from './admit.ts';
import type { Candidates } from './candidates.ts';
import { Caps } from './caps.ts';
import { FATE } from './fate.ts';
import type { Policy, Unit } from './policy.ts';

/** Examples and tokens. */
export interface Amount {
  examples: number;
  tokens: number;
}

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
  const wanted = humanWanted(policy, total);
  const quota = Math.min(Math.ceil(policy.tail.minimum * total - 1e-9), wanted);
  const carriers = taker.takeFrom(admitted.human, quota, (i) => candidates.tail[i] > 0);
  const others = taker.takeFrom(admitted.human, wanted - carriers[unit]);
  const human = { examples: carriers.examples + others.examples, tokens: carriers.tokens + others.tokens };
  const synthetic = taker.takeFrom(admitted.synthetic, total - human[unit]);
  const least = policy.human.share === undefined ? Math.ceil(policy.human.minimum * total - 1e-9) : wanted;
  return {
    human,
    synthetic,
    carriers: taker.carriers,
    short: {
      human: Math.max(0, least - human[unit]),
      size: Math.max(0, total - human[unit] - synthetic[unit]),
      tail: Math.max(0, Math.ceil(policy.tail.minimum * total - 1e-9) - taker.carriers[unit]),
      other: missingInOther(human, synthetic, policy.human.minimum, unit),
    },
    fates,
  };
}

/** True where nothing is missing. */
export function isFull({ short }: Filled): boolean {
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
