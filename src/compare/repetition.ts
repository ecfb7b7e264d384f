import { gzipSync } from 'node:zlib';
import { BLOCKS } from '../sketch/type-table.ts';
import { type Estimate, estimate } from './estimate.ts';
import type { Grams } from './grams.ts';
import type { Packed } from './packed.ts';

/** Means over examples by block, with each block left out. */
function meanByBlock(packed: Packed, values: Float64Array, floor: number): Estimate | undefined {
  const sums = new Float64Array(BLOCKS);
  const counts = new Float64Array(BLOCKS);
  let sum = 0;
  let count = 0;
  for (let e = 0; e < values.length; e++) {
    if (Number.isNaN(values[e])) continue;
    sums[packed.blocks[e]] += values[e];
    counts[packed.blocks[e]]++;
    sum += values[e];
    count++;
  }
  if (count === 0) return undefined;
  const without = counts.map((n, b) => (n > 0 && n < count ? (sum - sums[b]) / (count - n) : Number.NaN));
  return estimate(sum / count, floor, { without, sizes: counts });
}

/**
 * Self-repetition (Salkar et al. 2022): the mean over examples of ln(sum over the example's different 4-grams of the number
 * of examples that hold it, minus the number of different 4-grams, plus one). Rises as examples say the same things.
 * Examples shorter than the order are left out; undefined where all are. A block left out is missed by the examples that
 * stay, too: what they say is shared with fewer.
 */
export function selfRepetition(packed: Packed, grams: Grams, types: number): Estimate | undefined {
  const sets = differentGrams(grams, types);
  const examples = packed.examples.length;
  const holders = new Uint32Array(types);
  for (const type of sets.types) holders[type]++;
  const all = meanRepetition(sets, holders, () => true);
  if (all === undefined) return undefined;
  const counts = new Float64Array(BLOCKS);
  for (const block of packed.blocks) counts[block]++;
  const without = counts.map((n, block) => {
    if (n === 0) return Number.NaN;
    countHolders(sets, packed.blocks, block, holders, -1);
    const mean = meanRepetition(sets, holders, (e) => packed.blocks[e] !== block);
    countHolders(sets, packed.blocks, block, holders, 1);
    return mean ?? Number.NaN;
  });
  return estimate(all, 0.5 / examples, { without, sizes: counts });
}

/** The grams, each once an example. */
function differentGrams(grams: Grams, types: number): Grams {
  const last = new Int32Array(types).fill(-1);
  const different = new Uint32Array(grams.types.length);
  const starts = new Uint32Array(grams.starts.length);
  let at = 0;
  for (let e = 0; e + 1 < starts.length; e++) {
    for (let g = grams.starts[e]; g < grams.starts[e + 1]; g++) {
      const type = grams.types[g];
      if (last[type] === e) continue;
      last[type] = e;
      different[at++] = type;
    }
    starts[e + 1] = at;
  }
  return { order: grams.order, types: different.slice(0, at), starts };
}

/** Adds `sign` to the holders of every gram of the block's examples. */
function countHolders(
  sets: Grams,
  blocks: Uint8Array,
  block: number,
  holders: Uint32Array,
  sign: number,
): void {
  for (let e = 0; e < blocks.length; e++) {
    if (blocks[e] !== block) continue;
    for (let g = sets.starts[e]; g < sets.starts[e + 1]; g++) holders[sets.types[g]] += sign;
  }
}

function meanRepetition(
  sets: Grams,
  holders: Uint32Array,
  keep: (example: number) => boolean,
): number | undefined {
  let sum = 0;
  let examples = 0;
  for (let e = 0; e + 1 < sets.starts.length; e++) {
    const from = sets.starts[e];
    const to = sets.starts[e + 1];
    if (from === to || !keep(e)) continue;
    let shared = 1 - (to - from);
    for (let g = from; g < to; g++) shared += holders[sets.types[g]];
    sum += Math.log(shared);
    examples++;
  }
  return examples === 0 ? undefined : sum / examples;
}

/** Mean over examples of the share of trigrams that the example itself said before. */
export function repetitionWithin(packed: Packed): Estimate | undefined {
  const REPETITION = 3;
  const values = Float64Array.from(packed.examples, ({ features }) =>
    features[REPETITION] < 0 ? Number.NaN : features[REPETITION] / 1024,
  );
  return meanByBlock(packed, values, 0.5 / Math.max(1, packed.ids.length));
}

/** Groups whose texts are compressed together: two blocks each, so that a split and an unsplit corpus are cut alike. */
const GROUPS = BLOCKS / 2;

/**
 * Compression ratio: bytes of the texts over their bytes after gzip, taken group by group and summed, so that a group can
 * be left out. Undefined where the profile keeps no texts.
 */
