import type { Cloud } from '../../../compare/space/cloud.ts';
import { encoderId } from '../../../features/encoder.ts';
import { lexicalEncoder } from '../../../features/lexical.ts';
import type { Profile } from '../../../profile/profile.ts';
import { BLOCKS } from '../../../sketch/type-table.ts';

const DIMENSION = 256;

/** Passages that are encoded: of the k-NN of more than this a person would wait for minutes. */
const MOST_PASSAGES = 4_000;

/** The encoder of `textCloud`. */
export const TEXT_ENCODER = encoderId({ source: 'lexical', dimension: DIMENSION });

/**
 * Lexical vectors of the passages that a profile keeps: as the facet would have them of the same texts, of a profile that was made without.
 * Undefined where it keeps no text.
 */
export async function textCloud({ sample }: Profile): Promise<Cloud | undefined> {
  const kept = sample.examples.filter(({ text }) => text !== undefined).slice(0, MOST_PASSAGES);
  if (kept.length === 0) return undefined;
  const examples = kept.map(({ text }) => ({ id: '', group: '', text: text! }));
  const blocks = Uint8Array.from(kept, ({ block }) => block);
  const sizes = new Float64Array(BLOCKS);
  for (const block of blocks) sizes[block]++;
  const { data } = await lexicalEncoder(DIMENSION).encode(examples);
  const exact = sample.whole && kept.length === sample.examples.length;
  return { count: kept.length, dimension: DIMENSION, data, blocks, sizes, exact };
}
