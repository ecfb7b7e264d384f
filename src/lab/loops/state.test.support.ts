import type { Rng } from '../../base/rng.ts';
import type { Rows } from '../learner.ts';
import type { LoopState } from '../loop.ts';

/** Where a row of a made-up line is from. */
export type Row = `real ${number}` | `fresh ${number}` | `model ${number}/${number}`;

export const ROWS: Rows<readonly Row[]> = {
  size: (data) => data.length,
  concat: (parts) => parts.flat(),
  take: (data, indices) => Array.from(indices, (index) => data[index]),
};

/** A line that is about to fit model `generation` on sets of `samples` rows. Fresh rows are numbered from 0 in every draw. */
export function stateOf(
  samples: number,
  generation: number,
  outputRows = () => samples,
): LoopState<readonly Row[]> {
  return {
    rows: ROWS,
    generation,
    samples,
    initial: Array.from({ length: samples }, (_, i): Row => `real ${i}`),
    outputs: Array.from({ length: generation }, (_, g) =>
      Array.from({ length: outputRows() }, (_, i): Row => `model ${g}/${i}`),
    ),
    real: (n: number, _: Rng) => Array.from({ length: n }, (_, i): Row => `fresh ${i}`),
  };
}

/** How many of `data` begin with `kind`. */
export function countOf(data: readonly Row[], kind: string): number {
  return data.filter((row) => row.startsWith(kind)).length;
}
