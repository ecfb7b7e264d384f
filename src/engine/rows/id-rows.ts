import { hashText } from '../../base/hash.ts';
import type { RowKernel } from './row-kernel.ts';

/** Ids of a shard, as hashes of two lanes each. */
export interface IdSummary {
  readonly ids: Uint32Array;
}

/** Gathers the ids of examples. */
export function idRows(): RowKernel {
  const ids: number[] = [];
  return {
    map({ example }) {
      const { hi, lo } = hashText(example.id);
      ids.push(hi, lo);
    },
    end: (): IdSummary => ({ ids: Uint32Array.from(ids) }),
  };
}