export function compression(packed: Packed): Estimate | undefined {
  const texts: string[][] = Array.from({ length: GROUPS }, () => []);
  for (const { text, block } of packed.examples) {
    if (text === undefined) return undefined;
    texts[block % GROUPS].push(text);
  }
  const plain = new Float64Array(BLOCKS).fill(Number.NaN);
  const packedBytes = new Float64Array(BLOCKS);
  texts.forEach((group, g) => {
    if (group.length === 0) return;
    const bytes = Buffer.from(group.join('\n'));
    plain[g] = bytes.length;
    packedBytes[g] = gzipSync(bytes, { level: 6 }).length;
  });
  const all = plain.reduce((a, n) => a + (Number.isNaN(n) ? 0 : n), 0);
  const small = packedBytes.reduce((a, n) => a + n, 0);
  if (all === 0) return undefined;
  const without = plain.map((n, g) => (all - n) / (small - packedBytes[g]));
  return estimate(all / small, 1e-6, { without, sizes: plain });
}

/** Rows of a band and bands of a MinHash signature: P(match) = 1 - (1 - s^8)^14, .92 at a Jaccard similarity s of .8. */
const ROWS = 8;
const BANDS = 14;

/**
 * Share of the sample's examples that are left when near-duplicates are reduced to one of each cluster. MinHash over
 * 5-token shingles (Broder 1997), 14 bands of 8 rows; an example shorter than a shingle counts as one shingle.
 */
export function uniqueNear(packed: Packed, shingles: Grams): Estimate | undefined {
  const examples = packed.examples.length;
  if (examples === 0) return undefined;
  const clusters = new Clusters(examples);
  const buckets = new Map<number, number>();
  const signature = new Int32Array(ROWS * BANDS);
  for (let e = 0; e < examples; e++) {
    sign(packed, shingles, e, signature);
    for (let band = 0; band < BANDS; band++) {
      const key = bandKey(signature, band);
      const first = buckets.get(key);
      if (first === undefined) buckets.set(key, e);
      else clusters.join(first, e);
    }
  }
  return uniqueByBlock(packed, clusters);
}

function sign(packed: Packed, shingles: Grams, e: number, signature: Int32Array): void {
  signature.fill(0x7fffffff);
  const from = shingles.starts[e];
  const to = shingles.starts[e + 1];
  if (from === to) sketch(signature, shortKey(packed, e));
  for (let g = from; g < to; g++) sketch(signature, shingles.types[g]);
}

/** A key for an example shorter than a shingle, above all shingle ids. */
function shortKey(packed: Packed, e: number): number {
  let h = 0x40000000;
  for (let i = packed.offsets[e]; i < packed.offsets[e + 1]; i++)
    h = Math.imul(h, 0x9e3779b1) + packed.ids[i] + 1;
  return h | 0x40000000;
}

function sketch(signature: Int32Array, shingle: number): void {
  let a = Math.imul(shingle ^ (shingle >>> 16), 0x85ebca6b);
  a ^= a >>> 13;
  const step = Math.imul(a, 0xc2b2ae35) | 1;
  for (let r = 0; r < signature.length; r++) {
    a = (a + step) | 0;
    let h = Math.imul(a ^ (a >>> 16), 0x45d9f3b);
    h ^= h >>> 16;
    if (h < signature[r]) signature[r] = h;
  }
}

/** 53 bits of a band's rows and its number. */
function bandKey(signature: Int32Array, band: number): number {
  let hi = band;
  let lo = band ^ 0x5bd1e995;
  for (let r = band * ROWS; r < (band + 1) * ROWS; r++) {
    hi = Math.imul(hi ^ signature[r], 0x85ebca6b);
    hi ^= hi >>> 15;
    lo = (Math.imul(lo, 31) + signature[r]) | 0;
    lo ^= lo >>> 13;
  }
  return (hi >>> 0) * 2 ** 21 + (lo >>> 11);
}

/** Union-find with path halving; the smaller index is the root. */
class Clusters {
  readonly #parent: Int32Array;

  constructor(size: number) {
    this.#parent = Int32Array.from({ length: size }, (_, i) => i);
  }

  root(i: number): number {
    const parent = this.#parent;
    while (parent[i] !== i) {
      parent[i] = parent[parent[i]];
      i = parent[i];
    }
    return i;
  }

  join(a: number, b: number): void {
    const x = this.root(a);
    const y = this.root(b);
    if (x < y) this.#parent[y] = x;
    else this.#parent[x] = y;
  }
}

/** A cluster goes with a block only where all of it lies in the block. */
function uniqueByBlock(packed: Packed, clusters: Clusters): Estimate {
  const examples = packed.examples.length;
  const only = new Int32Array(examples).fill(-1);
  const inBlock = new Float64Array(BLOCKS);
  let count = 0;
  for (let e = 0; e < examples; e++) {
    const root = clusters.root(e);
    inBlock[packed.blocks[e]]++;
    if (root === e) count++;
    if (only[root] === -1) only[root] = packed.blocks[e];
    else if (only[root] !== packed.blocks[e]) only[root] = -2;
  }
  const lost = new Float64Array(BLOCKS);
  for (const block of only) if (block >= 0) lost[block]++;
  const without = inBlock.map((n, b) =>
    n > 0 && n < examples ? (count - lost[b]) / (examples - n) : Number.NaN,
  );
  return estimate(count / examples, 0.5 / examples, { without, sizes: inBlock });
}
