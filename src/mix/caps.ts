import type { Candidates } from './candidates.ts';
import { CAP_KEYS, type CapKey, type Policy } from './policy.ts';

/** The room that caps leave, as a mix fills. */
export class Caps {
  readonly #keys: readonly { readonly ids: ArrayLike<number>; readonly room: Map<number, number> }[];

  /** `total`: size of the mix, in the unit that `take` counts in. */
  constructor(candidates: Candidates, policy: Policy, total: number) {
    this.#keys = CAP_KEYS.filter((key) => policy.caps[key] !== undefined).map((key) => ({
      ids: idsOf(candidates, key),
      room: roomOf(candidates, policy, key, total),
    }));
  }

  /**
   * Takes `amount` for a candidate where all its caps have room for it, and says whether they had. A cap that refused once is
   * full: were it to wait for smaller examples, it would choose by length.
   */
  take(candidate: number, amount: number): boolean {
    for (const { ids, room } of this.#keys) {
      if ((room.get(ids[candidate]) ?? Number.POSITIVE_INFINITY) >= amount) continue;
      room.set(ids[candidate], 0);
      return false;
    }
    for (const { ids, room } of this.#keys) {
      const left = room.get(ids[candidate]);
      if (left !== undefined) room.set(ids[candidate], left - amount);
    }
    return true;
  }
}

function idsOf(candidates: Candidates, key: CapKey): ArrayLike<number> {
  return key === 'generation' ? candidates.generation : candidates[key];
}

function roomOf(candidates: Candidates, policy: Policy, key: CapKey, total: number): Map<number, number> {
  const cap = policy.caps[key]!;
  const names = namesOf(candidates, key);
  const room = new Map<number, number>();
  for (const [id, name] of names) {
    const share = typeof cap === 'number' ? cap : Object.hasOwn(cap, name) ? cap[name] : undefined;
    // The tolerance is that of the product: a cap of .1 of 30 is 3, not 3.0000000000000004 less something.
    if (share !== undefined) room.set(id, Math.floor(share * total + 1e-9));
  }
  return room;
}

/** Values that a cap can name. A source or model that nobody knows has no name, and no cap: `unknown` deals with it. */
function namesOf(candidates: Candidates, key: CapKey): (readonly [number, string])[] {
  if (key === 'generation') {
    // Generation 0 is human data.
    const steps = [...new Set(candidates.generation)].filter((step) => step > 0);
    return steps.map((step) => [step, String(step)] as const);
  }
  const names = key === 'source' ? candidates.sources : candidates.models;
  return names.map((name, id) => [id, name] as const).filter(([, name]) => name !== '');
}
