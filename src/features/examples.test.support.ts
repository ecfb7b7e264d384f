import { hashText } from '../base/hash.ts';
import { Rng } from '../base/rng.ts';
import type { Example } from '../corpus/example.ts';
import { givenEncoder } from './given.ts';
import { VectorFacetBuilder } from './vector-facet.ts';
import type { VectorsFacet } from './vectors-facet.ts';

/** Examples that bear the vectors, each a group of its own. */
export function withVectors(vectors: readonly ArrayLike<number>[], name = 'v'): Example[] {
  return vectors.map((vector, i) => ({
    id: `${name}#${i}`,
    group: `${name}#${i}`,
    text: '',
    vector: Float32Array.from(vector),
  }));
}

/** Normal vectors. */
export function normalVectors(count: number, d: number, seed: string, scale = 1): Float32Array[] {
  const rng = new Rng(seed);
  return Array.from({ length: count }, () => Float32Array.from({ length: d }, () => scale * rng.normal()));
}

/** The facet of examples, given in batches. */
export async function facetFrom(examples: readonly Example[], batch = 100): Promise<VectorsFacet> {
  const builder = new VectorFacetBuilder(givenEncoder);
  for (let from = 0; from < examples.length; from += batch) {
    const part = examples.slice(from, from + batch);
    await builder.add(
      part,
      Uint8Array.from(part, ({ group }) => hashText(group).lo & 63),
    );
  }
  return builder.finish();
}
