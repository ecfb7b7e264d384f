import type { Shard } from '../corpus/source.ts';
import { planFor } from '../engine/plan-for.ts';
import type { ItemRow, ItemSummary, NamedRow } from '../engine/review/item-rows.ts';
import {
  DIMENSION,
  NearestLists,
  type NearRow,
  type NeighbourSummary,
} from '../engine/review/neighbour-rows.ts';
import type { WeigherSettings } from '../engine/review/weigher.ts';
import { idSet } from '../engine/rows/id-set.ts';
import { type RunRowsOptions, runRows } from '../engine/rows/run-rows.ts';
import { lexicalEncoder } from '../features/lexical.ts';
import type { QueueNeighbour } from '../ledger/queue/item.ts';
import { reviewSettings } from '../mix/review.ts';
import type { Chosen } from './choose.ts';
import type { HumanSide, QueueSources } from './queue-sources.ts';

/** An example as it was found, and its file. */
export interface GatheredItem extends ItemRow {
  readonly file: string;
}

export interface Gathered {
  /** By id; of several of one id the first. */
  readonly items: ReadonlyMap<string, GatheredItem>;
  readonly named: ReadonlyMap<string, NamedRow>;
}

/** Which examples are gathered. */
export interface GatherAsk {
  readonly wanted: ReadonlySet<string>;
  readonly named: ReadonlySet<string>;
  /** Those that hold any of them. */
  readonly shards: readonly Shard[];
}

/** Reads some examples again, whole, with every reason to ask about them. */
export async function gatherItems(
  { spec, review }: QueueSources,
  weighing: WeigherSettings,
  { wanted, named, shards }: GatherAsk,
  options: RunRowsOptions,
): Promise<Gathered> {
  const items = new Map<string, GatheredItem>();
  const others = new Map<string, NamedRow>();
  if (shards.length === 0) return { items, named: others };
  const settings = {
    ...weighing,
    wanted: idSet(wanted),
    named: idSet(named),
    ...(review === undefined ? {} : { review: reviewSettings(review, spec) }),
  };
  const job = { kernel: 'items', settings, spec, shards, outputs: [] } as const;
  for await (const fragment of runRows(job, options)) {
    if (fragment.kind !== 'end') continue;
    const found = fragment.summary as ItemSummary;
    const file = shards[fragment.shard].name;
    for (const item of found.items) if (!items.has(item.id)) items.set(item.id, { ...item, file });
    for (const one of found.named) if (!others.has(one.id)) others.set(one.id, one);
  }
  return { items, named: others };
}

/** Pairs of an item and a human example that are compared at most, in a second or two of a processor. */
const MOST_PAIRS = 1e8;

/** Human examples that are looked at at most. */
const MOST_HUMANS = 50_000;

/**
 * The nearest human examples of each item by lexical vectors, among a random part of them where they are many, and those that an item nearly
 * repeats. `humans`: how many there are.
 */
export async function humanNeighbours(
  items: readonly (GatheredItem & Pick<Chosen, 'humanCopy'>)[],
  { spec }: HumanSide,
  humans: number,
  seed: string,
  options: RunRowsOptions,
): Promise<QueueNeighbour[][]> {
  const lists = new NearestLists<NearRow>(items.length);
  if (items.length > 0) {
    const looked = Math.min(MOST_HUMANS, Math.ceil(MOST_PAIRS / items.length));
    const settings = {
      vectors: vectorsOf(items),
      share: Math.min(1, looked / Math.max(1, humans)),
      seed: `${seed}/humans`,
      named: idSet(items.flatMap(({ humanCopy }) => (humanCopy === undefined ? [] : [humanCopy.id]))),
    };
    const shards = await planFor(spec, { ...options, targetBytes: 8 * 1024 * 1024 });
    const job = { kernel: 'neighbours', settings, spec, shards, outputs: [] } as const;
    for await (const fragment of runRows(job, options)) {
      if (fragment.kind !== 'end') continue;
      for (const row of (fragment.summary as NeighbourSummary).near)
        lists.offer(row.item, row, row.similarity);
    }
  }
  const near: QueueNeighbour[][] = items.map(() => []);
  lists.each((item, { id, text, origin = 'human' }, similarity) => {
    near[item].push({ id, text, similarity: rounded(similarity), origin });
  });
  return near;
}

/** Float32 sums: more digits say nothing. */
function rounded(similarity: number): number {
  return Math.round(similarity * 1e4) / 1e4;
}

function vectorsOf(items: readonly ItemRow[]): Float32Array {
  const encoder = lexicalEncoder(DIMENSION);
  const shared = new Float32Array(new SharedArrayBuffer(items.length * DIMENSION * 4));
  items.forEach(({ id, text }, i) => {
    shared.set((encoder.encode([{ id, group: id, text }]) as { data: Float32Array }).data, i * DIMENSION);
  });
  return shared;
}
