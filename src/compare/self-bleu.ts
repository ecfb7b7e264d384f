import { BLOCKS } from '../sketch/type-table.ts';
import { selfBleuJackknife } from '../stats/self-bleu.ts';
import { type Estimate, estimate } from './estimate.ts';
import type { Packed } from './packed.ts';

/**
 * Self-BLEU (Zhu et al. 2018) over all examples of the packed sample, each against all others, exact. Undefined for fewer
 * than two examples.
 */
export function sampleSelfBleu(packed: Packed): Estimate | undefined {
  const result = selfBleuJackknife(packed.ids, packed.offsets, packed.blocks, BLOCKS);
  if (result === undefined) return undefined;
  const { mean, leftOut, sizes } = result;
  const without = Float64Array.from(leftOut, (value, b) =>
    sizes[b] > 0 && value !== undefined ? value : Number.NaN,
  );
  return estimate(mean, 1e-6, { without, sizes: Float64Array.from(sizes) });
}
