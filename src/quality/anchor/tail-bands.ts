import type { TypeTable } from '../../sketch/type-table.ts';

/** Shares of the attested token mass, rarest types first: those that tail coverage looks at. */
const BANDS = [0.1, 0.05, 0.01] as const;

/** A type is attested where at least this many examples hold it. */
const ATTESTED = 2;

/** How much of a band of rare types each side of an anchor holds. */
export interface TailBand {
  readonly order: number;
  /** Share of the token mass, rarest types first. */
  readonly mass: number;
  /** Types of the band, of those that the profile keeps. */
  readonly types: number;
  /** Share of them that the side holds. */
  readonly reservoir: number;
  readonly holdout: number;
  /** Share that a holdout would be expected to hold if examples were drawn one by one. */
  readonly expected: number;
}

/**
 * How well both sides cover the tail of the whole: `whole` is the table of both together. Undefined bands, where no type is attested,
 * are left out. `share`: of examples that are held out.
 */
export function tailBands(
  whole: TypeTable,
  reservoir: TypeTable,
  holdout: TypeTable,
  share: number,
): TailBand[] {
  const types = attestedTypes(whole).sort((a, b) => a.count - b.count);
  const all = types.reduce((sum, { count }) => sum + count, 0);
  const held = { reservoir: typesOf(reservoir), holdout: typesOf(holdout) };
  const bands: TailBand[] = [];
  for (const mass of BANDS) {
    const band = rarest(types, mass * all);
    // Where many types are equally rare, narrower bands hold the same types as wider ones.
    if (band.length === 0 || band.length === bands.at(-1)?.types) continue;
    const shareOf = (side: ReadonlySet<number>) =>
      band.filter(({ key }) => side.has(key)).length / band.length;
    bands.push({
      order: whole.columns.order,
      mass,
      types: band.length,
      reservoir: shareOf(held.reservoir),
      holdout: shareOf(held.holdout),
      expected: band.reduce((sum, { documents }) => sum + 1 - (1 - share) ** documents, 0) / band.length,
    });
  }
  return bands;
}

interface Type {
  readonly key: number;
  readonly count: number;
  readonly documents: number;
}

function attestedTypes({ columns }: TypeTable): Type[] {
  const found: Type[] = [];
  for (let t = 0; t < columns.hi.length; t++) {
    let count = 0;
    let documents = 0;
    for (let pair = columns.start[t]; pair < columns.start[t + 1]; pair++) {
      count += columns.count[pair];
      documents += columns.documents[pair];
    }
    if (documents >= ATTESTED) found.push({ key: keyOf(columns.hi[t], columns.lo[t]), count, documents });
  }
  return found;
}

/** 53 bits of the hash: two types of one table share them with chance below 1e-4 even among a million. */
function keyOf(hi: number, lo: number): number {
  return hi * 2 ** 21 + (lo >>> 11);
}

function typesOf({ columns: { hi, lo } }: TypeTable): Set<number> {
  const keys = new Set<number>();
  for (let t = 0; t < hi.length; t++) keys.add(keyOf(hi[t], lo[t]));
  return keys;
}

/** Types in order of their counts. Equally frequent ones enter together: the rarest always, others while they fit the room. */
function rarest(types: readonly Type[], room: number): Type[] {
  let end = 0;
  for (let mass = 0; end < types.length; ) {
    let next = end;
    while (next < types.length && types[next].count === types[end].count) next++;
    mass += (next - end) * types[end].count;
    if (end > 0 && mass > room) break;
    end = next;
  }
  return types.slice(0, end);
}
