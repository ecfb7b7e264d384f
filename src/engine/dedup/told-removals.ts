import { OutcrossError } from '../../base/errors.ts';
import type { Deduplicated } from '../../quality/duplicates/deduplicator.ts';
import { Doubling } from '../../quality/duplicates/doubling.ts';
import { Removals } from '../../quality/duplicates/removals.ts';
import { RemovalsBuilder } from '../../quality/duplicates/removals-builder.ts';
import { removeContaminated } from '../../quality/duplicates/remove-examples.ts';
import type { NearSettings } from '../../quality/duplicates/settings.ts';
import { decodeContamination } from '../../quality/duplicates/standing.ts';
import { countRemovals } from '../../quality/duplicates/tally.ts';
import { similarityOfLanes } from '../../sketch/minhash-lanes.ts';
import type { DecidedExamples, KeptExamples, Pairs, Pieces, RemovedExamples } from './dedup-engine.ts';

/** The upper half of a place that is none. */
const NOWHERE = 0xffffffff;

/**
 * Makes removals of what an engine decided. Memory: 13 bytes an example that goes, 20 and the id an example that stays in the stead of
 * others, and as much again for a moment at the end. All methods throw `E_WORKER` where something is missing or out of order.
 */
export class ToldRemovals {
  readonly #settings: NearSettings;
  /** By shard, the place of its first example in the corpus. */
  readonly #firsts: readonly number[];
  readonly #examples: number;
  readonly #out = new RemovalsBuilder();
  /** Examples that stay in the stead of others, ascending: entry i is kept as number i. */
  readonly #kept = new Doubling(new Uint32Array(1 << 8));
  #keptLength = 0;
  #removed = 0;
  #last = -1;

  /** `examples`: all that were read. */
  constructor(settings: NearSettings, firsts: readonly number[], examples: number) {
    this.#settings = settings;
    this.#firsts = firsts;
    this.#examples = examples;
  }

  keep({ places, hashes, ids }: KeptExamples): void {
    const decoder = new TextDecoder('utf-8', { ignoreBOM: true });
    for (let i = 0; i < ids.ends.length; i++) {
      const example = this.#exampleAt(places, i);
      const length = this.#keptLength++;
      const kept = this.#kept.room(length + 1);
      if (length > 0 && kept[length - 1] >= example) throw lost('what stays came out of order');
      kept[length] = example;
      const hash = { hi: hashes[2 * i + 1], lo: hashes[2 * i] };
      this.#out.keep({ id: decoder.decode(piece(ids, i)), hash });
    }
  }

  remove({ places, kept, equal, shared }: RemovedExamples): void {
    const { bands, rows } = this.#settings;
    for (let i = 0; i < shared.ends.length; i++) {
      const example = this.#exampleAt(places, i);
      if (example <= this.#last) throw lost('what goes came out of order');
      this.#last = example;
      this.#removed++;
      if (kept[2 * i + 1] === NOWHERE) {
        const contamination = decodeContamination(piece(shared, i));
        if (contamination === undefined) throw lost(`why example ${example} goes`);
        removeContaminated(this.#out, example, contamination);
        continue;
      }
      const stays = this.#placeOf(this.#exampleAt(kept, i));
      const exact = equal[2 * i + 1] === NOWHERE;
      const similarity = exact ? 1 : similarityOfLanes(equal[2 * i], bands * rows);
      this.#out.remove(example, exact ? 'exact' : 'near', stays, similarity);
    }
  }

  finish({ examples, removed, kept }: DecidedExamples): Deduplicated {
    const pairs = [
      [examples, this.#examples, 'examples'],
      [removed, this.#removed, 'examples that go'],
      [kept, this.#keptLength, 'examples that stay in the stead of others'],
    ] as const;
    for (const [there, here, what] of pairs) {
      if (there !== here) throw lost(`${here} ${what} came, of ${there}`);
    }
    const removals = new Removals(this.#out.finish());
    return { removals, counts: countRemovals(removals, examples, this.#settings.threshold) };
  }

  #exampleAt(places: Pairs, i: number): number {
    const first = this.#firsts[places[2 * i + 1]];
    const example = first + places[2 * i];
    if (example < this.#examples) return example;
    throw lost('an example was named that is none');
  }

  /** Number of an example that stays. */
  #placeOf(example: number): number {
    const kept = this.#kept.values;
    let low = 0;
    let high = this.#keptLength - 1;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if (kept[middle] < example) low = middle + 1;
      else high = middle;
    }
    if (high >= 0 && kept[low] === example) return low;
    throw lost(`example ${example} stays in the stead of another, and did not come`);
  }
}

function piece({ bytes, ends }: Pieces, i: number): Uint8Array {
  return bytes.subarray(i === 0 ? 0 : ends[i - 1], ends[i]);
}

function lost(message: string): OutcrossError {
  return new OutcrossError('E_WORKER', `the engine lost something: ${message}`, {
    hint: 'Run it again; if it happens again, report it with this message.',
  });
}
