import type { Shard } from '../../corpus/source.ts';
import type { WireRow } from '../wire/wire-row.ts';
import type { RowInput } from './row-input.ts';

/** A shard and its place in the job. */
export interface PlacedShard {
  readonly shard: Shard;
  readonly index: number;
}

/** Hands a worker what comes in, and knows where it is. */
export class ShardDesk {
  /** Place in the job of the shard that is worked on; -1 before the first. */
  shard = -1;
  /** Shards handed out. */
  taken = 0;
  /** Where a worker may leave files, if it was told. */
  folder: string | undefined;
  /** Why what comes in ended early, if it did. */
  cut: unknown;
  readonly #input: RowInput;

  constructor(input: RowInput) {
    this.#input = input;
  }

  async *rows(): AsyncGenerator<WireRow, void> {
    const rows = this.#input[Symbol.asyncIterator]();
    try {
      for (;;) {
        const step = await rows.next().catch((error) => {
          this.cut = error;
          throw error;
        });
        if (step.done) return;
        yield step.value;
      }
    } finally {
      await rows.return();
    }
  }

  async *shards(): AsyncGenerator<PlacedShard, void> {
    for await (const { kind, shard: index, meta } of this.rows()) {
      if (kind === 'folder') this.folder = (meta as { path: string }).path;
      if (kind !== 'shard') continue;
      this.shard = index;
      this.taken++;
      yield { shard: meta as Shard, index };
    }
  }
}
