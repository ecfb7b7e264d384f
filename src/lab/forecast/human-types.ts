import { type Profile, tableOf } from '../../profile/profile.ts';
import { total } from '../../profile/tally.ts';
import { BLOCKS } from '../../sketch/type-table.ts';

/** What a plan counts in: n-grams in running text, or examples that hold them. */
export const UNITS = ['tokens', 'examples'] as const;

export type Unit = (typeof UNITS)[number];

/** Groups of blocks for the errors: each holds four blocks. */
export const GROUPS = 16;

const BLOCKS_A_GROUP = BLOCKS / GROUPS;

/**
 * The n-gram types of one order in human text, by how often each of 16 groups of blocks holds them: groups are of whole authors or
 * sources, so that what clusters in one of them is not taken for common.
 */
export interface HumanTypes {
  readonly order: number;
  readonly unit: Unit;
  /** Share of all types that was kept, by hash. */
  readonly theta: number;
  /** Units in each group. */
  readonly sizes: Float64Array;
  /** Entries of type t are [start[t], start[t + 1]). */
  readonly start: Uint32Array;
  readonly group: Uint8Array;
  /** Units of the group that hold the type. */
  readonly count: Uint32Array;
  /** Examples of the group that hold it. */
  readonly documents: Uint32Array;
}

/** The types of order `order` in `profile`, counted in `unit`. */
export function humanTypes(profile: Profile, order: number, unit: Unit): HumanTypes {
  const { columns, theta } = tableOf(profile, order);
  const types = columns.hi.length;
  const counts = unit === 'tokens' ? columns.count : columns.documents;
  const start = new Uint32Array(types + 1);
  const group = new Uint8Array(columns.block.length);
  const count = new Uint32Array(columns.block.length);
  const documents = new Uint32Array(columns.block.length);
  let end = 0;
  for (let t = 0; t < types; t++) {
    for (let p = columns.start[t]; p < columns.start[t + 1]; p++) {
      const of = Math.floor(columns.block[p] / BLOCKS_A_GROUP);
      if (end === start[t] || group[end - 1] !== of) group[end++] = of;
      count[end - 1] += counts[p];
      documents[end - 1] += columns.documents[p];
    }
    start[t + 1] = end;
  }
  return {
    order,
    unit,
    theta,
    sizes: groupSizes(unit === 'tokens' ? columns.positions : profile.tally.examples),
    start,
    group: group.slice(0, end),
    count: count.slice(0, end),
    documents: documents.slice(0, end),
  };
}

function groupSizes(blocks: Float64Array): Float64Array {
  return Float64Array.from({ length: GROUPS }, (_, g) =>
    total(blocks.slice(g * BLOCKS_A_GROUP, (g + 1) * BLOCKS_A_GROUP)),
  );
}

/** Units of all groups but `without`. */
export function unitsOf({ sizes }: HumanTypes, without = -1): number {
  return sizes.reduce((sum, size, g) => (g === without ? sum : sum + size), 0);
}

/** At most `most` of the types. They stand in the order of their hashes, so that the first are a random sample. */
export function firstTypes(types: HumanTypes, most: number): HumanTypes {
  return types.start.length - 1 <= most ? types : { ...types, start: types.start.subarray(0, most + 1) };
}
