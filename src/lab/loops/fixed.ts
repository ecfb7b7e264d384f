import type { Loop } from '../loop.ts';
import { firstRows, lastOutput } from './parts.ts';
import { type RealPart, realPartName, realRows, requireRealPart } from './real-part.ts';

/**
 * The same real rows are mixed into every training set, the rest is the last model's output: the "fixed real data" of
 * Alemohammad et al. 2023, and the 10% that Shumailov et al. 2024 keep. Throws `E_PARAMETER` as `requireRealPart` does.
 */
export function fixed(part: RealPart): Loop {
  requireRealPart(part);
  return {
    name: `fixed ${realPartName(part)}`,
    compose: (state) => {
      const { rows, initial, samples } = state;
      const real = realRows(part, samples);
      const kept = firstRows(rows, initial, real);
      return { data: rows.concat([kept, firstRows(rows, lastOutput(state), samples - real)]) };
    },
  };
}
