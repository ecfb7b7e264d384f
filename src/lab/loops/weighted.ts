import { OutcrossError } from '../../base/errors.ts';
import type { Loop } from '../loop.ts';
import { requireShare } from '../theory/parameters.ts';
import { bestRealWeight } from '../theory/real-share.ts';
import { lastOutput } from './parts.ts';
import { type RealPart, realPartName, realRows, requireRealPart } from './real-part.ts';

export interface Weighting {
  /** Fresh real rows of a generation; a share is one of `samples`. They come beside the `samples` synthetic ones. */
  readonly real: RealPart;
  /** Weight on all real rows together, 0 to 1; the synthetic ones share the rest. Absent: w*. */
  readonly weight?: number;
}

/**
 * n fresh real rows and the m of the last output, weighted by origin: w on the real, 1 - w on the synthetic, however many rows
 * of each (He, Xu and Cheng 2025). Weights sum to the number of rows. Throws `E_PARAMETER` for a weight outside 0 to 1, a real
 * part out of its bounds, and a weight on real rows where there are none.
 */
export function weighted({ real, weight }: Weighting): Loop {
  requireRealPart(real);
  if (weight !== undefined) requireShare('w, the weight on real rows,', weight);
  return {
    name: `weighted ${weight ?? 'w*'}${isWhole(real) ? '' : `, real ${realPartName(real)}`}`,
    compose: async (state, rng) => {
      const { rows, samples } = state;
      const synthetic = lastOutput(state);
      const n = realRows(real, samples);
      const m = rows.size(synthetic);
      const data = rows.concat([await state.real(n, rng), synthetic]);
      if (n === 0 && weight !== undefined && weight > 0) throw nothingToWeigh(weight);
      const w = weight ?? (n === 0 ? 0 : bestRealWeight(n / m));
      const weights = new Float64Array(n + m);
      if (n > 0) weights.fill((w * (n + m)) / n, 0, n);
      weights.fill(((1 - w) * (n + m)) / m, n);
      return { data, weights };
    },
  };
}

/** As many real rows as synthetic ones: the usual, which needs no word. */
function isWhole(part: RealPart): boolean {
  return 'share' in part && part.share === 1;
}

function nothingToWeigh(weight: number): OutcrossError {
  return new OutcrossError(
    'E_PARAMETER',
    `w is ${weight}, but no real row bears it: the real part must be above 0`,
    {
      where: 'w',
    },
  );
}
