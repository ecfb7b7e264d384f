import type { Example, Origin } from '../../corpus/example.ts';
import type { CorpusRecord } from '../../corpus/record.ts';
import { lexicalEncoder } from '../../features/lexical.ts';
import { eachTile, type Rows } from '../../stats/pairwise.ts';
import { holdsId, type IdSetColumns } from '../rows/id-set.ts';
import type { RowKernel } from '../rows/row-kernel.ts';
import { seededKey } from '../rows/seeded-key.ts';
import { beginning } from './readable.ts';

/** Numbers of a lexical vector. */
export const DIMENSION = 256;

/** Neighbours that are kept for each text. */
export const NEAREST = 3;

export interface NeighbourSettings {
  /** Lexical vectors of the texts whose neighbours are sought, row by row; shared. */
  readonly vectors: Float32Array;
  /** Only examples with a key below this are held against them, and those that are named. */
  readonly share: number;
  readonly seed: string;
  readonly named: IdSetColumns;
}

/** An example that is near to a text. */
export interface NearRow {
  /** Place of the text. */
  readonly item: number;
  readonly id: string;
  readonly text: string;
  readonly origin?: Origin;
  /** Cosine of the lexical vectors, 0 to 1. */
  readonly similarity: number;
}

export interface NeighbourSummary {
  readonly near: readonly NearRow[];
}

const BATCH = 256;

/** Finds the examples of people that are nearest to each of some texts, in their words and pairs of words. */
export function neighbourRows(settings: NeighbourSettings): RowKernel {
  return new NeighbourKernel(settings);
}

class NeighbourKernel implements RowKernel {
  readonly #settings: NeighbourSettings;
  readonly #items: Rows;
  readonly #encoder = lexicalEncoder(DIMENSION);
  readonly #best: NearestLists<Example>;
  #batch: Example[] = [];

  constructor(settings: NeighbourSettings) {
    const { vectors } = settings;
    this.#settings = settings;
    this.#items = { count: vectors.length / DIMENSION, dimension: DIMENSION, data: vectors };
    this.#best = new NearestLists(this.#items.count);
  }

  map({ example }: CorpusRecord): void {
    const { share, seed, named } = this.#settings;
    const { id, provenance, text } = example;
    if (text === '' || (provenance !== undefined && provenance.origin !== 'human')) return;
    if (seededKey(seed, id) >= share && !holdsId(named, id)) return;
    if (this.#batch.push(example) === BATCH) this.#flush();
  }

  end(): NeighbourSummary {
    this.#flush();
    const near: NearRow[] = [];
    this.#best.each((item, { id, text, provenance }, similarity) => {
      const origin = provenance === undefined ? {} : { origin: provenance.origin };
      near.push({ item, id, text: beginning(text), similarity, ...origin });
    });
    return { near };
  }

  #flush(): void {
    const batch = this.#batch;
    this.#batch = [];
    if (batch.length === 0) return;
    const { count, dimension, data } = this.#encoder.encode(batch) as Rows;
    eachTile(this.#items, { count, dimension, data }, ({ i0, j0, rows, columns, stride, dots }) => {
      for (let i = 0; i < rows; i++)
        for (let j = 0; j < columns; j++) this.#best.offer(i0 + i, batch[j0 + j], dots[i * stride + j]);
    });
  }
}

/** The few nearest of many, for each of some items; of equals the first that came. */
export class NearestLists<T> {
  readonly #similarity: Float64Array;
  readonly #found: (T | undefined)[];

  constructor(items: number) {
    this.#similarity = new Float64Array(items * NEAREST);
    this.#found = new Array<T | undefined>(items * NEAREST).fill(undefined);
  }

  /** Similarities of 0 and below are none. */
  offer(item: number, thing: T, similarity: number): void {
    const first = item * NEAREST;
    let at = first + NEAREST - 1;
    if (similarity <= this.#similarity[at]) return;
    for (; at > first && similarity > this.#similarity[at - 1]; at--) {
      this.#similarity[at] = this.#similarity[at - 1];
      this.#found[at] = this.#found[at - 1];
    }
    this.#similarity[at] = similarity;
    this.#found[at] = thing;
  }

  /** The nearest of each item first. */
  each(visit: (item: number, thing: T, similarity: number) => void): void {
    this.#found.forEach((thing, at) => {
      if (thing !== undefined) visit(Math.floor(at / NEAREST), thing, Math.min(1, this.#similarity[at]));
    });
  }
}
