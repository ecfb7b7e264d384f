import { align } from '../compare/align.ts';
import { Presence } from '../compare/presence.ts';
import type { Subject } from '../compare/subject.ts';
import { BANDS, bandWeights } from '../compare/tail.ts';
import type { WantedTypes } from '../engine/rows/carrier-rows.ts';

/** Orders whose tails are looked at: words, and pairs of words, which are lost first. */
export const TAIL_ORDERS = [1, 2] as const;

/** A band of the tail, by token mass, rarest types first. Types are estimates where they were sampled. */
export interface LostBand {
  readonly order: number;
  /** Share of the attested tokens: .1, .05 or .01. */
  readonly mass: number;
  readonly types: number;
  readonly lost: number;
  /** How many of them a human sample of the generation's size would be expected to lack. */
  readonly byChance: number;
}

/** Tail types of one order. Those from `lost` on the generation holds; those before it does not. */
export interface TailOrder extends WantedTypes {
  /** How many are lost: they come first. */
  readonly lost: number;
  /** Share of the tail's tokens that each type has; they sum to 1. At the edge of the tail a type counts with the part that is in it. */
  readonly weight: Float64Array;
  /** What one type stands for, where they were sampled. */
  readonly times: number;
}

/** The tail of the reservoir, and what of it a generation lacks. */
export interface LostTail {
  readonly orders: readonly TailOrder[];
  readonly bands: readonly LostBand[];
}

/**
 * The rarest attested types of the reservoir with a tenth of its attested tokens (as `TailTypes` has them), those first that the
 * generation does not hold at all. By the reservoir and never by the holdout: who chooses examples by what the holdout holds can
 * no longer measure against it. Orders without an attested type are left out.
 */
export function lostTail(reservoir: Subject, generation: Subject): LostTail {
  const orders: TailOrder[] = [];
  const bands: LostBand[] = [];
  for (const order of TAIL_ORDERS) {
    const table = reservoir.tables.get(order);
    const made = generation.tables.get(order);
    if (table === undefined || made === undefined) continue;
    const { hi, lo } = table.columns;
    // The reservoir against itself: its own counts, in the shape that bands are cut from.
    const own = align(table.columns, table.columns).aligned;
    const { partner } = align(table.columns, made.columns);
    const times = 1 / table.theta;
    const presence = chanceOf(reservoir, generation);
    const wide = bandWeights(own, BANDS[0]);
    if (wide === undefined) continue;
    for (const mass of BANDS)
      bands.push(bandOf(order, mass, bandWeights(own, mass)!, { partner, own, presence, times }));
    const tail = [...wide.keys()].filter((t) => wide[t] > 0);
    const lost = tail.filter((t) => partner[t] < 0);
    const sorted = [...lost, ...tail.filter((t) => partner[t] >= 0)];
    const all = tail.reduce((sum, t) => sum + wide[t] * own.count[t], 0);
    orders.push({
      order,
      lost: lost.length,
      hi: Uint32Array.from(sorted, (t) => hi[t]),
      lo: Uint32Array.from(sorted, (t) => lo[t]),
      weight: Float64Array.from(sorted, (t) => (wide[t] * own.count[t]) / all),
      times,
    });
  }
  return { orders, bands };
}

/** Chance that a type of the reservoir is met in as much of it as the generation has of tokens. */
function chanceOf(reservoir: Subject, generation: Subject): Presence {
  const share = Math.min(1, generation.tokens / reservoir.tokens);
  return new Presence(reservoir.examples, reservoir.examples * share);
}

interface Found {
  readonly partner: Int32Array;
  readonly own: { readonly documents: Float64Array };
  readonly presence: Presence;
  readonly times: number;
}

function bandOf(
  order: number,
  mass: number,
  weights: Float64Array,
  { partner, own, presence, times }: Found,
): LostBand {
  let types = 0;
  let lost = 0;
  let byChance = 0;
  for (let t = 0; t < weights.length; t++) {
    if (weights[t] === 0) continue;
    types += weights[t];
    byChance += weights[t] * (1 - presence.of(own.documents[t]));
    if (partner[t] < 0) lost += weights[t];
  }
  return {
    order,
    mass,
    types: Math.round(types * times),
    lost: Math.round(lost * times),
    byChance: Math.round(byChance * times),
  };
}
