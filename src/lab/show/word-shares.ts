import { RESERVED } from '../neural/frequent-words.ts';
import type { Documents } from '../neural/transformer.ts';

/** Uses of each word of the vocabulary in `documents`, as shares; ids that every codec has are no words. Index 0 is the first word. */
export function wordShares(documents: Documents, vocabulary: number): Float64Array {
  const shares = new Float64Array(Math.max(0, vocabulary - RESERVED));
  let total = 0;
  for (const document of documents)
    for (const id of document) {
      if (id < RESERVED || id >= vocabulary) continue;
      shares[id - RESERVED]++;
      total++;
    }
  return total === 0 ? shares : shares.map((uses) => uses / total);
}

/** Places by falling share; of equal ones the first. Those of share 0 are left out. */
export function rankedPlaces(shares: Float64Array): Uint32Array {
  const places = Uint32Array.from(shares.keys()).filter((place) => shares[place] > 0);
  return places.sort((a, b) => shares[b] - shares[a] || a - b);
}
