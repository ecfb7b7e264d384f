import type { Candidates } from './candidates.ts';

/** Generations as dense ids. */
export interface Steps {
  /** Of every candidate an index into `values`. */
  readonly ids: Uint32Array;
  /** Each generation once; -1 where it is not known. */
  readonly values: readonly number[];
}

const made = new WeakMap<Candidates, Steps>();

/** The generations of candidates, numbered as they are met. Made once: plans are tried one after the other. */
export function stepsOf(candidates: Candidates): Steps {
  const steps = made.get(candidates) ?? numbered(candidates);
  made.set(candidates, steps);
  return steps;
}

function numbered({ generation, size }: Candidates): Steps {
  const ids = new Uint32Array(size);
  const values: number[] = [];
  const byValue = new Map<number, number>();
  for (let i = 0; i < size; i++) {
    let id = byValue.get(generation[i]);
    if (id === undefined) {
      id = values.push(generation[i]) - 1;
      byValue.set(generation[i], id);
    }
    ids[i] = id;
  }
  return { ids, values };
}
