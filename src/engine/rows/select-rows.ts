import type { Change } from '../../corpus/change.ts';
import type { CorpusRecord } from '../../corpus/record.ts';
import { type Reviewed, Reviewer, type ReviewSettings } from './reviewer.ts';
import type { RowKernel, RowWriter, ShardPlace } from './row-kernel.ts';
import { seededKey } from './seeded-key.ts';

/** Which records enter an output, decided before. */
export interface SelectSettings {
  /** A code for each record of the job, in its order: 0 enters. Shared, so that it is not copied to every worker. */
  readonly codes: Uint8Array;
  /** For each shard of the job the place of its first record in `codes`. */
  readonly firsts: readonly number[];
  /** Names of the codes; those that do not enter go to output `buckets` with the field `rejected`. Absent: they go nowhere. */
  readonly names?: readonly string[];
  /** Outputs that records are dealt to by their key, from 1. */
  readonly buckets: number;
  /** Of the keys. */
  readonly seed: string;
  /** Decisions of a review: what enters is written as they say. */
  readonly review?: ReviewSettings;
  /** What the field `weight` says of human records and of others. Absent: no such field is set. */
  readonly weights?: { readonly human: number; readonly synthetic: number };
}

export interface SelectSummary {
  readonly records: number;
  /** Keys of the records that entered, by bucket, in input order. */
  readonly keys: readonly Float64Array[];
}

/** Deals the records that enter to buckets. */
export function selectRows(settings: SelectSettings, place: ShardPlace): RowKernel {
  return new SelectKernel(settings, place);
}

class SelectKernel implements RowKernel {
  readonly #settings: SelectSettings;
  readonly #keys: number[][];
  readonly #first: number;
  #next: number;
  readonly #reviewer: Reviewer | undefined;

  constructor(settings: SelectSettings, { index }: ShardPlace) {
    this.#settings = settings;
    if (settings.review !== undefined) this.#reviewer = new Reviewer(settings.review);
    this.#first = settings.firsts[index];
    this.#next = this.#first;
    this.#keys = Array.from({ length: settings.buckets }, () => []);
  }

  map(record: CorpusRecord, out: RowWriter): void {
    const { codes, names, buckets, seed } = this.#settings;
    const code = codes[this.#next++];
    if (code !== 0) {
      if (names !== undefined) out.write(buckets, record, { fields: { rejected: [{ rule: names[code] }] } });
      return;
    }
    const key = seededKey(seed, record.example.id);
    const bucket = Math.floor(key * buckets);
    this.#keys[bucket].push(key);
    out.write(bucket, record, this.#change(record));
  }

  end(): SelectSummary {
    return { records: this.#next - this.#first, keys: this.#keys.map((keys) => Float64Array.from(keys)) };
  }

  #change(record: CorpusRecord): Change | undefined {
    const { weights } = this.#settings;
    const { example, change }: Reviewed = this.#reviewer?.read(record) ?? { example: record.example };
    if (weights === undefined) return change;
    const weight = example.provenance?.origin === 'human' ? weights.human : weights.synthetic;
    return { ...change, fields: { ...change?.fields, weight } };
  }
}
