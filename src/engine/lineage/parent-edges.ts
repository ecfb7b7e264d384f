import { type Hash64, hashText } from '../../base/hash.ts';
import type { CorpusSpec } from '../../corpus/source.ts';
import { planFor } from '../plan-for.ts';
import { FIND_SHARD_BYTES, type PlacedShard } from '../rows/find-corpus.ts';
import { holdsHash, idSetOf } from '../rows/id-set.ts';
import type { ParentSummary } from '../rows/parent-rows.ts';
import { type RunRowsOptions, runRows } from '../rows/run-rows.ts';

/** Lanes of an edge: child (hi, lo), parent (hi, lo). */
const LANES = 4;

/** Who names whom as a parent, of a whole corpus: 16 bytes a parent that is named, and 4 an example. */
export class ParentEdges {
  readonly #pieces: Uint32Array[] = [];
  readonly #shards: (PlacedShard & { readonly ids: Uint32Array })[] = [];

  /** Throws as `planFor` and `runRows`. */
  static async read(spec: CorpusSpec, options: RunRowsOptions): Promise<ParentEdges> {
    const edges = new ParentEdges();
    const shards = await planFor(spec, { ...options, targetBytes: FIND_SHARD_BYTES });
    const job = { kernel: 'parents', settings: {}, spec, shards, outputs: [] } as const;
    for await (const fragment of runRows(job, options)) {
      if (fragment.kind !== 'end') continue;
      const { edges: piece, ids } = fragment.summary as ParentSummary;
      edges.#pieces.push(piece);
      edges.#shards.push({ shard: shards[fragment.shard], rowsBefore: fragment.rowsBefore, ids });
    }
    return edges;
  }

  /** Hashes of all that is at most `most` steps above or below the example `id`, itself first, and at most `room` of them. */
  around(id: string, most: number, room: number): { readonly hashes: Hash64[]; readonly cut: boolean } {
    const root = hashText(id);
    const found = new Map<string, Hash64>([[keyOf(root), root]]);
    let cut = false;
    for (const [from, to] of [
      [0, 2],
      [2, 0],
    ]) {
      let front = [root];
      for (let step = 0; step < most && front.length > 0; step++) {
        front = this.#next(front, from, to).filter((hash) => {
          const isNew = !found.has(keyOf(hash));
          if (isNew && found.size >= room) cut = true;
          else if (isNew) found.set(keyOf(hash), hash);
          return isNew;
        });
        if (cut) break;
      }
    }
    return { hashes: [...found.values()], cut };
  }

  /** Shards that may hold an example of one of the hashes: the others need not be read again. */
  shardsWith(hashes: readonly Hash64[]): PlacedShard[] {
    const lows = new Set(hashes.map(({ lo }) => lo));
    return this.#shards.filter(({ ids }) => ids.some((lo) => lows.has(lo)));
  }

  #next(front: readonly Hash64[], from: number, to: number): Hash64[] {
    const set = idSetOf(front);
    const next: Hash64[] = [];
    for (const piece of this.#pieces) {
      for (let at = 0; at < piece.length; at += LANES) {
        if (holdsHash(set, piece[at + from], piece[at + from + 1]))
          next.push({ hi: piece[at + to], lo: piece[at + to + 1] });
      }
    }
    return next;
  }
}

function keyOf({ hi, lo }: Hash64): string {
  return `${hi}:${lo}`;
}
