import { similarityOfLanes } from '../../sketch/minhash-lanes.ts';
import { Vocabulary } from '../../text/vocabulary.ts';
import { clusterTexts } from './cluster-texts.ts';
import { Doubling } from './doubling.ts';
import { ExampleColumns } from './example-columns.ts';
import type { Fingerprint } from './fingerprint.ts';
import { DEFAULT_KEEP, type KeepRule, keepOrder } from './keep.ts';
import { MemoryStore } from './memory-store.ts';
import type { NearIndex } from './near-index.ts';
import { type RemovalColumns, Removals } from './removals.ts';
import { type Contamination, removeExamples } from './remove-examples.ts';
import { type NearSettings, requireNearSettings } from './settings.ts';
import { countRemovals, type DedupCounts } from './tally.ts';
import { orderTexts } from './text-order.ts';
import type { TextStore } from './text-store.ts';

export interface DedupOptions {
  readonly settings: NearSettings;
  /** Which example of a cluster stays; default `DEFAULT_KEEP`. */
  readonly keep?: readonly KeepRule[];
  /** Texts that nothing which stays may be a near-duplicate of. */
  readonly reference?: NearIndex;
  /** Bytes of signatures from which on they go to disk. Default 512 MiB, about 2.2 million texts. */
  readonly memoryBytes?: number;
  /** Folder for what goes to disk. */
  readonly temporary: string;
}

/** What is removed, and counts of it. */
export interface Deduplicated {
  readonly removals: Removals;
  readonly counts: DedupCounts;
}

const MEMORY = 512 * 1024 * 1024;

/**
 * Decides which examples of a corpus go. The result depends on the examples alone, but for one thing: of examples that the rules
 * do not tell apart, not even by id, the first stays.
 */
export class Deduplicator {
  readonly #options: DedupOptions;
  readonly #examples = new ExampleColumns();
  /** Exact hashes get numbers; from here on a text is such a number. */
  readonly #texts = new Vocabulary();
  readonly #hashes = new Doubling(new Uint32Array(1 << 8));
  readonly #contaminated = new Map<number, Contamination>();
  #store: TextStore;

  /** Throws `E_PARAMETER`. */
  constructor(options: DedupOptions) {
    const { bands, rows } = options.settings;
    requireNearSettings(options.settings);
    this.#options = options;
    this.#store = new MemoryStore(bands, bands * rows);
  }

  /** Adds the next example of the corpus; `runs`: what its text shares with the reference. */
  add(fingerprint: Fingerprint, runs: NonNullable<Contamination['runs']> = []): void {
    const { exactHi, exactLo, near, keys, lanes } = fingerprint;
    const known = this.#texts.size;
    const text = this.#texts.intern(exactHi, exactLo);
    if (text === known) {
      const hashes = this.#hashes.room(2 * text + 2);
      hashes[2 * text] = exactHi;
      hashes[2 * text + 1] = exactLo;
      this.#store.add(near ? keys : undefined, 0, lanes, 0);
      const found = this.#options.reference?.nearestAtRest(fingerprint);
      if (found !== undefined || runs.length > 0) {
        this.#contaminated.set(text, {
          ...(found === undefined ? {} : { near: found }),
          ...(runs.length === 0 ? {} : { runs }),
        });
      }
    }
    this.#examples.add(fingerprint, text);
  }

  /** To be waited for between batches: moves signatures to disk where they have outgrown memory. */
  async settle(): Promise<void> {
    const { memoryBytes = MEMORY, temporary } = this.#options;
    const store = this.#store;
    if (!(store instanceof MemoryStore) || store.bytes <= memoryBytes) return;
    // DuckDB's library takes a tenth of a second to load.
    const { DiskStore } = await import('./disk-store.ts');
    this.#store = await DiskStore.takeOver(store, temporary, memoryBytes);
  }

  /** Clusters the texts and picks what stays. Called once; `close` all the same. */
  async finish(): Promise<Deduplicated> {
    const examples = this.#examples;
    const compare = keepOrder(this.#options.keep ?? DEFAULT_KEEP);
    const best = new Int32Array(this.#texts.size).fill(-1);
    const prefer = (a: number, b: number) => {
      return compare(examples.candidate(a), examples.candidate(b)) || a - b;
    };
    for (let example = 0; example < examples.length; example++) {
      const text = examples.textOf(example);
      if (this.#contaminated.has(text)) continue;
      if (best[text] < 0 || prefer(example, best[text]) < 0) best[text] = example;
    }
    const order = orderTexts(this.#hashes.values, this.#texts.size);
    const kept = await clusterTexts(this.#store, this.#options.settings, order, best, prefer);
    const removals = new Removals(this.#removals(kept));
    return { removals, counts: countRemovals(removals, examples.length, this.#options.settings.threshold) };
  }

  #removals(kept: Int32Array): RemovalColumns {
    const { bands, rows } = this.#options.settings;
    return removeExamples({
      examples: this.#examples,
      hashes: this.#hashes.values,
      contaminated: this.#contaminated,
      kept,
      similarity: (a, b) => similarityOfLanes(this.#store.equal(a, b), bands * rows),
    });
  }

  /** Removes what is on disk. */
  close(): Promise<void> {
    return this.#store.close();
  }
}
