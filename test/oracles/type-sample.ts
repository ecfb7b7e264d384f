import type { TypeTable } from '../../src/sketch/type-table.ts';

/** One occurrence of a type: example `serial` lies in `block`. */
export interface Occurrence {
  readonly hi: number;
  readonly lo: number;
  readonly block: number;
  readonly serial: number;
}

/** A type table as plain values. */
export interface PlainTable {
  readonly shift: number;
  /** By hash: lanes, then [block, count, documents] by block. */
  readonly types: readonly {
    readonly hi: number;
    readonly lo: number;
    readonly pairs: readonly (readonly [number, number, number])[];
  }[];
  readonly positions: readonly number[];
}

export function plainTable(table: TypeTable): PlainTable {
  const { shift, hi, lo, start, block, count, documents, positions } = table.columns;
  const types = Array.from(hi, (lane, t) => ({
    hi: lane,
    lo: lo[t],
    pairs: Array.from(
      { length: start[t + 1] - start[t] },
      (_, i) => [block[start[t] + i], count[start[t] + i], documents[start[t] + i]] as const,
    ),
  }));
  return { shift, types, positions: [...positions] };
}

/** The sample by its definition: all types counted exactly, then the share halved until the pairs fit the budget. */
export function sampleByDefinition(
  occurrences: readonly Occurrence[],
  budget: number,
): Omit<PlainTable, 'positions'> {
  const types = new Map<string, Map<number, { count: number; serials: Set<number> }>>();
  for (const { hi, lo, block, serial } of occurrences) {
    const key = `${hi >>> 0},${lo >>> 0}`;
    const blocks = types.get(key) ?? new Map<number, { count: number; serials: Set<number> }>();
    types.set(key, blocks);
    const held = blocks.get(block) ?? { count: 0, serials: new Set<number>() };
    blocks.set(block, held);
    held.count++;
    held.serials.add(serial);
  }
  const all = [...types].map(([key, blocks]) => {
    const [hi, lo] = key.split(',').map(Number);
    const pairs = [...blocks].sort((a, b) => a[0] - b[0]);
    return {
      hi,
      lo,
      pairs: pairs.map(([block, { count, serials }]) => [block, count, serials.size] as const),
    };
  });
  all.sort((a, b) => a.hi - b.hi || a.lo - b.lo);
  for (let shift = 0; ; shift++) {
    const kept = all.filter(({ hi }) => hi < 2 ** (32 - shift));
    const pairs = kept.reduce((sum, type) => sum + type.pairs.length, 0);
    if (pairs <= budget || shift === 32) return { shift, types: kept };
  }
}
