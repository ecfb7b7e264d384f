import { fmix32 } from '../base/hash.ts';
import type { Example } from '../corpus/example.ts';
import { pieces, type TokenBuffer, Tokenizer } from '../text/tokenizer.ts';
import { type Encoder, encoderId } from './encoder.ts';
import { HashCounts } from './hash-counts.ts';
import type { Vectors } from './vectors.ts';

/** Places of a vector that one word or pair of words adds to. */
const PLACES = 4;

/**
 * The built-in encoder of text: words and pairs of neighbouring words, each counted, the square root of its count added with a hashed
 * sign to four hashed places (sparse random projection: Kane and Nelson 2014), the whole scaled to length 1. The cosine of two vectors
 * is then an unbiased sketch of the Bhattacharyya affinity of the texts' distributions of words. There is no weight by the frequency of
 * words in a corpus (idf): such a weight would have to be the same for all corpora ever compared, and profiles are made one by
 * one. Only integers and square roots are used, so that every platform gives the same bytes. A text without words is the zero vector.
 */
export function lexicalEncoder(dimension: 256 | 512): Encoder {
  const tokenizer = new Tokenizer();
  const counts = new HashCounts();
  const sums = new Float64Array(dimension);
  return {
    id: encoderId({ source: 'lexical', dimension }),
    dimension,
    encode(examples: readonly Example[]): Vectors {
      const data = new Float32Array(examples.length * dimension);
      examples.forEach(({ text }, i) => {
        counts.clear();
        for (const piece of pieces(text)) count(tokenizer.run(piece), counts);
        sums.fill(0);
        project(counts, sums);
        normalise(sums, data, i * dimension);
      });
      return { count: examples.length, dimension, data };
    },
  };
}

function count({ length, hi, lo, isWord }: TokenBuffer, counts: HashCounts): void {
  let before = -1;
  for (let t = 0; t < length; t++) {
    if (isWord[t] === 0) continue;
    counts.add(hi[t], lo[t]);
    if (before >= 0)
      counts.add(
        fmix32((Math.imul(hi[before], 0x9e3779b1) + hi[t]) | 0),
        fmix32((Math.imul(lo[before], 0x85ebca6b) + lo[t]) | 0),
      );
    before = t;
  }
}

/** Counts are visited in the order in which they were first met. */
function project(counts: HashCounts, sums: Float64Array): void {
  const mask = sums.length - 1;
  for (let i = 0; i < counts.size; i++) {
    const weight = Math.sqrt(counts.count[i]);
    let h = counts.lo[i];
    for (let p = 0; p < PLACES; p++) {
      h = fmix32((h + counts.hi[i] + Math.imul(p + 1, 0x9e3779b1)) | 0);
      sums[h & mask] += h < 0 ? -weight : weight;
    }
  }
}

function normalise(sums: Float64Array, out: Float32Array, at: number): void {
  let square = 0;
  for (const x of sums) square += x * x;
  const scale = square > 0 ? 1 / Math.sqrt(square) : 0;
  for (let i = 0; i < sums.length; i++) out[at + i] = sums[i] * scale;
}
