import type { Hash64 } from '../base/hash.ts';
import type { PlacedVectors } from './vectors.ts';

/** Most vectors that a profile keeps, and most numbers in them together: 32 MB. */
const MOST_VECTORS = 10_000;
const MOST_NUMBERS = 1 << 23;
const FEWEST_VECTORS = 64;

/** How many vectors of `dimension` numbers a sample keeps: a function of the dimension alone, so that samples merge. */
export function capacityFor(dimension: number): number {
  return Math.max(FEWEST_VECTORS, Math.min(MOST_VECTORS, Math.floor(MOST_NUMBERS / Math.max(1, dimension))));
}

/** The vectors of the examples whose ids hash lowest (bottom-k sampling, Cohen and Kaplan 2007), in order of hash. */
export interface VectorSample extends PlacedVectors {
  /** True where none was left out. */
  readonly whole: boolean;
}

interface Entry extends Hash64 {
  readonly block: number;
  readonly vector: Float32Array;
}

/** Examples of one id: their contents order them, so that the order of arrival does not. */
function compare(a: Entry, b: Entry): number {
  const order = a.hi - b.hi || a.lo - b.lo || a.block - b.block;
  if (order !== 0) return order;
  for (let i = 0; i < a.vector.length; i++) if (a.vector[i] !== b.vector[i]) return a.vector[i] - b.vector[i];
  return 0;
}

/** A sample while it grows. */
export class VectorSampler {
  readonly #dimension: number;
  readonly #capacity: number;
  #kept: Entry[] = [];
  #cut = Number.POSITIVE_INFINITY;
  #whole = true;

  constructor(dimension: number) {
    this.#dimension = dimension;
    this.#capacity = capacityFor(dimension);
  }

  /** Offers a vector; it is copied where it is kept. */
  add(id: Hash64, block: number, vector: Float32Array): void {
    if (id.hi > this.#cut) {
      this.#whole = false;
      return;
    }
    // Adding 0 makes -0 a 0: equal numbers have equal bytes.
    this.#kept.push({ hi: id.hi, lo: id.lo, block, vector: vector.map((x) => x + 0) });
    if (this.#kept.length < this.#capacity * 2) return;
    this.#kept = this.#lowest();
    this.#cut = this.#kept[this.#kept.length - 1].hi;
    this.#whole = false;
  }

  #lowest(): Entry[] {
    return this.#kept.sort(compare).slice(0, this.#capacity);
  }

  freeze(): VectorSample {
    const whole = this.#whole && this.#kept.length <= this.#capacity;
    return pack(this.#lowest(), this.#dimension, whole);
  }
}

function pack(entries: readonly Entry[], dimension: number, whole: boolean): VectorSample {
  const count = entries.length;
  const data = new Float32Array(count * dimension);
  entries.forEach(({ vector }, i) => {
    data.set(vector, i * dimension);
  });
  return {
    count,
    dimension,
    data,
    hi: Uint32Array.from(entries, (e) => e.hi),
    lo: Uint32Array.from(entries, (e) => e.lo),
    blocks: Uint8Array.from(entries, (e) => e.block),
    whole,
  };
}

function entriesOf({ count, dimension, data, hi, lo, blocks }: VectorSample): Entry[] {
  return Array.from({ length: count }, (_, i) => ({
    hi: hi[i],
    lo: lo[i],
    block: blocks[i],
    vector: data.subarray(i * dimension, (i + 1) * dimension),
  }));
}

/** The sample of both together. The dimensions are the same. */
export function mergeSamples(a: VectorSample, b: VectorSample): VectorSample {
  const all = [...entriesOf(a), ...entriesOf(b)].sort(compare);
  const kept = all.slice(0, capacityFor(a.dimension));
  return pack(kept, a.dimension, a.whole && b.whole && kept.length === all.length);
}

/** The vectors of the blocks that `keep` accepts. */
export function restrictSample(sample: VectorSample, keep: (block: number) => boolean): VectorSample {
  const kept = entriesOf(sample).filter(({ block }) => keep(block));
  return pack(kept, sample.dimension, sample.whole);
}
