import type { Candidates } from './candidates.ts';
import { CAP_KEYS, type CapKey, type Policy } from './policy.ts';
import { stepsOf } from './steps.ts';

/** Caps on the values of one key. */
export interface KeyCaps {
  /** The value of every candidate, as an index into `shares`. */
  readonly ids: Uint32Array;
  /** Largest share of each value; infinite where it has no cap. */
  readonly shares: Float64Array;
}

/** The room that caps leave, as a mix fills. */
export class Caps {
  readonly #keys: readonly { readonly ids: Uint32Array; readonly room: Float64Array }[];

  /** `total`: size of the mix, in the unit that `take` counts in. */
  constructor(candidates: Candidates, policy: Policy, total: number) {
    this.#keys = capsOf(candidates, policy).map(({ ids, shares }) => ({ ids, room: roomIn(shares, total) }));
  }

  /**
   * Takes `amount` for a candidate where all its caps have room for it, and says whether they had. A cap that refused once is
   * full: were it to wait for smaller examples, it would choose by length.
   */
  take(candidate: number, amount: number): boolean {
    for (const { ids, room } of this.#keys) {
      if (room[ids[candidate]] >= amount) continue;
      room[ids[candidate]] = 0;
      return false;
    }
    for (const { ids, room } of this.#keys) room[ids[candidate]] -= amount;
    return true;
  }
}

/** The caps of a policy, key by key. */
export function capsOf(candidates: Candidates, policy: Policy): KeyCaps[] {
  return CAP_KEYS.filter((key) => policy.caps[key] !== undefined).map((key) => {
    const cap = policy.caps[key]!;
    const { ids, names } = valuesOf(candidates, key);
    const shares = names.map((name) => {
      if (name === undefined) return Number.POSITIVE_INFINITY;
      if (typeof cap === 'number') return cap;
      return Object.hasOwn(cap, name) ? cap[name] : Number.POSITIVE_INFINITY;
    });
    return { ids, shares: Float64Array.from(shares) };
  });
}

/** What each value may have of `total`. The tolerance is that of the product: a cap of .1 of 30 is 3, not 3.0000000000000004 less something. */
export function roomIn(shares: Float64Array, total: number): Float64Array {
  return shares.map((share) =>
    share === Number.POSITIVE_INFINITY ? share : Math.floor(share * total + 1e-9),
  );
}

interface Values {
  readonly ids: Uint32Array;
  /** Undefined of what a cap cannot name. */
  readonly names: readonly (string | undefined)[];
}

/** A source or model that nobody knows has no name, and no cap: `unknown` deals with it. Generation 0 is human data. */
function valuesOf(candidates: Candidates, key: CapKey): Values {
  if (key === 'generation') {
    const { ids, values } = stepsOf(candidates);
    return { ids, names: values.map((step) => (step > 0 ? String(step) : undefined)) };
  }
  const names = key === 'source' ? candidates.sources : candidates.models;
  return { ids: candidates[key], names: names.map((name) => (name === '' ? undefined : name)) };
}
