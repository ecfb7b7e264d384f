import type { Rows } from '../learner.ts';
import type { LoopState } from '../loop.ts';

/** The first `n` rows of `data`; all where there are no more. */
export function firstRows<D>(rows: Rows<D>, data: D, n: number): D {
  if (n >= rows.size(data)) return data;
  return rows.take(
    data,
    Uint32Array.from({ length: n }, (_, i) => i),
  );
}

/** What the last model put out. */
export function lastOutput<D>({ outputs }: LoopState<D>): D {
  return outputs[outputs.length - 1];
}
