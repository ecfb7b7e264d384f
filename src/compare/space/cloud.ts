import { vectorFacet } from '../../features/vector-facet.ts';
import type { VectorsFacet } from '../../features/vectors-facet.ts';
import { facetOf } from '../../profile/facets.ts';
import type { Profile } from '../../profile/profile.ts';
import { BLOCKS } from '../../sketch/type-table.ts';
import type { Rows } from '../../stats/pairwise.ts';

/** The feature vectors of one subject, cut to the size of the comparison. */
export interface Cloud extends Rows {
  readonly blocks: Uint8Array;
  /** Vectors by block. */
  readonly sizes: Float64Array;
  /** True where these are all vectors of the subject. */
  readonly exact: boolean;
}

/** What a profile keeps of vectors, undefined where it has none. */
export function vectorsOf(profile: Profile): VectorsFacet | undefined {
  const facet = facetOf(profile, vectorFacet);
  return facet === undefined || facet.sample.count === 0 ? undefined : facet;
}

/** The first vectors of the sample in order of hash: a uniform sample of the examples. Undefined without vectors. */
export function cloudOf(profile: Profile, most: number): Cloud | undefined {
  const facet = vectorsOf(profile);
  if (facet === undefined) return undefined;
  const { sample, dimension } = facet;
  const count = Math.min(most, sample.count);
  return {
    count,
    dimension,
    data: sample.data.subarray(0, count * dimension),
    ...byBlock(sample.blocks.subarray(0, count)),
    exact: sample.whole && count === sample.count,
  };
}

/** The first `most` vectors of a cloud. */
export function firstOf(cloud: Cloud, most: number): Cloud {
  if (cloud.count <= most) return cloud;
  const { dimension, data, blocks } = cloud;
  return {
    count: most,
    dimension,
    data: data.subarray(0, most * dimension),
    ...byBlock(blocks.subarray(0, most)),
    exact: false,
  };
}

function byBlock(blocks: Uint8Array): Pick<Cloud, 'blocks' | 'sizes'> {
  const sizes = new Float64Array(BLOCKS);
  for (const block of blocks) sizes[block]++;
  return { blocks, sizes };
}

/** Mean of the rows. */
export function meanOf({ count, dimension, data }: Rows): Float64Array {
  const mean = new Float64Array(dimension);
  for (let i = 0; i < data.length; i++) mean[i % dimension] += data[i];
  return mean.map((sum) => sum / count);
}

/** The rows less a vector, as doubles. */
export function centred({ data, dimension }: Rows, mean: Float64Array): Float64Array {
  const out = new Float64Array(data.length);
  for (let i = 0, c = 0; i < data.length; i++) {
    out[i] = data[i] - mean[c];
    c = c + 1 === dimension ? 0 : c + 1;
  }
  return out;
}

/** Delete-a-block values: `without(block)` for each block that holds a vector. */
export function eachBlockOut(
  { sizes }: Pick<Cloud, 'sizes'>,
  without: (block: number) => number,
): { readonly without: Float64Array; readonly sizes: Float64Array } {
  return { without: sizes.map((n, block) => (n > 0 ? without(block) : Number.NaN)), sizes };
}
