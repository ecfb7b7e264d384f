import { OutcrossError } from '../base/errors.ts';
import { hashText } from '../base/hash.ts';
import type { Example } from '../corpus/example.ts';
import type { Encoder } from './encoder.ts';
import { MomentsBuilder, mergeMoments, restrictMoments } from './moments.ts';
import { decodeVectors, encodeVectors } from './vector-codec.ts';
import { mergeSamples, restrictSample, VectorSampler } from './vector-sample.ts';
import { isUsable, rowOf } from './vectors.ts';
import type { VectorsFacet } from './vectors-facet.ts';

function requireOneDimension(a: number, b: number): void {
  if (a === b) return;
  throw new OutcrossError('E_MERGE', `feature vectors of ${a} and of ${b} numbers are not comparable`, {
    hint: 'Use one encoder for all corpora; in a file of vectors, every row must have as many numbers.',
  });
}

function merge(a: VectorsFacet, b: VectorsFacet): VectorsFacet {
  const refused = a.refused + b.refused;
  if (a.dimension === 0) return { ...b, refused };
  if (b.dimension === 0) return { ...a, refused };
  requireOneDimension(a.dimension, b.dimension);
  return {
    dimension: a.dimension,
    refused,
    sample: mergeSamples(a.sample, b.sample),
    moments: mergeMoments(a.moments, b.moments),
  };
}

/** The facet `vectors` of a profile: see `profile/facet.ts` for its laws. `refused` is not kept by block. */
export const vectorFacet = {
  kind: 'vectors',
  merge,
  restrict(value: VectorsFacet, keep: (block: number) => boolean): VectorsFacet {
    const sample = restrictSample(value.sample, keep);
    return { ...value, sample, moments: restrictMoments(value.moments, keep) };
  },
  encode: encodeVectors,
  decode: decodeVectors,
};

/** Builds the facet from what an encoder gives. */
export class VectorFacetBuilder {
  readonly #open: () => Encoder | Promise<Encoder>;
  #encoder: Encoder | undefined;
  #sampler: VectorSampler | undefined;
  #moments: MomentsBuilder | undefined;
  #dimension = 0;
  #refused = 0;

  /** `open` is called before the first examples are encoded. */
  constructor(open: () => Encoder | Promise<Encoder>) {
    this.#open = open;
  }

  /** Throws `E_MERGE` where an encoder gives vectors of another length than before, and what the encoder throws. */
  async add(examples: readonly Example[], blocks: Uint8Array): Promise<void> {
    if (examples.length === 0) return;
    this.#encoder ??= await this.#open();
    const vectors = await this.#encoder.encode(examples);
    if (this.#dimension === 0) this.#begin(vectors.dimension);
    requireOneDimension(this.#dimension, vectors.dimension);
    examples.forEach((example, i) => {
      const row = rowOf(vectors, i);
      if (!isUsable(row)) this.#refused++;
      else {
        this.#sampler!.add(hashText(example.id), blocks[i], row);
        this.#moments!.add(row, blocks[i]);
      }
    });
  }

  #begin(dimension: number): void {
    this.#dimension = dimension;
    this.#sampler = new VectorSampler(dimension);
    this.#moments = new MomentsBuilder(dimension);
  }

  finish(): VectorsFacet {
    return {
      dimension: this.#dimension,
      refused: this.#refused,
      sample: (this.#sampler ?? new VectorSampler(0)).freeze(),
      moments: this.#moments?.finish() ?? [],
    };
  }
}
