import type { Loop } from '../loop.ts';
import { firstRows, lastOutput } from './parts.ts';
import { type RealPart, realPartName, realRows, requireRealPart } from './real-part.ts';

/**
 * R of the M rows of every training set are new real ones, the rest is the last model's output (Alemohammad et al. 2023, "fresh
 * data loop"). Throws `E_PARAMETER` as `requireRealPart` does.
 */
export function fresh(part: RealPart): Loop {
  requireRealPart(part);
  return {
    name: `fresh ${realPartName(part)}`,
    compose: async (state, rng) => {
      const { rows, samples } = state;
      const real = realRows(part, samples);
      const drawn = await state.real(real, rng);
      return { data: rows.concat([drawn, firstRows(rows, lastOutput(state), samples - real)]) };
    },
  };
}
