import type { Queue } from '../../ledger/queue/item.ts';
import type { LedgerStore } from '../../ledger/store.ts';
import { type SampleProgress, sampleProgress } from '../../review/progress.ts';

interface Kept {
  readonly seq: number;
  readonly progress: Promise<SampleProgress | undefined>;
}

/** What samples say, worked out once for each state of the ledger. */
export class SampleCache {
  readonly #store: LedgerStore;
  readonly #kept = new Map<string, Kept>();

  constructor(store: LedgerStore) {
    this.#store = store;
  }

  async of(queue: Queue): Promise<SampleProgress | undefined> {
    const { seq } = await this.#store.head();
    const kept = this.#kept.get(queue.id);
    if (kept?.seq === seq) return kept.progress;
    const progress = sampleProgress(this.#store, queue);
    this.#kept.set(queue.id, { seq, progress });
    progress.catch(() => this.#kept.delete(queue.id));
    return progress;
  }
}
