import type { CorpusSpec, Shard } from '../corpus/source.ts';
import { planFor } from '../engine/plan-for.ts';
import type { CarrierSummary, WantedTypes } from '../engine/rows/carrier-rows.ts';
import { type RunRowsOptions, runRows } from '../engine/rows/run-rows.ts';

/** Every example of a corpus, with the types that it carries: columns in the order of the input. */
export interface Carriers {
  readonly size: number;
  readonly tokens: Uint32Array;
  /** Types of example i are `types[start[i]]` to `types[start[i + 1] - 1]`. */
  readonly start: Float64Array;
  readonly types: Uint32Array;
  readonly category: Uint32Array;
  /** The first stands for none. */
  readonly categories: readonly string[];
  readonly rank: Float64Array;
  readonly shards: readonly Shard[];
  /** For each shard the place of its first example. */
  readonly firsts: readonly number[];
}

const SHARD_BYTES = 8 * 1024 * 1024;

/** Of the ranks: which examples fill up a share of human data, where no type is left to carry. */
const SEED = 'recover';

/** Reads a corpus and says what each example carries of the types. Throws as `planFor` and `runRows`. */
export async function readCarriers(
  spec: CorpusSpec,
  wanted: readonly WantedTypes[],
  options: RunRowsOptions = {},
): Promise<Carriers> {
  const shards = await planFor(spec, { ...options, targetBytes: SHARD_BYTES });
  const summaries: CarrierSummary[] = [];
  const job = { kernel: 'carriers', settings: { wanted, seed: SEED }, spec, shards, outputs: [] } as const;
  for await (const fragment of runRows(job, options)) {
    if (fragment.kind === 'end') summaries.push(fragment.summary as CarrierSummary);
  }
  return { ...joined(summaries), shards };
}

function joined(summaries: readonly CarrierSummary[]): Omit<Carriers, 'shards'> {
  const size = summaries.reduce((sum, { records }) => sum + records, 0);
  const held = summaries.reduce((sum, { types }) => sum + types.length, 0);
  const names = new Map<string, number>([['', 0]]);
  const all = {
    size,
    tokens: new Uint32Array(size),
    start: new Float64Array(size + 1),
    types: new Uint32Array(held),
    category: new Uint32Array(size),
    rank: new Float64Array(size),
  };
  const firsts: number[] = [];
  let at = 0;
  let types = 0;
  for (const summary of summaries) {
    firsts.push(at);
    all.tokens.set(summary.tokens, at);
    all.rank.set(summary.rank, at);
    all.types.set(summary.types, types);
    const own = summary.categories.map((name) => numberOf(names, name));
    for (let i = 0; i < summary.records; i++) {
      all.category[at + i] = own[summary.category[i]];
      all.start[at + i + 1] = types + summary.start[i + 1];
    }
    at += summary.records;
    types += summary.types.length;
  }
  return { ...all, firsts, categories: [...names.keys()] };
}

function numberOf(names: Map<string, number>, name: string): number {
  const known = names.get(name) ?? names.size;
  names.set(name, known);
  return known;
}
